"""Saying what days are worked, and letting running cases follow."""
