"""Signing in and out, passwords, one-time links, and the post one acts in."""
