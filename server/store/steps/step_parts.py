"""The one statement that writes a step, put together from the parts a step needs.

Every part is a part of a WITH; what a step does not touch costs nothing. All parts see the database
as it was before the statement.
"""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import TypeAlias

from sqlalchemy import TextClause, text

from server.store.history.journal import HISTORY
from server.store.jobs.queue import FIRE_TIMER, deferring
from server.store.mail.outbox import (
    LETTERS,
    MAILED_FROM_LETTER,
    WAKE,
)
from server.store.tasks.acts import ACTED


class StepPart(StrEnum):
    """A part, by the parameter that holds its rows as one JSON text."""

    CHANGED = "changed"
    NEW = "new"
    CLOSED = "closed"
    OPENED = "opened"
    PLANNED = "planned"
    ENDED = "ended"
    ARMED = "armed"
    REACHED = "reached"
    TOGETHER = "together"
    DUTIES = "duties"
    MOVED_DUTIES = "moved_duties"
    DOCUMENTS = "documents"
    LETTERS = "letters"
    ACT = "act"
    EVENTS = "events"


Given: TypeAlias = frozenset[tuple[StepPart, str]]
"""The parts a step needs, each with how many rows it has at most, as `bound` says it."""


def bound(part: StepPart, number: int) -> str:
    """Round up how many rows a part has: what the planner is told, who else expects a hundred.

    With a hundred it would read whole tables, where a step touches a row or two by their key. A
    part that only inserts needs no bound: the fewer statements, the sooner each is prepared.
    """
    bounds = _BOUNDS if part in _LOOKS_UP else ()
    return next((str(most) for most in bounds if number <= most), "ALL")


@cache
def statement(given: Given) -> TextClause:
    """Return the statement of these parts: one row, `moved` instances and whether it `acted`."""
    named = {part for part, _ in given}
    ordered = [part for part in StepPart if part in named]
    parts = [
        f"{_INPUT[part][0]} AS (SELECT * FROM json_to_recordset(CAST(:{part} AS json))"  # noqa: S608
        f" AS r({_INPUT[part][1]}) LIMIT {limit})"
        for part, limit in sorted(given)
        if part in _INPUT
    ]
    parts += [_SQL[part] for part in ordered]
    columns = [
        f"{_count(_MOVED, of=StepPart.CHANGED in named)} AS moved",
        f"{_count(_ACTED, of=StepPart.ACT in named)} AS acted",
    ]
    if jobs := [_JOBS[part] for part in ordered if part in _JOBS]:
        parts.append(f"woken AS ({deferring(' UNION ALL '.join(jobs))})")
        columns.append("(SELECT count(*) FROM woken) AS woken")
    return text(f"WITH {', '.join(parts)} SELECT {', '.join(columns)}")


def _count(name: str, *, of: bool) -> str:
    return f"(SELECT count(*) FROM {name})" if of else "0"  # noqa: S608 - a constant


_MOVED, _ACTED = "moved", "acted"
_BOUNDS = (1, 4)
_REACHED = "milestone text, key text, at timestamptz, event uuid, repeats boolean"
_DUTY = "milestone text, key text, due date"
_LOOKS_UP = {
    StepPart.CHANGED,
    StepPart.CLOSED,
    StepPart.PLANNED,
    StepPart.ENDED,
    StepPart.LETTERS,
}
_INPUT: Mapping[StepPart, tuple[str, str]] = {
    StepPart.CHANGED: (
        "x_changed",
        "id uuid, doc text, status text, armed text[], version int, engine_version text",
    ),
    StepPart.NEW: (
        "x_new",
        """id uuid, definition_hash text, process text, key text, round int, status text,
        armed text[], doc text, engine_version text""",
    ),
    StepPart.CLOSED: (
        "c",
        """id uuid, state text, at timestamptz, done_by uuid, done_name text, done_post text,
        done_on_behalf text, done_link_by text, outcome text, result text, note text,
        definition_hash text""",
    ),
    StepPart.OPENED: (
        "x_opened",
        """id uuid, case_id uuid, instance_id uuid, process text, key text, round int, element text,
        role text, bars text, form text, title_vi text, title_en text, search text, post_id text,
        unit_id text, subject_unit_id text, due timestamptz, opened_at timestamptz, note text,
        note_by text, simulated boolean""",
    ),
    StepPart.PLANNED: (
        "x_planned",
        "task_id uuid, kind text, day date, post_id text, due timestamptz",
    ),
    StepPart.ENDED: ("x_ended", "instance_id uuid, element text, state text"),
    StepPart.ARMED: ("x_armed", "id uuid, instance_id uuid, element text, due timestamptz"),
    StepPart.REACHED: ("x_reached", _REACHED),
    StepPart.TOGETHER: ("x_together", f"{_REACHED}, others json"),
    StepPart.DUTIES: ("x_duties", _DUTY),
    StepPart.MOVED_DUTIES: ("x_moved_duties", _DUTY),
    StepPart.DOCUMENTS: (
        "x_documents",
        """id uuid, kind text, subject text, number text, dated date, task_id uuid, at timestamptz,
        element text, agency text, year int, sequence int, symbol text,
        search text""",
    ),
    StepPart.LETTERS: ("letter", LETTERS),
}
"""The rows a part reads: their name in the statement, and their columns."""
_STAND = """
  INSERT INTO milestone(case_id, milestone, key, number, at, event)
  SELECT CAST(:case AS uuid), x.milestone, x.key,
    CASE WHEN x.repeats THEN 1 + coalesce((SELECT max(m.number) FROM milestone m
      WHERE m.case_id = :case AND m.milestone = x.milestone AND m.key = x.key), 0) ELSE 1 END,
    x.at, x.event"""
_ALL = """
  WHERE NOT EXISTS (SELECT FROM json_to_recordset(x.others) AS o(element text, outcome text)
    WHERE NOT coalesce((SELECT t.state = 'done' AND o.outcome IN ('', t.outcome) FROM task t
      WHERE t.case_id = :case AND t.key = x.key AND t.element = o.element
      ORDER BY t.opened_at DESC, t.id DESC LIMIT 1), false))"""
"""Of several together, the last one completed reaches it; in this statement it is not done yet."""
_SQL: Mapping[StepPart, str] = {
    StepPart.CHANGED: """
    moved AS (
      UPDATE instance SET doc = x.doc, status = x.status, armed = x.armed,
        engine_version = x.engine_version, version = instance.version + 1
      FROM x_changed AS x
      WHERE instance.id = x.id AND instance.version = x.version RETURNING instance.id)""",
    StepPart.NEW: """
    born AS (
      INSERT INTO instance(id, case_id, definition_hash, process, key, round, status, version,
        armed, doc, engine_version)
      SELECT id, CAST(:case AS uuid), definition_hash, process, key, round, status, 1, armed, doc,
        engine_version
      FROM x_new AS x)""",
    StepPart.CLOSED: """
    done AS (
      UPDATE task SET state = c.state, closed_at = c.at, done_by = c.done_by,
        done_name = coalesce(c.done_name, ''), done_post = coalesce(c.done_post, ''),
        done_on_behalf = coalesce(c.done_on_behalf, ''),
        done_link_by = coalesce(c.done_link_by, ''), outcome = coalesce(c.outcome, ''),
        definition_hash = coalesce(c.definition_hash, ''), result = c.result,
        note = coalesce(nullif(c.note, ''), task.note)
      FROM c WHERE task.id = c.id AND task.state = 'open'),
    unplanned AS (
      DELETE FROM reminder USING c WHERE reminder.task_id = c.id AND reminder.state = 'planned'),
    gone AS (DELETE FROM draft USING c WHERE draft.task_id = c.id),
    kept AS (
      UPDATE attachment SET state = CASE c.state WHEN 'done' THEN 'kept' ELSE 'removed' END
      FROM c WHERE attachment.task_id = c.id AND attachment.state = 'draft')""",
    StepPart.OPENED: """
    opened AS (
      INSERT INTO task(id, case_id, instance_id, process, key, round, element, role, bars, form,
        title_vi,
        title_en, search, post_id, unit_id, subject_unit_id, due, due_sort, state, opened_at, note,
        note_by, simulated)
      SELECT id, case_id, instance_id, process, key, round, element, role, bars, form, title_vi,
        title_en, search, post_id, unit_id, subject_unit_id, due,
        coalesce(due, '9999-12-31T00:00:00Z'), 'open', opened_at, note, note_by, simulated
      FROM x_opened AS x)""",
    StepPart.PLANNED: """
    planned AS (
      INSERT INTO reminder(task_id, kind, day, post_id, due, state)
      SELECT x.task_id, x.kind, x.day, x.post_id, x.due, 'planned'
      FROM x_planned AS x
      CROSS JOIN LATERAL (SELECT FROM post WHERE post.id = x.post_id OFFSET 0) known)""",
    StepPart.ENDED: """
    ended AS (
      UPDATE timer SET state = x.state
      FROM x_ended AS x
      WHERE timer.instance_id = x.instance_id AND timer.element = x.element
        AND timer.state = 'armed')""",
    StepPart.ARMED: """
    armed AS (
      INSERT INTO timer(id, case_id, instance_id, element, due, state)
      SELECT id, CAST(:case AS uuid), instance_id, element, due, 'armed'
      FROM x_armed AS x
      ON CONFLICT (instance_id, element) DO UPDATE SET due = excluded.due, state = 'armed'
      RETURNING id, due)""",
    StepPart.REACHED: f"reached AS ({_STAND} FROM x_reached AS x ON CONFLICT DO NOTHING)",
    StepPart.TOGETHER: f"together AS ({_STAND} FROM x_together AS x {_ALL} ON CONFLICT DO NOTHING)",
    StepPart.DUTIES: """
    due AS (
      INSERT INTO duty(case_id, milestone, key, due)
      SELECT CAST(:case AS uuid), milestone, key, due FROM x_duties AS x ON CONFLICT DO NOTHING)""",
    StepPart.MOVED_DUTIES: """
    postponed AS (
      UPDATE duty SET due = x.due FROM x_moved_duties AS x
      WHERE duty.case_id = :case AND duty.milestone = x.milestone AND duty.key = x.key)""",
    StepPart.DOCUMENTS: """
    documents AS (
      INSERT INTO document(id, case_id, kind, subject, number, dated, task_id, at, element, agency,
        year, sequence, symbol, search)
      SELECT id, CAST(:case AS uuid), kind, subject, number, dated, task_id, at, element, agency,
        year, sequence, symbol, search
      FROM x_documents AS x)""",
    StepPart.LETTERS: MAILED_FROM_LETTER,
    StepPart.ACT: ACTED,
    StepPart.EVENTS: HISTORY,
}
_JOBS: Mapping[StepPart, str] = {
    StepPart.ARMED: f"""
    SELECT '{FIRE_TIMER}' AS job, CAST(NULL AS text) AS lock,
      CAST(json_build_object('timer_id', id) AS jsonb) AS args,
      due - make_interval(secs => :clock_offset) AS at FROM armed""",  # noqa: S608 - constants
    StepPart.LETTERS: WAKE,
}
"""The jobs that go with a part."""
