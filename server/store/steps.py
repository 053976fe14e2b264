"""The writes at the end of a step, each for any number of rows in one statement."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import text

from server.store import Session, bulk
from server.store.cases import InstanceRow
from server.store.outbox import MAILED, WAKE
from server.store.queue import FIRE_TIMER, deferring

Rows = Sequence[Mapping[str, object]]


class StaleInstance(Exception):
    """An instance changed although its case was locked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """Everything a step writes to a case but its history.

    `closed` rows: id, state, at, done_by, done_name, done_post, done_on_behalf, outcome, result,
    note. `opened` rows: the columns of a task. `armed` rows: id, instance_id, element, due; a timer
    armed before gets its new due time. `ended` rows: instance_id, element, state `disarmed` or
    `fired`. `closes` is the instant where the case ends with this step. `planned` rows: task_id,
    kind, day, post_id, due of reminders; `letters` rows: see `outbox.MAILED`, to who holds a post
    on `today`. `clock_offset` in seconds is what the queue's clock is behind ours.
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


def write(session: Session, case_id: UUID, written: Written) -> None:
    """Write what a step did, in one statement; raises StaleInstance.

    Where an instance starts in the place of one that ends, the end is written before the start.
    """
    ended = {(row.process, row.key) for row in written.changed}
    if any((row.process, row.key) in ended for row in written.new):
        _write(session, case_id, Written(changed=written.changed))
        written = replace(written, changed=())
    _write(session, case_id, written)


def _write(session: Session, case_id: UUID, written: Written) -> None:
    again = {(row["instance_id"], row["element"]) for row in written.armed}
    moved = session.execute(
        _WRITE,
        {
            "case": case_id,
            "changed": bulk.rows(_instance(row) for row in written.changed),
            "new": bulk.rows(_instance(row) for row in written.new),
            "closed": bulk.rows(written.closed),
            "opened": bulk.rows(written.opened),
            "ended": bulk.rows(
                row for row in written.ended if (row["instance_id"], row["element"]) not in again
            ),
            "armed": bulk.rows(written.armed),
            "closes": written.closes,
            "planned": bulk.rows(written.planned),
            "letters": bulk.rows(written.letters),
            "today": written.today,
            "clock_offset": written.clock_offset,
        },
    ).one()[0]
    if moved != len(written.changed):
        raise StaleInstance


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


_MOVE = """
WITH moved AS (
  UPDATE instance SET doc = x.doc, status = x.status, armed = x.armed,
    engine_version = x.engine_version, version = instance.version + 1
  FROM json_to_recordset(CAST(:changed AS json))
    AS x(id uuid, doc text, status text, armed text[], version int, engine_version text)
  WHERE instance.id = x.id AND instance.version = x.version RETURNING instance.id),
 born AS (
  INSERT INTO instance(id, case_id, definition_hash, process, key, round, status, version, armed,
    doc, engine_version)
  SELECT id, CAST(:case AS uuid), definition_hash, process, key, round, status, 1, armed, doc,
    engine_version
  FROM json_to_recordset(CAST(:new AS json)) AS x(id uuid, definition_hash text, process text,
    key text, round int, status text, armed text[], doc text, engine_version text)),
 c AS (
  SELECT * FROM json_to_recordset(CAST(:closed AS json)) AS x(id uuid, state text, at timestamptz,
    done_by uuid, done_name text, done_post text, done_on_behalf text, outcome text, result text,
    note text)),
 done AS (
  UPDATE task SET state = c.state, closed_at = c.at, done_by = c.done_by,
    done_name = coalesce(c.done_name, ''), done_post = coalesce(c.done_post, ''),
    done_on_behalf = coalesce(c.done_on_behalf, ''), outcome = coalesce(c.outcome, ''),
    result = c.result, note = coalesce(nullif(c.note, ''), task.note)
  FROM c WHERE task.id = c.id AND task.state = 'open'),
 unplanned AS (
  DELETE FROM reminder USING c WHERE reminder.task_id = c.id AND reminder.state = 'planned'),
 gone AS (DELETE FROM draft USING c WHERE draft.task_id = c.id),
 kept AS (
  UPDATE attachment SET state = CASE c.state WHEN 'done' THEN 'kept' ELSE 'removed' END
  FROM c WHERE attachment.task_id = c.id AND attachment.state = 'draft'),
 opened AS (
  INSERT INTO task(id, case_id, instance_id, process, key, round, element, role, form, title_vi,
    title_en, search, post_id, unit_id, subject_unit_id, due, due_sort, state, opened_at, note,
    note_by, simulated)
  SELECT id, case_id, instance_id, process, key, round, element, role, form, title_vi, title_en,
    search, post_id, unit_id, subject_unit_id, due, coalesce(due, '9999-12-31T00:00:00Z'), 'open',
    opened_at, note, note_by, simulated
  FROM json_to_recordset(CAST(:opened AS json)) AS x(id uuid, case_id uuid, instance_id uuid,
    process text, key text, round int, element text, role text, form text, title_vi text,
    title_en text, search text, post_id text, unit_id text, subject_unit_id text, due timestamptz,
    opened_at timestamptz, note text, note_by text, simulated boolean)),
 planned AS (
  INSERT INTO reminder(task_id, kind, day, post_id, due, state)
  SELECT x.task_id, x.kind, x.day, x.post_id, x.due, 'planned'
  FROM json_to_recordset(CAST(:planned AS json))
    AS x(task_id uuid, kind text, day date, post_id text, due timestamptz)
  JOIN post ON post.id = x.post_id),
 ended AS (
  UPDATE timer SET state = x.state
  FROM json_to_recordset(CAST(:ended AS json)) AS x(instance_id uuid, element text, state text)
  WHERE timer.instance_id = x.instance_id AND timer.element = x.element
    AND timer.state = 'armed'),
 armed AS (
  INSERT INTO timer(id, case_id, instance_id, element, due, state)
  SELECT id, CAST(:case AS uuid), instance_id, element, due, 'armed'
  FROM json_to_recordset(CAST(:armed AS json))
    AS x(id uuid, instance_id uuid, element text, due timestamptz)
  ON CONFLICT (instance_id, element) DO UPDATE SET due = excluded.due, state = 'armed'
  RETURNING id, due),
 closes AS (
  UPDATE case_ SET state = 'closed', closed_at = CAST(:closes AS timestamptz)
  WHERE id = CAST(:case AS uuid) AND CAST(:closes AS timestamptz) IS NOT NULL),
"""
_WAKE = f"""
SELECT '{FIRE_TIMER}' AS job, CAST(NULL AS text) AS lock,
  CAST(json_build_object('timer_id', id) AS jsonb) AS args,
  due - make_interval(secs => :clock_offset) AS at FROM armed
UNION ALL {WAKE}
"""  # noqa: S608 - constants
_COUNT = "SELECT (SELECT count(*) FROM moved), (SELECT count(*) FROM woken)"
_WRITE = text(f"{_MOVE} {MAILED}, woken AS ({deferring(_WAKE)}) {_COUNT}")
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
