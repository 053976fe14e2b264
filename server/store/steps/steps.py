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
    StepPart,
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
    note, definition_hash. `opened` rows: the columns of a task. `armed` rows: id, instance_id,
    element, due; a timer armed before gets its new due time. `ended` rows: instance_id, element,
    state `disarmed` or `fired`. `becomes` is what the case's state is from now on, where it is
    another one, `closes` the instant where the case ends with this step; they are written with the
    step's history. `reached` rows: milestone, key, at, event, repeats, others (element, outcome of
    each, as the newest task of the key must have come out). `duties` rows: milestone, key, due;
    who has such a duty keeps it, and `moved_duties`, rows of the same, change it. `documents` rows:
    the columns of a document but its case. `planned` rows: task_id, kind, day, post_id, due of
    reminders; `letters` rows: see `outbox.MAILED`, to who holds a post on `today`. `clock_offset`
    in seconds is what the queue's clock is behind ours.
    """

    changed: Sequence[InstanceRow] = ()
    new: Sequence[InstanceRow] = ()
    closed: Rows = ()
    opened: Rows = ()
    ended: Rows = ()
    armed: Rows = ()
    becomes: str | None = None
    closes: datetime | None = None
    reached: Rows = ()
    duties: Rows = ()
    moved_duties: Rows = ()
    documents: Rows = ()
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
        values |= {"seq": entries.head.seq, "head": entries.head.hash}
        values |= {"becomes": written.becomes, "closes": written.closes}
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
) -> dict[StepPart, Sequence[Mapping[str, object]]]:
    """Return the rows of each part that has any."""
    again = {(row["instance_id"], row["element"]) for row in written.armed}
    rows: dict[StepPart, Sequence[Mapping[str, object]]] = {
        StepPart.CHANGED: [_instance(row) for row in written.changed],
        StepPart.NEW: [_instance(row) for row in written.new],
        StepPart.CLOSED: written.closed,
        StepPart.OPENED: written.opened,
        StepPart.PLANNED: written.planned,
        StepPart.ENDED: [r for r in written.ended if (r["instance_id"], r["element"]) not in again],
        StepPart.ARMED: written.armed,
        StepPart.REACHED: [row for row in written.reached if not row["others"]],
        StepPart.TOGETHER: [row for row in written.reached if row["others"]],
        StepPart.DUTIES: written.duties,
        StepPart.MOVED_DUTIES: written.moved_duties,
        StepPart.DOCUMENTS: written.documents,
        StepPart.LETTERS: written.letters,
        StepPart.ACT: [act] if act else (),
        StepPart.EVENTS: entries.rows if entries else (),
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


@dataclass(frozen=True, slots=True)
class AwaitedCount:
    """How many of those asked have not come in, and how often any was asked so far.

    The second is told only where everybody has come in, and is 0 otherwise.
    """

    open: int = 0
    times: int = 0

    def __add__(self, other: "AwaitedCount") -> "AwaitedCount":
        """Add those of another process."""
        return AwaitedCount(self.open + other.open, self.times + other.times)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """The round each key is in, what is open of the process, and who is still at work."""

    rounds: Mapping[str, int]
    asked: AwaitedCount
    again: tuple[str, ...]


def expect(
    session: Session, case_id: UUID, process: str, keys: Collection[str], *, at: datetime
) -> Expected:
    """Open an expectation of each key; to ask nobody is an answer of its own: '' has come in."""
    values = {"case": case_id, "process": process, "keys": list(keys) or [""], "at": at}
    found = session.execute(_EXPECT, values).all()
    rounds = {row.key: row.round for row in found}
    still = found[0].others + len(keys)
    return Expected(
        rounds=rounds,
        asked=AwaitedCount(still, 0 if still else found[0].times + sum(rounds.values())),
        again=tuple(sorted(row.key for row in found if row.at_work)),
    )


def arrive(  # noqa: PLR0913 - one statement's parameters
    session: Session,
    case_id: UUID,
    *,
    process: str,
    keys: Collection[str],
    state: str,
    at: datetime,
) -> AwaitedCount:
    """Close the expectations of keys as `arrived` or `excused`; return what is open after it.

    Closed ones stay as they are.
    """
    found = session.execute(
        _ARRIVE,
        {
            "case": case_id,
            "processes": [process],
            "keys": list(keys),
            "state": state,
            "at": at,
        },
    ).one()
    return AwaitedCount(found.open, found.times)


def still_expected(session: Session, case_id: UUID, processes: Collection[str]) -> AwaitedCount:
    """Count the expectations of these processes that are open."""
    found = session.execute(_STILL, {"case": case_id, "processes": list(processes)}).one()
    return AwaitedCount(found.open, found.times)


def begun(session: Session, case_id: UUID, process: str) -> tuple[int, bool]:
    """Tell how often a process that runs once at a time was started, and whether it runs."""
    row = session.execute(_BEGUN, {"case": case_id, "process": process}).one()
    return int(row.times), bool(row.running)


_BEGUN = text("""
SELECT count(*) AS times, coalesce(bool_or(status = 'running'), false) AS running
FROM instance WHERE case_id = :case AND process = :process AND key = ''
""")
_LOCK_TASKS = text("""
SELECT FROM task WHERE id = ANY(CAST(:ids AS uuid[])) ORDER BY id FOR NO KEY UPDATE
""")
_EXPECT = text("""
WITH asked AS (
  INSERT INTO expected(case_id, process, key, round, state, closed_at)
  SELECT :case, :process, k, 1, CASE k WHEN '' THEN 'arrived' ELSE 'open' END,
    CASE k WHEN '' THEN CAST(:at AS timestamptz) END
  FROM unnest(CAST(:keys AS text[])) k
  ON CONFLICT (case_id, process, key) DO UPDATE
  SET state = excluded.state, closed_at = excluded.closed_at, round = expected.round + 1
  RETURNING key, round)
SELECT asked.key, asked.round, EXISTS (SELECT FROM instance i
    WHERE i.case_id = :case AND i.process = :process AND i.key = asked.key
      AND i.status = 'running') AS at_work,
  (SELECT count(*) FROM expected o WHERE o.case_id = :case AND o.process = :process
    AND o.state = 'open' AND NOT o.key = ANY(CAST(:keys AS text[]))) AS others,
  (SELECT coalesce(sum(o.round), 0) FROM expected o WHERE o.case_id = :case
    AND o.process = :process AND NOT o.key = ANY(CAST(:keys AS text[]))) AS times
FROM asked
""")
_TIMES = """
CASE open WHEN 0 THEN (SELECT coalesce(sum(round), 0) FROM expected
  WHERE case_id = :case AND process = ANY(CAST(:processes AS text[]))) ELSE 0 END AS times"""
"""Only who has all in asks how often: while some are open, only their rows are read."""
_ARRIVE = text(f"""
WITH came AS (
  UPDATE expected SET state = :state, closed_at = :at
  WHERE case_id = :case AND process = ANY(CAST(:processes AS text[]))
    AND key = ANY(CAST(:keys AS text[])) AND state = 'open')
SELECT open, {_TIMES} FROM (SELECT count(*) AS open FROM expected
  WHERE case_id = :case AND process = ANY(CAST(:processes AS text[])) AND state = 'open'
    AND NOT key = ANY(CAST(:keys AS text[]))) counted
""")  # noqa: S608 - a constant
_STILL = text(f"""
SELECT open, {_TIMES} FROM (SELECT count(*) AS open FROM expected
  WHERE case_id = :case AND process = ANY(CAST(:processes AS text[])) AND state = 'open') counted
""")  # noqa: S608 - a constant
