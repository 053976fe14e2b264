"""What events, outcomes, steps, units and rules are called on the pages."""
