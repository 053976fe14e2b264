"""The year-end evaluation."""
