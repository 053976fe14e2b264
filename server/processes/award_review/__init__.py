"""The award review."""
