"""What an event of history tells of tasks in the instances it moved, and whether it is told."""

from collections.abc import Iterator, Mapping

from server.domain.canonical import Json
from server.domain.cases import sight as circles
from server.store.history.history_events import HistoryEvent
from server.web.cases.case_access import Sight


def parts_of(event: HistoryEvent, name: str) -> Iterator[tuple[str, Mapping[str, Json]]]:
    """Give the parts of one name that an event's moves have, each with its instance's key."""
    moved = event.payload.get("moved")
    for move in moved if isinstance(moved, list) else ():
        found = move.get(name) if isinstance(move, dict) else None
        for part in found if isinstance(found, list) else ():
            if isinstance(move, dict) and isinstance(part, dict):
                yield str(move.get("key") or ""), part


def told(sight: Sight, key: str, part: Mapping[str, Json]) -> bool:
    """Tell whether the circle of the history of a part's task takes the reader in."""
    unit = key or circles.whole(sight.of()).unit
    return sight.history(str(part.get("element") or ""), key=key, unit=unit)
