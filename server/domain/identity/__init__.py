"""Signing in: what may be a password, and how often one may be tried."""
