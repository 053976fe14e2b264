"""Urging who has not done a duty: whom it would reach, and the act itself."""
