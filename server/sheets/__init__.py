"""Spreadsheets of Excel: written here, and read in a process of its own behind a guard."""
