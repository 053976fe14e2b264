"""The page of a province's days off and worked days."""
