"""Where a page of a list ends: the key of its last row, as it travels in an address."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from flask import url_for

from server.store.history.history_events import HistoryEvent

LONGEST_NUMBER = 18


def write(at: datetime, key: UUID) -> str:
    """Write a place in a list ordered by instant and key."""
    return f"{at.isoformat()},{key}"


def read(text: str) -> tuple[datetime, UUID] | None:
    """Read a place; what is no place is the beginning of the list."""
    at, _, key = text.partition(",")
    try:
        found = datetime.fromisoformat(at), UUID(key)
    except ValueError:
        return None
    return found if found[0].tzinfo is not None else None


def write_event(event: HistoryEvent) -> str:
    """Write a place in a list of events: by instant, then by number in the chain."""
    return f"{event.row['act_time'].isoformat()},{event.row['seq']},{event.id}"


def read_event(text: str) -> tuple[datetime, int, UUID] | None:
    """Read a place in a list of events; what is no place is the beginning."""
    at, _, rest = text.partition(",")
    seq, _, key = rest.partition(",")
    place = read(f"{at},{key}")
    if place is None or not (seq.isascii() and seq.isdigit()) or len(seq) > LONGEST_NUMBER:
        return None
    return place[0], int(seq), place[1]


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
