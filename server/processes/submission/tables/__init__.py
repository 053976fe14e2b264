"""Nominees and the dossier."""
