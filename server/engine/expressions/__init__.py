"""The safe language of expressions, and decision tables whose cells are written in it."""
