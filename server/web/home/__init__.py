"""The overview: what waits, who is late, points by section, days of each step, what is new."""
