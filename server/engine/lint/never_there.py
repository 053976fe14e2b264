"""What is told of a field that has() asks for, and that is there on no way."""

from server.engine.errors import Problem
from server.engine.expressions.names import Read
from server.engine.lint.values.listing import listed


def never_there(owner: str, read: Read, known: frozenset[str]) -> Problem:
    """Say what is asked for, and which fields there are; nothing fails, and nothing is ever so."""
    return Problem("HAS-NEVER", owner, {"name": str(read), "known": listed(known)})
