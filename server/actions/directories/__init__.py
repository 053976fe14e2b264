"""Signing in by what a directory says, and linking its accounts with persons."""
