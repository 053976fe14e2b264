"""Completions whose forms took rows over, and what the records these are from said then."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text

from server.domain.canonical import Json
from server.store import Session
from server.store.history.payloads import PAYLOADS
from server.store.tasks.records import value_of
from server.store.tasks.taken_records import TakenRecord

AT_A_TIME = 200
"""Completions held in memory at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldCompletion:
    """A completion as its event tells it; `at` is when the database wrote it, by its own clock.

    `erased`: what it said, or what its case was opened with, is gone on legal ground.
    """

    record: TakenRecord
    case_id: UUID
    seq: int
    at: datetime
    element: str
    key: str
    rules: str
    erased: bool
    taken: Mapping[str, Sequence[str]] = field(repr=False)
    files: Sequence[Mapping[str, str]] = field(repr=False)

    def kept(self, kind: str) -> str:
        """Name by its SHA-256 the file of a kind that is kept with it; empty without one."""
        return next((each["sha256"] for each in self.files if each["kind"] == kind), "")


def versions_with_given(session: Session) -> Sequence[str]:
    """Name the versions of definitions in which some form has a given column."""
    return [*session.execute(_VERSIONS).scalars()]


def completions(
    session: Session, versions: Collection[str], elements: Collection[str]
) -> Iterator[ToldCompletion]:
    """Tell each completion of these elements by these versions, whose result is told."""
    values = {"versions": [*versions], "elements": [*elements]}
    found = session.execute(_TAKING, values, execution_options={"yield_per": AT_A_TIME})
    yield from _told(found)


def of_tasks(session: Session, task_ids: Sequence[str]) -> Sequence[ToldCompletion]:
    """Tell every completion of these tasks, the oldest first."""
    if not task_ids:
        return ()
    return [*_told(session.execute(_OF_TASKS, {"tasks": [*map(UUID, task_ids)]}))]


def of_case(session: Session, case_id: UUID, before: int) -> Sequence[ToldCompletion]:
    """Tell every completion in a case before an event of it, the oldest first."""
    return [*_told(session.execute(_OF_CASE, {"case": case_id, "before": before}))]


def cases_taken_from(session: Session, case_ids: Sequence[UUID]) -> set[UUID]:
    """Name the cases from whose records rows were taken over in these."""
    streams = [f"case/{case_id}" for case_id in case_ids]
    named: set[UUID] = set()
    for payload in session.execute(_NAMING, {"streams": streams}).scalars():
        with suppress(ValueError, LookupError, TypeError, AttributeError):  # as in `_told`
            for tasks in json.loads(payload)["taken"].values():
                named |= {*map(UUID, tasks)}
    return {*session.execute(_CASES, {"tasks": [*named]}).scalars()}


def _told(found: Iterable[Row[Any]]) -> Iterator[ToldCompletion]:
    for row in found:
        with suppress(ValueError, LookupError, TypeError):  # a ruined payload is its chain's breach
            payload = json.loads(row.payload)
            value: Json = payload["result"]
            if isinstance(value, dict):  # a ballot's seal is no record
                yield _completion(row, payload, value)


def _completion(
    row: Row[Any], payload: Mapping[str, Any], value: Mapping[str, Json]
) -> ToldCompletion:
    return ToldCompletion(
        record=TakenRecord(
            task_id=row.task_id,
            form=payload["task"]["form"],
            definition_hash=row.definition_hash,
            unit_id=row.subject_unit_id,
            slot=row.slot,
            case_vi=row.title_vi,
            case_en=row.title_en,
            value=value,
            opening=value_of(row.opening),
        ),
        case_id=row.case_id,
        seq=row.seq,
        at=row.db_time,
        element=payload["task"]["element"],
        key=payload["task"]["key"],
        rules=payload["rules"],
        erased=row.erased,
        taken=payload.get("taken", {}),
        files=payload["files"],
    )


_VERSIONS = text(r"""SELECT hash FROM definition WHERE files LIKE '%x-given%' ORDER BY hash""")
_COMPLETED = f"""
SELECT t.id AS task_id, t.subject_unit_id, c.id AS case_id, c.opening, c.slot, c.title_vi,
  c.title_en, e.seq, e.db_time,
  e.definition_hash, p.payload, EXISTS (SELECT FROM erased x JOIN event o ON o.id = x.event_id
    WHERE o.id = e.id OR (o.stream = e.stream AND o.kind = 'case.opened')) AS erased
FROM task t JOIN case_ c ON c.id = t.case_id
JOIN event e ON e.stream = 'case/' || c.id AND e.kind = 'task.completed'
  AND e.object = 'task/' || t.id
JOIN {PAYLOADS} p ON p.event_id = e.id
"""  # noqa: S608 - a constant
_TAKING = text(f"""{_COMPLETED}
WHERE t.element = ANY(:elements) AND e.definition_hash = ANY(:versions) ORDER BY c.id, e.seq""")
_NAMING = text("""
SELECT p.payload FROM event e JOIN event_payload p ON p.event_id = e.id
WHERE e.stream = ANY(:streams) AND e.kind = 'task.completed' AND p.payload LIKE '%"taken"%'""")
_CASES = text("SELECT DISTINCT case_id FROM task WHERE id = ANY(:tasks)")
_OF_TASKS = text(f"{_COMPLETED} WHERE t.id = ANY(:tasks) ORDER BY e.db_time, e.seq")
_OF_CASE = text(f"{_COMPLETED} WHERE c.id = :case AND e.seq < :before ORDER BY e.seq")
