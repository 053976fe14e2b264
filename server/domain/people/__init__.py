"""Persons and posts: who holds which, who acts for whom, and what takes a second person."""
