"""Why the embedded database could not be had, in words for the person at the terminal."""


class ClusterRefused(Exception):
    """The embedded PostgreSQL cannot start; the text says why and what to do."""
