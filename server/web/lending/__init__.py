"""Whom a post or a task may be handed to."""
