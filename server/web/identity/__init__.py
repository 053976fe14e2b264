"""Signing in, one's own account, and who asks."""
