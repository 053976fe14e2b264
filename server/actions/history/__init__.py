"""History taken out of the system."""
