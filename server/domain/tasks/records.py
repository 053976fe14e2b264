"""What changed from one record to the next: old and new of every field, worked out in one place."""

import json
from collections.abc import Mapping

from server.domain.canonical import Json


def difference(
    old: Mapping[str, Json], new: Mapping[str, Json], *, without: frozenset[str] = frozenset()
) -> tuple[Json, ...]:
    """List the fields that differ as path, old and new; a path goes into rows, joined by dots.

    What is empty, not ticked or not there is the empty text. `without` names fields of the first
    level that are left out.
    """
    before, after = _flat(old, without), _flat(new, without)
    return tuple(
        {"path": path, "old": before.get(path, ""), "new": after.get(path, "")}
        for path in {**after, **before}
        if before.get(path, "") != after.get(path, "")
    )


def _flat(value: Mapping[str, Json], without: frozenset[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    _gather({name: item for name, item in value.items() if name not in without}, "", found)
    return found


def _gather(value: Mapping[str, Json], above: str, found: dict[str, str]) -> None:
    for name, item in value.items():
        path = f"{above}.{name}" if above else name
        if isinstance(item, str):
            found[path] = item
        elif isinstance(item, dict):
            _gather(item, path, found)
        elif isinstance(item, list) and any(isinstance(part, dict) for part in item):
            _gather({str(place): part for place, part in enumerate(item)}, path, found)
        else:
            found[path] = _text(item)


def _text(item: Json) -> str:
    if item is None or item is False:
        return ""
    if isinstance(item, list):
        texts = [part if isinstance(part, str) else json.dumps(part) for part in item]
        return ", ".join(texts)
    return str(item)
