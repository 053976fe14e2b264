"""The pages on which a bloc's secretary fills in the parts of a bloc-year being made."""
