"""Blocs, their years and the versions of their rules."""
