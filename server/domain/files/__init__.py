"""Files: which may be handed in, told by their bytes."""
