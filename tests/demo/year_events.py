"""What events alone say of the duties of a bloc-year on a day: the truth the board is held to."""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from server.domain.deadlines import end_of_day, local_day
from server.domain.manifest import Milestone
from tests.workflows.product import manifest

Duty = tuple[str, str, str]
"""A case, a milestone, and whom the duty is of: a key, empty for the case itself."""
EVENTS = text("""
SELECT e.stream, e.kind, e.act_time, p.payload FROM event e
JOIN event_payload p ON p.event_id = e.id
WHERE e.stream LIKE 'case/%' AND e.act_time < :until ORDER BY e.act_time, e.seq
""")


@dataclass(frozen=True)
class Told:
    """Until which day something is to be done, and on which it was."""

    due: date
    reached: date | None


def told(session: Session, day: date) -> dict[Duty, Told]:
    """Go through all events until the end of a day; nothing but history and manifests is read."""
    kinds: dict[str, str] = {}
    due: dict[Duty, date] = {}
    reached: dict[Duty, date] = {}
    for stream, kind, at, payload in session.execute(EVENTS, {"until": end_of_day(day)}):
        case, said = stream.removeprefix("case/"), json.loads(payload)
        if kind == "case.opened":
            kinds[case] = said["kind"]
        for key, name, last in _begun(said):
            due.setdefault((case, name, key), last)
        for key, name in _reached(said, kind, manifest(kinds[case]).milestones):
            reached.setdefault((case, name, key), local_day(at))
    return {duty: Told(last, reached.get(duty)) for duty, last in due.items()}


def _begun(said: Mapping[str, object]) -> Iterator[tuple[str, str, date]]:
    for move in _moved(said):
        for name, day in move.get("duties", ()):
            yield move["key"], name, date.fromisoformat(day)


def _reached(
    said: Mapping[str, object], kind: str, milestones: Mapping[str, Milestone]
) -> Iterator[tuple[str, str]]:
    task = said.get("task") if kind == "task.completed" else None
    for name, each in milestones.items():
        if isinstance(task, dict) and any(
            done.meets(task["element"], str(said["outcome"])) for done in each.tasks
        ):
            yield task["key"], name
        for move in _moved(said):
            if each.passed and each.passed in move.get("passed", ()):
                yield move["key"], name


def _moved(said: Mapping[str, object]) -> Collection[dict[str, Any]]:
    moved = said.get("moved")
    return moved if isinstance(moved, list) else ()


def crossed(days: Collection[date], before: datetime, after: datetime) -> list[date]:
    """Name the days that end between two instants."""
    return [day for day in sorted(days) if before < end_of_day(day) <= after]
