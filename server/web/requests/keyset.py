"""Where a page of a list ends: the key of its last row, as it travels in an address."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from flask import url_for

from server.domain.history.asked import NotAPlace
from server.store.history.history_events import HistoryEvent

LONGEST_NUMBER, LONGEST_SHOWN = 18, 40


def write(at: datetime, key: UUID) -> str:
    """Write a place in a list ordered by instant and key."""
    return f"{at.isoformat()},{key}"


def read(text: str) -> tuple[datetime, UUID] | None:
    """Read a place; None for nothing, the beginning of the list. Raises NotAPlace."""
    if not text:
        return None
    at, _, key = text.partition(",")
    try:
        found = datetime.fromisoformat(at), UUID(key)
    except ValueError as unreadable:
        raise NotAPlace(text[:LONGEST_SHOWN]) from unreadable
    if found[0].tzinfo is None:
        raise NotAPlace(text[:LONGEST_SHOWN])
    return found


def read_number(text: str, *, digits: int = LONGEST_NUMBER) -> int | None:
    """Read a place in a list ordered by number; None for nothing. Raises NotAPlace."""
    if not text:
        return None
    if not (text.isascii() and text.isdigit()) or len(text) > digits:
        raise NotAPlace(text[:LONGEST_SHOWN])
    return int(text)


def write_event(event: HistoryEvent) -> str:
    """Write a place in a list of events: by instant, then by number in the chain."""
    return f"{event.row['act_time'].isoformat()},{event.row['seq']},{event.id}"


def read_event(text: str) -> tuple[datetime, int, UUID] | None:
    """Read a place in a list of events; None for nothing. Raises NotAPlace."""
    if not text:
        return None
    at, _, rest = text.partition(",")
    seq, _, key = rest.partition(",")
    try:
        place, number = read(f"{at},{key}"), read_number(seq)
    except NotAPlace as odd:
        raise NotAPlace(text[:LONGEST_SHOWN]) from odd
    if place is None or number is None:
        raise NotAPlace(text[:LONGEST_SHOWN])
    return place[0], number, place[1]


def event_pages(
    endpoint: str, query: Mapping[str, object], *, before: object, last: HistoryEvent | None
) -> dict[str, str]:
    """Return where a list of events begins and where it goes on; empty where it does neither.

    It begins elsewhere once there is a `before`, and goes on after the `last` of a full page.
    """
    return {
        "first": address(endpoint, **query) if before else "",
        "next": address(endpoint, **query, before=write_event(last)) if last else "",
    }


def address(endpoint: str, **values: object) -> str:
    """Return a page's address; a value of None is left out, a list is repeated."""
    return url_for(endpoint, **values)  # type: ignore[arg-type]
