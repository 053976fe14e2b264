"""The board: which duties of a bloc-year are done, due, late or missing, unit by unit."""
