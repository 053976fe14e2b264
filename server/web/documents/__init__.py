"""The page of one numbered document."""
