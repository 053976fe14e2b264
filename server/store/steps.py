"""The writes at the end of a step, each for any number of rows in one statement."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import text

from server.store import Session, bulk
from server.store.cases import InstanceRow

Rows = Sequence[Mapping[str, object]]


class StaleInstance(Exception):
    """An instance changed although its case was locked."""


def update_instances(session: Session, changed: Sequence[InstanceRow]) -> None:
    """Write what the engine made of instances; raises StaleInstance."""
    if not changed:
        return
    found = session.execute(
        _UPDATE_INSTANCES,
        {
            "rows": bulk.rows(
                {
                    "id": row.id,
                    "doc": row.doc,
                    "status": row.status,
                    "armed": row.armed,
                    "version": row.version,
                }
                for row in changed
            )
        },
    )
    if found.rowcount != len(changed):  # type: ignore[attr-defined]
        raise StaleInstance


def insert_instances(session: Session, case_id: UUID, new: Sequence[InstanceRow]) -> None:
    """Write new instances."""
    if not new:
        return
    session.execute(
        _INSERT_INSTANCES,
        {
            "case": case_id,
            "rows": bulk.rows(
                {
                    "id": row.id,
                    "definition_hash": row.definition_hash,
                    "process": row.process,
                    "key": row.key,
                    "round": row.round,
                    "status": row.status,
                    "armed": row.armed,
                    "doc": row.doc,
                }
                for row in new
            ),
        },
    )


def write_tasks(session: Session, *, closed: Rows, opened: Rows) -> None:
    """Close tasks, drop their drafts, keep their files, and open new ones, in one statement.

    `closed` rows: id, state, at, done_by, done_name, done_post, done_on_behalf, outcome, result,
    note. `opened` rows: the columns of a task.
    """
    if not closed and not opened:
        return
    session.execute(_WRITE_TASKS, {"closed": bulk.rows(closed), "opened": bulk.rows(opened)})


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
) -> None:
    """Close the expectations of keys as `arrived` or `excused`; closed ones stay as they are."""
    session.execute(
        _ARRIVE,
        {"case": case_id, "process": process, "keys": list(keys), "state": state, "at": at},
    )


def still_expected(session: Session, case_id: UUID, processes: Collection[str]) -> int:
    """Count the expectations of these processes that are open."""
    found = session.execute(_STILL, {"case": case_id, "processes": list(processes)}).scalar_one()
    return int(found)


def arm_timers(session: Session, case_id: UUID, rows: Rows) -> None:
    """Arm timers (id, instance_id, element, due); a timer armed before gets its new due time."""
    if rows:
        session.execute(_ARM, {"case": case_id, "rows": bulk.rows(rows)})


def end_timers(session: Session, rows: Rows) -> None:
    """Give timers (instance_id, element) a new state: `disarmed` or `fired`."""
    if rows:
        session.execute(_END_TIMERS, {"rows": bulk.rows(rows)})


_UPDATE_INSTANCES = text("""
UPDATE instance SET doc = x.doc, status = x.status, armed = x.armed, version = instance.version + 1
FROM json_to_recordset(CAST(:rows AS json))
  AS x(id uuid, doc text, status text, armed text[], version int)
WHERE instance.id = x.id AND instance.version = x.version
""")
_INSERT_INSTANCES = text("""
INSERT INTO instance(id, case_id, definition_hash, process, key, round, status, version, armed, doc)
SELECT id, CAST(:case AS uuid), definition_hash, process, key, round, status, 1, armed, doc
FROM json_to_recordset(CAST(:rows AS json)) AS x(id uuid, definition_hash text, process text,
  key text, round int, status text, armed text[], doc text)
""")
_WRITE_TASKS = text("""
WITH c AS (
  SELECT * FROM json_to_recordset(CAST(:closed AS json)) AS x(id uuid, state text, at timestamptz,
    done_by uuid, done_name text, done_post text, done_on_behalf text, outcome text, result text,
    note text)),
 done AS (
  UPDATE task SET state = c.state, closed_at = c.at, done_by = c.done_by,
    done_name = coalesce(c.done_name, ''), done_post = coalesce(c.done_post, ''),
    done_on_behalf = coalesce(c.done_on_behalf, ''), outcome = coalesce(c.outcome, ''),
    result = c.result, note = coalesce(nullif(c.note, ''), task.note)
  FROM c WHERE task.id = c.id AND task.state = 'open'),
 gone AS (DELETE FROM draft USING c WHERE draft.task_id = c.id),
 kept AS (
  UPDATE attachment SET state = CASE c.state WHEN 'done' THEN 'kept' ELSE 'removed' END
  FROM c WHERE attachment.task_id = c.id AND attachment.state = 'draft')
INSERT INTO task(id, case_id, instance_id, process, key, round, element, role, form, title_vi,
  title_en, search, post_id, unit_id, subject_unit_id, due, due_sort, state, opened_at, note,
  note_by, simulated)
SELECT id, case_id, instance_id, process, key, round, element, role, form, title_vi, title_en,
  search, post_id, unit_id, subject_unit_id, due, coalesce(due, '9999-12-31T00:00:00Z'), 'open',
  opened_at, note, note_by, simulated
FROM json_to_recordset(CAST(:opened AS json)) AS x(id uuid, case_id uuid, instance_id uuid,
  process text, key text, round int, element text, role text, form text, title_vi text,
  title_en text, search text, post_id text, unit_id text, subject_unit_id text, due timestamptz,
  opened_at timestamptz, note text, note_by text, simulated boolean)
""")
_EXPECT = text("""
INSERT INTO expected(case_id, process, key, round, state)
SELECT :case, :process, k, 1, 'open' FROM unnest(CAST(:keys AS text[])) k
ON CONFLICT (case_id, process, key)
DO UPDATE SET state = 'open', closed_at = NULL, round = expected.round + 1
RETURNING key, round
""")
_ARRIVE = text("""
UPDATE expected SET state = :state, closed_at = :at
WHERE case_id = :case AND process = :process AND key = ANY(CAST(:keys AS text[]))
  AND state = 'open'
""")
_STILL = text("""
SELECT count(*) FROM expected
WHERE case_id = :case AND process = ANY(CAST(:processes AS text[])) AND state = 'open'
""")
_ARM = text("""
INSERT INTO timer(id, case_id, instance_id, element, due, state)
SELECT id, CAST(:case AS uuid), instance_id, element, due, 'armed'
FROM json_to_recordset(CAST(:rows AS json))
  AS x(id uuid, instance_id uuid, element text, due timestamptz)
ON CONFLICT (instance_id, element) DO UPDATE SET due = excluded.due, state = 'armed'
""")
_END_TIMERS = text("""
UPDATE timer SET state = x.state
FROM json_to_recordset(CAST(:rows AS json)) AS x(instance_id uuid, element text, state text)
WHERE timer.instance_id = x.instance_id AND timer.element = x.element AND timer.state = 'armed'
""")
