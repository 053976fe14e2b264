"""How results came about: of a unit, and of a unit under an award."""
