"""Days and ids as somebody typed or sent them; what is none of either is None."""

from datetime import date
from uuid import UUID

from flask import request

from server.domain.refusals import NotADay
from server.forms import readings

LONGEST_SHOWN = 40
"""So much of what is no day is said again."""


def id_of(text: str) -> UUID | None:
    """Read an id."""
    try:
        return UUID(text)
    except ValueError:
        return None


def posted_day(name: str) -> date | None:
    """Read the day that was posted in a field; None for an empty one, raises NotADay."""
    return read_day(request.form.get(name, ""))


def read_day(text: str) -> date | None:
    """Read a day, `31/12/2025` or `2025-12-31`; None for nothing, raises NotADay for no day."""
    if not text.strip():
        return None
    found = readings.iso_day(readings.day(text))
    if found is None:
        raise NotADay(text.strip()[:LONGEST_SHOWN])
    return found
