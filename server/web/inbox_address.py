"""The list's filters as the address carries them: readable, shareable, and never trusted."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode
from uuid import UUID

from werkzeug.datastructures import MultiDict

from server.store.inbox import Scope, Sort, Wanted

LONGEST_WORDS = 100
MOST_UNITS = 60
E = TypeVar("E", bound=StrEnum)
KINDS = ("evaluation", "award_review", "submission")


def wanted_from(arguments: MultiDict[str, str]) -> Wanted:
    """Read the filters; what makes no sense is left out, never an error."""
    return Wanted(
        scope=_one_of(Scope, arguments.get("scope", ""), Scope.MINE),
        sort=_one_of(Sort, arguments.get("sort", ""), Sort.DUE),
        words=arguments.get("q", "").replace("\0", "").strip()[:LONGEST_WORDS],
        units=tuple(unit for unit in arguments.getlist("unit") if "\0" not in unit)[:MOST_UNITS],
        kinds=tuple(kind for kind in KINDS if kind in arguments.getlist("kind")),
        after=_mark(arguments.get("after", "")),
    )


def address(
    wanted: Wanted, *, scope: Scope | None = None, after: tuple[datetime, UUID] | None = None
) -> str:
    """Write the address of a list; defaults are left out of it."""
    shown = scope or wanted.scope
    values = {
        "scope": shown.value if shown is not Scope.MINE else None,
        "sort": wanted.sort.value if wanted.sort is not Sort.DUE else None,
        "q": wanted.words or None,
        "unit": list(wanted.units),
        "kind": list(wanted.kinds),
        "after": f"{after[0].astimezone(UTC).isoformat()}~{after[1]}" if after else None,
    }
    query = urlencode({key: value for key, value in values.items() if value}, doseq=True)
    return "/tasks" + (f"?{query}" if query else "")


def _one_of(kind: type[E], text: str, otherwise: E) -> E:
    return next((member for member in kind if member.value == text), otherwise)


def _mark(text: str) -> tuple[datetime, UUID] | None:
    at, _, row = text.partition("~")
    try:
        instant, found = datetime.fromisoformat(at), UUID(row)
    except ValueError:
        return None
    return (instant, found) if instant.tzinfo else None
