"""A record with nothing in it, as an expression reads it."""

from server import engine
from server.domain.canonical import Json


def absent_fields(expression: str, name: str) -> dict[str, Json]:
    """Return None for each field that an expression reads of a name."""
    return {field: None for read, field in engine.paths(expression) if read == name and field}
