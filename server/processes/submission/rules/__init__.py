"""The submission: the dossier, and what the province decides of each nominee."""
