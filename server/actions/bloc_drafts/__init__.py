"""What people do with a bloc-year that is being made, from the province's letter to its force."""
