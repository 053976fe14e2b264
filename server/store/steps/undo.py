"""What an instance was before the last step, and how it becomes that again.

With it goes what a process's own tables held about the unit, or the body, that the task is for, or
about the whole case where it is for none: rows by `case_id` and `unit_id`. The process names the
tables; they are words of its code, nobody types them.
"""

import json
from collections.abc import Collection, Mapping
from datetime import datetime
from functools import cache
from uuid import UUID

from sqlalchemy import TextClause, text

from server.domain.tasks.recall import Following
from server.store import Session

KEPT = """encode(sha256(convert_to(CAST(json_build_array(u.task_id, u.version,
    encode(sha256(convert_to(u.doc, 'UTF8')), 'hex'), u.armed, u.note, u.unit_id, u.own_rows,
    u.reminders) AS text), 'UTF8')), 'hex')"""
"""The SHA-256, in hexadecimal, of all that a row `u` keeps: the event of its step tells it."""


def keep(session: Session, task_id: UUID, *, tables: tuple[str, ...]) -> str:
    """Keep the task's instance as it is now, and what these tables hold about the task's unit.

    Returns the SHA-256 of what is kept.
    """
    found = session.execute(_keep(tables), {"task": task_id, "own": bool(tables)})
    return str(found.scalar_one())


def forget(session: Session, instance_id: UUID) -> None:
    """Forget what was kept of an instance."""
    session.execute(text("DELETE FROM undo WHERE instance_id = :id"), {"id": instance_id})


def undoable(session: Session, task_id: UUID) -> bool:
    """Tell whether a task's completion is the last step of its instance and is kept."""
    return bool(session.execute(_UNDOABLE, {"task": task_id}).scalar_one())


def following(session: Session, instance_id: UUID) -> tuple[Following, ...]:
    """Lock the open tasks of an instance, as drafts and files do, and tell who has touched them."""
    locked = session.execute(_LOCK, {"instance": instance_id}).scalars().all()
    return _following(session, list(locked))


def following_of(session: Session, task_id: UUID) -> tuple[Following, ...]:
    """Tell who has touched the open tasks of a task's instance; nothing is locked."""
    return _following(session, list(session.execute(_OPEN, {"task": task_id}).scalars()))


def restore(
    session: Session,
    task_id: UUID,
    typed: Mapping[str, str],
    *,
    tables: tuple[str, ...],
    now: datetime,
) -> None:
    """Make the instance, the task and these tables what they were; what was handed in is a draft.

    The tasks that had come after are withdrawn, with who took the submission back as the reason.
    """
    values = {"task": task_id, "now": now, "typed": json.dumps(typed, ensure_ascii=False)}
    for statement in _restoring(tables):
        session.execute(statement, values)


def _following(session: Session, task_ids: Collection[UUID]) -> tuple[Following, ...]:
    found = session.execute(_FOLLOWING, {"ids": task_ids}).mappings()
    return tuple(Following(**row) for row in found)


@cache
def _keep(tables: tuple[str, ...]) -> TextClause:
    rows = ", ".join(
        f"""'{table}', (SELECT coalesce(json_agg(r), '[]') FROM {table} r
    WHERE r.case_id = t.case_id AND r.unit_id = coalesce(k.unit_id, r.unit_id))"""  # noqa: S608 - words of the code
        for table in tables
    )
    return text(f"""
INSERT INTO undo AS u(instance_id, task_id, version, doc, armed, note, unit_id, own_rows, reminders)
SELECT i.id, t.id, i.version, i.doc, i.armed, t.note, k.unit_id, json_build_object({rows}),
  coalesce((SELECT json_agg(r) FROM reminder r
    WHERE r.task_id = t.id AND r.state = 'planned'), '[]')
FROM task t JOIN instance i ON i.id = t.instance_id
CROSS JOIN LATERAL (SELECT CASE WHEN :own THEN coalesce(t.subject_unit_id, nullif(t.key, '')) END
  AS unit_id) k
WHERE t.id = :task
ON CONFLICT (instance_id) DO UPDATE SET task_id = excluded.task_id, version = excluded.version,
  doc = excluded.doc, armed = excluded.armed, note = excluded.note, unit_id = excluded.unit_id,
  own_rows = excluded.own_rows, reminders = excluded.reminders
RETURNING {KEPT}
""")  # noqa: S608 - words of the code


@cache
def _restoring(tables: tuple[str, ...]) -> tuple[TextClause, ...]:
    """Return the statements that restore; a table that was not kept stays as it is."""
    own = [
        each
        for table in tables
        for each in (
            f"""
        DELETE FROM {table} r USING undo u, task t WHERE u.task_id = :task AND t.id = u.task_id
          AND r.case_id = t.case_id AND r.unit_id = coalesce(u.unit_id, r.unit_id)
          AND CAST(u.own_rows AS json) -> '{table}' IS NOT NULL
        """,  # noqa: S608 - words of the code
            f"""
        INSERT INTO {table} SELECT r.* FROM undo u, json_populate_recordset(
          CAST(NULL AS {table}), CAST(u.own_rows AS json) -> '{table}') r WHERE u.task_id = :task
        """,  # noqa: S608 - words of the code
        )
    ]
    return tuple(text(statement) for statement in (*_RESTORE, *own, *_REOPEN))


_UNDOABLE = text("""
SELECT EXISTS (SELECT 1 FROM undo u JOIN instance i ON i.id = u.instance_id
  WHERE u.task_id = :task AND i.version = u.version + 1 AND i.status = 'running')
""")
_LOCK = text("""
SELECT id FROM task WHERE instance_id = :instance AND state = 'open' ORDER BY id FOR NO KEY UPDATE
""")
_OPEN = text("""
SELECT o.id FROM task t JOIN task o ON o.instance_id = t.instance_id AND o.state = 'open'
WHERE t.id = :task ORDER BY o.id
""")
_FOLLOWING = text("""
SELECT t.id, t.assignee_id IS NOT NULL AS claimed, t.comments,
  EXISTS (SELECT 1 FROM draft d WHERE d.task_id = t.id) AS drafted,
  (SELECT count(*) FROM attachment a WHERE a.task_id = t.id AND a.state = 'draft') AS files
FROM task t WHERE t.id = ANY(:ids) ORDER BY t.id
""")
_RESTORE = (
    """
    WITH gone AS (
      UPDATE task o SET state = 'withdrawn', closed_at = :now,
        note = t.done_name || ', ' || t.done_post
      FROM task t WHERE t.id = :task AND o.instance_id = t.instance_id AND o.state = 'open'
      RETURNING o.id),
    lost AS (
      DELETE FROM milestone m USING event e, task t
      WHERE t.id = :task AND m.case_id = t.case_id AND e.id = m.event
        AND e.object = 'task/' || t.id)
    DELETE FROM reminder USING gone
    WHERE reminder.task_id = gone.id AND reminder.state = 'planned'
    """,
    """
    UPDATE instance SET doc = u.doc, armed = u.armed, version = instance.version + 1
    FROM undo u WHERE u.task_id = :task AND instance.id = u.instance_id
    """,
    """
    INSERT INTO draft(task_id, version, content, saved_by, saved_name, saved_on_behalf, saved_at)
    SELECT id, 1, :typed, done_by, done_name, done_on_behalf, :now FROM task WHERE id = :task
    """,
    "UPDATE attachment SET state = 'draft' WHERE task_id = :task AND state = 'kept'",
    """
    INSERT INTO reminder SELECT r.* FROM undo u,
      json_populate_recordset(CAST(NULL AS reminder), CAST(u.reminders AS json)) r
    WHERE u.task_id = :task ON CONFLICT DO NOTHING
    """,
)
_REOPEN = (
    """
    UPDATE task SET state = 'open', closed_at = NULL, done_by = NULL, done_name = '',
      done_post = '', done_on_behalf = '', done_link_by = '', outcome = '', result = NULL,
      definition_hash = '', note = u.note
    FROM undo u WHERE task.id = :task AND u.task_id = task.id
    """,
    "DELETE FROM undo WHERE task_id = :task",
)
