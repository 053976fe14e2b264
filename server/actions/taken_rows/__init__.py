"""Rows that a form takes over from earlier records: what they are, and whether they stand."""
