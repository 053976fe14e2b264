"""The writes at the end of a step, each for any number of rows in one statement."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import text

from server.store import Session
from server.store.cases.cases import InstanceRow
from server.store.database import bulk
from server.store.history.journal import Entries
from server.store.steps.step_parts import (
    Part,
    bound,
    statement,
)
from server.store.tasks.acts import ActRow, KeyTaken

Rows = Sequence[Mapping[str, object]]


class StaleInstance(Exception):
    """An instance changed although its case was locked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """Everything a step writes to a case but its history.

    `closed` rows: id, state, at, done_by, done_name, done_post, done_on_behalf, outcome, result,
    note. `opened` rows: the columns of a task. `armed` rows: id, instance_id, element, due; a timer
    armed before gets its new due time. `ended` rows: instance_id, element, state `disarmed` or
    `fired`. `closes` is the instant where the case ends with this step; it is written with the
    step's history. `planned` rows: task_id, kind, day, post_id, due of reminders; `letters` rows:
    see `outbox.MAILED`, to who holds a post on `today`. `clock_offset` in seconds is what the
    queue's clock is behind ours.
    """

    changed: Sequence[InstanceRow] = ()
    new: Sequence[InstanceRow] = ()
    closed: Rows = ()
    opened: Rows = ()
    ended: Rows = ()
    armed: Rows = ()
    closes: datetime | None = None
    planned: Rows = ()
    letters: Rows = ()
    today: date = date.min
    clock_offset: int = 0


def write(
    session: Session,
    case_id: UUID,
    written: Written,
    *,
    entries: Entries | None = None,
    act: ActRow | None = None,
) -> None:
    """Write what a step did, its history and the act that asked for it, in one statement.

    Where an instance starts in the place of one that ends, the end is written before the start.
    Raises StaleInstance, and KeyTaken where another act has the key; then nothing may be committed.
    """
    ended = {(row.process, row.key) for row in written.changed}
    if any((row.process, row.key) in ended for row in written.new):
        _write(session, case_id, Written(changed=written.changed))
        written = replace(written, changed=())
    _write(session, case_id, written, entries, act)


def _write(
    session: Session,
    case_id: UUID,
    written: Written,
    entries: Entries | None = None,
    act: ActRow | None = None,
) -> None:
    given = _given(written, entries, act)
    if not given:
        return
    values: dict[str, object] = {part.value: bulk.rows(rows) for part, rows in given.items()}
    if entries is not None:
        values |= {"seq": entries.head.seq, "head": entries.head.hash, "closes": written.closes}
    values |= {"today": written.today, "clock_offset": written.clock_offset}
    parts = frozenset((part, bound(part, len(rows))) for part, rows in given.items())
    done = session.execute(statement(parts), {"case": case_id, **values}).one()
    if done.moved != len(written.changed):
        raise StaleInstance
    if act is not None and not done.acted:
        raise KeyTaken


def lock_tasks(session: Session, task_ids: Collection[str]) -> None:
    """Lock tasks that a step closes beside the one it completes, before their drafts and files go.

    Who writes a draft or a file has the task's row first, too; what they wrote is seen after it.
    """
    session.execute(_LOCK_TASKS, {"ids": sorted(task_ids)})


def _given(
    written: Written, entries: Entries | None, act: ActRow | None
) -> dict[Part, Sequence[Mapping[str, object]]]:
    """Return the rows of each part that has any."""
    again = {(row["instance_id"], row["element"]) for row in written.armed}
    rows: dict[Part, Sequence[Mapping[str, object]]] = {
        Part.CHANGED: [_instance(row) for row in written.changed],
        Part.NEW: [_instance(row) for row in written.new],
        Part.CLOSED: written.closed,
        Part.OPENED: written.opened,
        Part.PLANNED: written.planned,
        Part.ENDED: [r for r in written.ended if (r["instance_id"], r["element"]) not in again],
        Part.ARMED: written.armed,
        Part.LETTERS: written.letters,
        Part.ACT: [act] if act else (),
        Part.EVENTS: entries.rows if entries else (),
    }
    return {part: values for part, values in rows.items() if values}


def _instance(row: InstanceRow) -> dict[str, object]:
    return {
        "id": row.id,
        "definition_hash": row.definition_hash,
        "process": row.process,
        "key": row.key,
        "round": row.round,
        "status": row.status,
        "version": row.version,
        "armed": row.armed,
        "doc": row.doc,
        "engine_version": row.engine_version,
    }


def expect(session: Session, case_id: UUID, process: str, keys: Collection[str]) -> dict[str, int]:
    """Open an expectation of each key; return the round each is now in."""
    found = session.execute(_EXPECT, {"case": case_id, "process": process, "keys": list(keys)})
    return {row.key: row.round for row in found}


def arrive(  # noqa: PLR0913 - one statement's parameters
    session: Session,
    case_id: UUID,
    *,
    process: str,
    keys: Collection[str],
    state: str,
    at: datetime,
) -> int:
    """Close the expectations of keys as `arrived` or `excused`; return how many are still open.

    Closed ones stay as they are.
    """
    found = session.execute(
        _ARRIVE,
        {"case": case_id, "process": process, "keys": list(keys), "state": state, "at": at},
    ).scalar_one()
    return int(found)


def still_expected(session: Session, case_id: UUID, processes: Collection[str]) -> int:
    """Count the expectations of these processes that are open."""
    found = session.execute(_STILL, {"case": case_id, "processes": list(processes)}).scalar_one()
    return int(found)


_LOCK_TASKS = text("""
SELECT FROM task WHERE id = ANY(CAST(:ids AS uuid[])) ORDER BY id FOR NO KEY UPDATE
""")
_EXPECT = text("""
INSERT INTO expected(case_id, process, key, round, state)
SELECT :case, :process, k, 1, 'open' FROM unnest(CAST(:keys AS text[])) k
ON CONFLICT (case_id, process, key)
DO UPDATE SET state = 'open', closed_at = NULL, round = expected.round + 1
RETURNING key, round
""")
_ARRIVE = text("""
WITH came AS (
  UPDATE expected SET state = :state, closed_at = :at
  WHERE case_id = :case AND process = :process AND key = ANY(CAST(:keys AS text[]))
    AND state = 'open')
SELECT count(*) FROM expected
WHERE case_id = :case AND process = :process AND state = 'open'
  AND NOT key = ANY(CAST(:keys AS text[]))
""")
_STILL = text("""
SELECT count(*) FROM expected
WHERE case_id = :case AND process = ANY(CAST(:processes AS text[])) AND state = 'open'
""")
