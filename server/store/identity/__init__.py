"""Passwords, one-time links, sessions, and the trace of signing in."""
