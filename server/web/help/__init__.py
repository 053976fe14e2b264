"""The guide: what a post does in the year, and what the words mean."""
