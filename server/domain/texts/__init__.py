"""Texts: Vietnamese for searching and sorting, what may be typed, and words in two languages."""
