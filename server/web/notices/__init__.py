"""Notices: the number at the top of every page, and the page it leads to."""
