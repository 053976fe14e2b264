"""A bloc-year file's long tables as sheets, and back: score table, units, posts, persons."""
