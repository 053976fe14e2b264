"""What the award review puts on printouts, in Vietnamese."""
