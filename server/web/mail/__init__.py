"""The mailbox page."""
