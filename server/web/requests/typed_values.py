"""Days, ids and whole numbers as somebody typed or sent them; what is none of either is None."""

from collections.abc import Container
from datetime import date
from uuid import UUID

from flask import request

from server.domain.history.asked import NotAValue
from server.domain.refusals import DayOfFarYear, NotADay
from server.forms import readings
from server.working_calendar import YEARS

LONGEST_NUMBER = 9
"""Digits of a whole number that is read; none that counts or names a year has more."""
LONGEST_SEARCHED = 200
"""So many characters of what is searched by are read."""
FLAG = frozenset({"1"})
"""What stands in an address for yes; what is left out means no."""
LONGEST_SHOWN = 40
"""So much of what cannot be read is said again."""


def id_of(text: str) -> UUID | None:
    """Read an id."""
    try:
        return UUID(text)
    except ValueError:
        return None


def chosen(name: str, of: Container[str]) -> str:
    """Read one of a few values in the address; empty for nothing, raises NotAValue for another."""
    text = request.args.get(name, "").strip()
    if text and text not in of:
        raise NotAValue(name, text[:LONGEST_SHOWN])
    return text


def searched_by() -> str:
    """Read the words in the address that a list is searched by."""
    return request.args.get("q", "").strip()[:LONGEST_SEARCHED]


def id_in_address(name: str) -> UUID | None:
    """Read an id in the address; None for nothing, raises NotAValue for what is none."""
    text = request.args.get(name, "").strip()
    if text and id_of(text) is None:
        raise NotAValue(name, text[:LONGEST_SHOWN])
    return id_of(text)


def whole_of(text: str) -> int | None:
    """Read a whole number in plain digits, from 0 on, as addresses and hidden fields have it."""
    plain = text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER
    return int(text) if plain else None


def posted_day(name: str) -> date | None:
    """Read the day that was posted in a field; None for an empty one, raises NotADay."""
    return read_day(request.form.get(name, ""))


def read_day(text: str) -> date | None:
    """Read a day, `31/12/2025` or `2025-12-31`; None for nothing.

    Raises NotADay for no day, and DayOfFarYear for one of a year that no file takes either.
    """
    if not text.strip():
        return None
    found = readings.iso_day(readings.day(text))
    if found is None:
        raise NotADay(text.strip()[:LONGEST_SHOWN])
    if found.year not in YEARS:
        raise DayOfFarYear(text.strip()[:LONGEST_SHOWN], YEARS[0], YEARS[-1])
    return found
