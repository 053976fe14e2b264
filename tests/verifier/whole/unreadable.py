"""Payloads that a result is made of, each with one value that nobody can read."""

import copy
from collections.abc import Iterator, Sequence
from typing import Any

from tests.verifier.changing import Path
from tests.verifier.running import VERIFIER
from tests.verifier.whole.told_events import Event

NEVER: list[list[str]] = [[]]
"""What is in no payload: no text, number, truth or object, nor a list of such."""
FORMS = VERIFIER.HANDED_IN | VERIFIER.DECIDED.keys() | {"candidates"}
PARTS = {
    *("rules", "previous", "nominees", "moved", "task", "result", "changes", "outcome"),
    *("ranking", "round", "present", "candidates", "mode", "tally", "settled", "roll_call"),
    *("counts", "condition", "number", "dated", "note", "reason"),
}
OF_A_STEP = {"judged", "recorded", "revoked"}
BY_NAME = {"scores", "votes", "facts", "parties", "candidates"}
"""Objects whose keys are names: one of each is enough."""
Change = tuple[str, int, Path, dict[str, Any]]


def unreadable(events: Sequence[Event]) -> Iterator[Change]:
    """Go through them: kind or form, the event's number, where the value is, the payload."""
    seen = set()
    for at, (kind, _, stream, payload) in enumerate(events):
        form = ((payload or {}).get("task") or {}).get("form")
        if kind not in VERIFIER.Results.KINDS or not stream.startswith("case/"):
            continue
        if kind == "task.completed" and form not in FORMS:
            continue
        for path in _nodes(payload):
            if (form or kind, _kind_of(path)) not in seen and _is_read(path):
                seen.add((form or kind, _kind_of(path)))
                yield form or kind, at, path, _put(payload, path)


def _nodes(value: object, here: Path = ()) -> Iterator[Path]:
    if here:
        yield here
    parts = value.items() if isinstance(value, dict) else enumerate(_listed(value))
    for name, part in parts:
        yield from _nodes(part, (*here, name))


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _kind_of(path: Path) -> Path:
    """Return a place without the names and numbers in it."""
    return tuple(
        "*" if isinstance(part, int) or {*path[max(0, n - 2) : n]} & BY_NAME else part
        for n, part in enumerate(path)
    )


def _is_read(path: Path) -> bool:
    within_step = path[0] == "moved" and len(path) > 2
    within_task = path[0] == "task" and len(path) > 1
    return path[0] in PARTS and not within_task and (not within_step or path[2] in OF_A_STEP)


def _put(payload: dict[str, Any], path: Path) -> dict[str, Any]:
    made = copy.deepcopy(payload)
    holder: Any = made
    for part in path[:-1]:
        holder = holder[part]
    holder[path[-1]] = NEVER
    return made
