"""What a repair writes to a case: its state, its end, and moves that wait for a second person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import RowMapping, text

from server.domain.people.lineage import Reach
from server.store import Session
from server.store.people.lineage import EVERYWHERE, asked, within_or_everywhere


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveRow:
    """A proposed move of a token, or what became of it."""

    id: UUID
    case_id: UUID
    task_id: UUID
    title_vi: str
    title_en: str
    element: str
    target: str
    reason: str
    proposed_by: UUID
    proposed_name: str
    proposed_at: datetime
    expires_at: datetime
    state: str

    def over_by(self, now: datetime) -> bool:
        """Tell whether nobody settled it in time."""
        return self.expires_at <= now


def set_state(session: Session, case_id: UUID, *, state: str, reason: str) -> None:
    """Write what a case's state is, and why."""
    session.execute(_STATE, {"id": case_id, "state": state, "reason": reason})


def was_ending(session: Session, case_id: UUID) -> bool:
    """Tell whether the main process of a case is done: its history says so."""
    return bool(session.execute(_ENDING, {"id": case_id}).scalar_one())


def is_followed(session: Session, case_id: UUID) -> bool:
    """Tell whether a later case that was not cancelled rests on this one."""
    return bool(session.execute(_FOLLOWED, {"id": case_id}).scalar_one())


def cancel(session: Session, case_id: UUID, *, reason: str, now: datetime) -> list[UUID]:
    """End a case: no instance runs, no timer is armed, no proposal waits; lock its open tasks.

    Who writes a draft, a file or a reminder has the task's row first: it is seen after this.
    """
    session.execute(_CANCEL, {"id": case_id, "reason": reason, "now": now})
    return list(session.execute(_OPEN, {"id": case_id}).scalars())


def propose_move(session: Session, row: Mapping[str, object]) -> None:
    """Keep a move until a second administrator settles it; what nobody did in time makes room."""
    session.execute(_OVER, {"task": row["task_id"], "now": row["proposed_at"]})
    session.execute(_PROPOSE, dict(row))


def move(session: Session, move_id: UUID) -> MoveRow | None:
    """Read one move; None where there is none."""
    row = session.execute(_MOVE, {"id": move_id}).mappings().one_or_none()
    return None if row is None else _move(row)


def waiting_moves(
    session: Session, case_id: UUID | None = None, *, reach: Reach | None = EVERYWHERE
) -> Sequence[MoveRow]:
    """List the moves that wait for their second person, of a case, a reach or all.

    The oldest first. What nobody settled in time is among them until it is declined.
    """
    values = asked(reach) | {"case": case_id}
    return [_move(row) for row in session.execute(_WAITING, values).mappings()]


def settle_move(  # noqa: PLR0913 - one row, named part by part
    session: Session, move_id: UUID, *, state: str, by: UUID, name: str, now: datetime
) -> None:
    """Write who decided a move, and how."""
    values = {"id": move_id, "state": state, "by": by, "name": name, "now": now}
    session.execute(_SETTLE, values)


def settle_done(  # noqa: PLR0913 - one row, named part by part
    session: Session, move: MoveRow, instance_id: UUID, *, by: UUID, name: str, now: datetime
) -> Sequence[tuple[str, str, int]]:
    """Write that a move is done; take back and return what its instance reached since its target.

    A milestone is its name, its key and its number.
    """
    values = {"id": move.id, "state": "done", "by": by, "name": name, "now": now}
    of = {"case": move.case_id, "instance": instance_id, "target": move.target}
    found = session.execute(_SETTLE_DONE, values | of)
    return sorted((row.milestone, row.key, row.number) for row in found)


def would_lose(session: Session, case_id: UUID, instance_id: UUID, target: str) -> frozenset[str]:
    """Name the milestones of the case itself that would no longer stand, were an instance moved."""
    of = {"case": case_id, "instance": instance_id, "target": target}
    return frozenset(session.execute(_WOULD_LOSE, of).scalars())


def followers(session: Session, case_id: UUID) -> Sequence[str]:
    """Name the versions of the later cases that rest on this one and were not cancelled."""
    return session.execute(_FOLLOWERS, {"id": case_id}).scalars().all()


def done_elements(session: Session, instance_id: UUID) -> frozenset[str]:
    """Name the tasks' elements an instance has done."""
    return frozenset(session.execute(_DONE, {"id": instance_id}).scalars())


def _move(row: RowMapping) -> MoveRow:
    return MoveRow(**row)


_STATE = text("UPDATE case_ SET state = :state, state_reason = :reason WHERE id = :id")
_ENDING = text("""
SELECT EXISTS (SELECT FROM event WHERE stream = 'case/' || CAST(:id AS text)
  AND kind = 'case.ending')
""")
_FOLLOWED = text("""
SELECT EXISTS (SELECT 1 FROM case_ WHERE previous_id = :id AND state <> 'cancelled')
""")
_CANCEL = text("""
WITH moves AS (
  UPDATE token_move SET state = 'declined', decided_at = :now
  WHERE case_id = :id AND state = 'proposed'),
 timers AS (UPDATE timer SET state = 'disarmed' WHERE case_id = :id AND state = 'armed'),
 lost AS (DELETE FROM milestone WHERE case_id = :id AND milestone <> 'opened'),
 ended AS (
  UPDATE instance SET status = 'cancelled', armed = '{}', version = version + 1
  WHERE case_id = :id AND status = 'running')
UPDATE case_ SET state = 'cancelled', state_reason = :reason, closed_at = :now WHERE id = :id
""")
_OPEN = text("""
SELECT id FROM task WHERE case_id = :id AND state = 'open' ORDER BY id FOR NO KEY UPDATE
""")
_PROPOSE = text("""
INSERT INTO token_move(id, case_id, task_id, element, target, reason, proposed_by, proposed_name,
  proposed_at, expires_at, state)
VALUES (:id, :case_id, :task_id, :element, :target, :reason, :proposed_by, :proposed_name,
  :proposed_at, :expires_at, 'proposed')
""")
_OVER = text("""
UPDATE token_move SET state = 'expired', decided_at = expires_at
WHERE task_id = :task AND state = 'proposed' AND expires_at <= :now
""")
_MOVES = """
SELECT m.id, m.case_id, m.task_id, t.title_vi, t.title_en, m.element, m.target, m.reason,
  m.proposed_by, m.proposed_name, m.proposed_at, m.expires_at, m.state
FROM token_move m JOIN task t ON t.id = m.task_id JOIN case_ c ON c.id = m.case_id
"""
_MOVE = text(_MOVES + "WHERE m.id = :id")
_WAITING = text(
    _MOVES
    + f"""
WHERE m.state = 'proposed' AND (CAST(:case AS uuid) IS NULL OR m.case_id = :case)
  AND {within_or_everywhere("split_part(c.bloc_year_id, '/', 1)")}
ORDER BY m.proposed_at, m.id LIMIT 200
"""
)
_SETTLE = text("""
UPDATE token_move SET state = :state, decided_by = :by, decided_name = :name, decided_at = :now
WHERE id = :id
""")
_SINCE = """m.case_id = :case AND e.id = m.event AND e.object = 'task/' || t.id
  AND t.instance_id = :instance AND t.closed_at >= (SELECT max(d.closed_at) FROM task d
    WHERE d.instance_id = :instance AND d.element = :target AND d.state = 'done')"""
"""A milestone `m` that an instance reached since it last did its target."""
_SETTLE_DONE = text(f"""
WITH settled AS ({_SETTLE.text})
DELETE FROM milestone m USING event e, task t WHERE {_SINCE}
RETURNING m.milestone, m.key, m.number
""")  # noqa: S608 - made of constants
_WOULD_LOSE = text(f"""
WITH lost AS (
  SELECT m.milestone, m.number FROM milestone m, event e, task t WHERE {_SINCE} AND m.key = '')
SELECT DISTINCT milestone FROM lost WHERE NOT EXISTS (SELECT FROM milestone s
  WHERE s.case_id = :case AND s.milestone = lost.milestone AND s.key = ''
    AND s.number NOT IN (SELECT o.number FROM lost o WHERE o.milestone = s.milestone))
""")  # noqa: S608 - made of constants
_FOLLOWERS = text("""
SELECT definition_hash FROM case_ WHERE previous_id = :id AND state <> 'cancelled'
""")
_DONE = text("SELECT DISTINCT element FROM task WHERE instance_id = :id AND state = 'done'")
