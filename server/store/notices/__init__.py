"""Notices: what a person is told in a post, derived from the rows it is about."""
