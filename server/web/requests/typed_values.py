"""Days and ids as somebody typed or sent them; what is none of either is None."""

from datetime import date
from uuid import UUID

from flask import request


def id_of(text: str) -> UUID | None:
    """Read an id."""
    try:
        return UUID(text)
    except ValueError:
        return None


def posted_day(name: str) -> date | None:
    """Read the day that was posted in a field, as a browser sends it."""
    try:
        return date.fromisoformat(request.form.get(name, "").strip())
    except ValueError:
        return None
