"""`binhxet bloc`: a bloc-year from its file, and its tables as a spreadsheet."""
