"""The list's filters as the address carries them: readable, shareable, and never trusted."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode
from uuid import UUID

from werkzeug.datastructures import MultiDict

from server.domain.tasks.priorities import Priority
from server.store.inbox.inbox import (
    ListOrder,
    ListScope,
    WantedTasks,
)
from server.store.inbox.task_lines import PlaceInList

LONGEST_WORDS = 100
URGENT = "khan"
MOST_UNITS = 60
E = TypeVar("E", bound=StrEnum)
MOST_KINDS = 30
KIND = re.compile(r"[a-z][a-z0-9_]{0,99}")
"""The key of a process; one that was never published finds nothing."""


def wanted_from(arguments: MultiDict[str, str]) -> WantedTasks:
    """Read the filters; what makes no sense is left out, never an error."""
    return WantedTasks(
        scope=_one_of(ListScope, arguments.get("scope", ""), ListScope.MINE),
        sort=_one_of(ListOrder, arguments.get("sort", ""), ListOrder.DUE),
        words=arguments.get("q", "").replace("\0", "").strip()[:LONGEST_WORDS],
        units=tuple(unit for unit in arguments.getlist("unit") if "\0" not in unit)[:MOST_UNITS],
        kinds=_kinds(arguments.getlist("kind")),
        after=_mark(arguments.get("after", "")),
    )


def address(
    wanted: WantedTasks, *, scope: ListScope | None = None, after: PlaceInList | None = None
) -> str:
    """Write the address of a list; defaults are left out of it."""
    shown = scope or wanted.scope
    values = {
        "scope": shown.value if shown is not ListScope.MINE else None,
        "sort": wanted.sort.value if wanted.sort is not ListOrder.DUE else None,
        "q": wanted.words or None,
        "unit": list(wanted.units),
        "kind": list(wanted.kinds),
        "after": _written(after) if after else None,
    }
    query = urlencode({key: value for key, value in values.items() if value}, doseq=True)
    return "/tasks" + (f"?{query}" if query else "")


def _kinds(asked: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(kind for kind in asked if KIND.fullmatch(kind)))[:MOST_KINDS]


def _one_of(kind: type[E], text: str, otherwise: E) -> E:
    return next((member for member in kind if member.value == text), otherwise)


def _mark(text: str) -> PlaceInList | None:
    at, _, rest = text.partition("~")
    row, _, urgent = rest.partition("~")
    try:
        instant, found = datetime.fromisoformat(at), UUID(row)
    except ValueError:
        return None
    priority = Priority.URGENT if urgent == URGENT else Priority.ORDINARY
    return PlaceInList(priority=priority, at=instant, id=found) if instant.tzinfo else None


def _written(mark: PlaceInList) -> str:
    urgent = f"~{URGENT}" if mark.priority < Priority.ORDINARY else ""
    return f"{mark.at.astimezone(UTC).isoformat()}~{mark.id}{urgent}"
