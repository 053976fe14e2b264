"""What the submission puts on printouts, in Vietnamese."""
