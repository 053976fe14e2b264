"""Candidates, rounds of voting and what they decided."""
