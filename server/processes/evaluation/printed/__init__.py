"""What the evaluation puts on printouts, in Vietnamese."""
