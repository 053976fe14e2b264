"""Erasures on legal ground: what they may take, proposed, settled and done."""

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

from sqlalchemy import RowMapping, text

from server.domain.history.erasable_kinds import DELEGATIONS, HANDED_ON
from server.domain.history.erasing import ERASED, ErasableEvent
from server.domain.history.erasure_refusals import Ground
from server.domain.people.actors import Actor
from server.domain.people.lineage import Reach
from server.store import Session
from server.store.people import second_person
from server.store.people.lineage import asked, within
from server.store.people.second_person import ProposedRow
from server.store.tables import erasure

Handles: TypeAlias = Callable[[str, str], bool]
"""Tells of a kind of case and a form whether the process keeps what is handed in with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureRow(ProposedRow):
    """A proposed erasure; `person_name` is empty where events were named one by one."""

    person_id: UUID | None
    person_name: str
    person_login: str
    law: str
    document: str
    stays: str


def of_person(  # noqa: PLR0913 - a question, named part by part
    session: Session,
    person_id: UUID,
    *,
    only: Collection[UUID],
    reach: Reach,
    most: int,
    handles: Handles,
) -> Sequence[ErasableEvent]:
    """List the events by which a person acted in cases, or that name them, oldest first.

    Where `only` names some, those among them.
    """
    values = {
        "person": str(person_id),
        "key": str(person_id),
        "only": [str(each) for each in only],
        **asked(reach),
        "most": most,
        "handed": sorted(HANDED_ON),
        "delegated": sorted(DELEGATIONS),
    }
    return [_event(row, handles) for row in session.execute(_OF_PERSON, values).mappings()]


def named(
    session: Session, ids: Collection[UUID], *, reach: Reach, handles: Handles
) -> Sequence[ErasableEvent]:
    """List events of a reach by their keys; one that is not there is not among them."""
    values = asked(reach) | {"ids": [str(each) for each in ids]}
    return [_event(row, handles) for row in session.execute(_NAMED, values).mappings()]


def of_hashes(session: Session, hashes: Collection[str], reach: Reach) -> Mapping[str, UUID]:
    """Find events of a reach by their hashes, as pages and exports name them."""
    found = session.execute(_OF_HASHES, asked(reach) | {"hashes": [*hashes]})
    return {row.hash: row.id for row in found}


def proposed_events(session: Session, erasure_id: UUID) -> frozenset[UUID]:
    """Return the keys of the events that are proposed to be erased."""
    return frozenset(session.execute(_PROPOSED, {"id": erasure_id}).scalars())


def comments(session: Session, person_id: UUID, *, reach: Reach) -> Sequence[UUID]:
    """List what a person remarked in cases that are over."""
    values = asked(reach) | {"person": person_id, "mark": ERASED}
    return list(session.execute(_COMMENTS, values).scalars())


def propose(  # noqa: PLR0913 - one row, named part by part
    session: Session,
    erasure_id: UUID,
    events: Collection[UUID],
    ground: Ground,
    *,
    person_id: UUID | None,
    actor: Actor,
    now: datetime,
    expires_at: datetime,
) -> None:
    """Let an erasure wait for its second person."""
    by = {"province": actor.province, "by": actor.person_id, "name": actor.name}
    values = {"id": erasure_id, "person": person_id, **by}
    said = {"law": ground.law, "document": ground.document, "stays": ground.stays}
    session.execute(_PROPOSE, {**values, **said, "now": now, "expires": expires_at})
    keys = [str(each) for each in sorted(events)]
    session.execute(_PROPOSE_EVENTS, {"id": erasure_id, "ids": keys})


def find(session: Session, erasure_id: UUID) -> ErasureRow | None:
    """Read an erasure."""
    return _one(session.execute(_FIND, {"id": erasure_id}).mappings().one_or_none())


def lock(session: Session, erasure_id: UUID) -> ErasureRow | None:
    """Read an erasure and keep it from being settled until the transaction ends."""
    return find(session, erasure_id) if second_person.lock(session, erasure, erasure_id) else None


def listed(session: Session, reach: Reach, *, most: int) -> Sequence[ErasureRow]:
    """List the erasures of a reach: what waits first, then the newest."""
    found = session.execute(_LISTED, asked(reach) | {"most": most}).mappings()
    return [ErasureRow(**row) for row in found]


def waiting(session: Session, reach: Reach, *, now: datetime) -> int:
    """Count what waits in a reach and is not over."""
    return second_person.waiting(session, erasure, reach, now=now)


def settle(  # noqa: PLR0913 - one row, named part by part
    session: Session, erasure_id: UUID, state: str, *, reason: str, actor: Actor, now: datetime
) -> None:
    """Write how an erasure ended, by whom and why."""
    by = {"by": actor.person_id, "name": actor.name}
    session.execute(_SETTLE, {"id": erasure_id, "state": state, "reason": reason, "now": now, **by})


def erase_payloads(session: Session, told: UUID) -> None:
    """Delete what the event `told` names: payloads, remarks, names in delivery receipts."""
    session.execute(_ERASE, {"told": told})


def forget_salts(session: Session) -> None:
    """Let the digests of what this transaction's rows held before be tried out by nobody."""
    session.execute(_FORGET_SALTS)


def _one(row: RowMapping | None) -> ErasureRow | None:
    return None if row is None else ErasureRow(**row)


def _event(row: RowMapping, handles: Handles) -> ErasableEvent:
    values = dict(row)
    case_kind, form = values.pop("case_kind"), values.pop("form")
    payload = json.loads(values.pop("payload") or "{}")
    return ErasableEvent(
        **values,
        payload=payload if isinstance(payload, dict) else {},
        handled=handles(case_kind, form),
    )


_EVENTS = """
SELECT e.id, e.stream, e.seq, e.hash, e.kind, e.object, e.act_time AS at, p.payload,
  coalesce(p.act_class, '') AS act, c.id AS case_id, coalesce(c.kind, '') AS case_kind,
  coalesce(c.state, '') AS case_state,
  coalesce(p.payload::jsonb -> 'task' ->> 'form', t.form, '') AS form,
  coalesce(p.element, '') AS element, coalesce(p.subject_unit_id, '') AS unit,
  x.event_id IS NOT NULL AS erased
FROM event e
LEFT JOIN event_payload p ON p.event_id = e.id LEFT JOIN erased x ON x.event_id = e.id
LEFT JOIN case_ c ON 'case/' || c.id = e.stream
LEFT JOIN task t ON e.kind LIKE 'task.%' AND e.object = 'task/' || t.id"""
_OF_PERSON = text(f"""
SELECT * FROM (
  {_EVENTS} WHERE e.stream LIKE 'case/%' AND {within("e.province")}
    AND p.actor_id = CAST(:key AS uuid)
  UNION ALL {_EVENTS} WHERE e.stream = 'people'
    AND p.payload::jsonb -> 'person' ->> 'id' = CAST(:person AS text)
  UNION ALL {_EVENTS} WHERE e.stream LIKE 'case/%' AND {within("e.province")}
    AND e.kind = ANY(:handed) AND p.actor_id IS DISTINCT FROM CAST(:key AS uuid)
    AND CAST(:person AS text) IN (p.payload::jsonb -> 'assignee' ->> 'old',
      p.payload::jsonb -> 'assignee' ->> 'new')
  UNION ALL {_EVENTS} WHERE e.stream = 'people' AND e.kind = ANY(:delegated)
    AND p.actor_id = CAST(:key AS uuid)
    AND p.payload::jsonb -> 'person' ->> 'id' IS DISTINCT FROM CAST(:person AS text)) found
WHERE cardinality(CAST(:only AS uuid[])) = 0 OR id = ANY(CAST(:only AS uuid[]))
ORDER BY at, seq LIMIT :most
""")  # noqa: S608 - constants
_NAMED = text(f"""{_EVENTS}
WHERE e.id = ANY(CAST(:ids AS uuid[])) AND {within("e.province")} ORDER BY e.act_time, e.seq
""")
_OF_HASHES = text(f"""SELECT id, hash FROM event
WHERE hash = ANY(:hashes) AND {within("province")}""")  # noqa: S608 - a constant
_PROPOSED = text("SELECT event_id FROM erasure_event WHERE erasure_id = :id")
_COMMENTS = text(f"""
SELECT m.id FROM comment m JOIN case_ c ON c.id = m.case_id
JOIN bloc_year y ON y.id = c.bloc_year_id JOIN bloc b ON b.id = y.bloc_id
WHERE m.person_id = :person AND {within("b.province")} AND c.state IN ('closed', 'cancelled')
  AND m.text <> :mark ORDER BY m.at, m.id
""")  # noqa: S608 - a constant
_PROPOSE = text("""
INSERT INTO erasure(id, province, state, person_id, law, document, stays, proposed_by,
  proposed_name, proposed_at, expires_at)
VALUES (:id, :province, 'waiting', :person, :law, :document, :stays, :by, :name, :now, :expires)
""")
_PROPOSE_EVENTS = text("""
INSERT INTO erasure_event(erasure_id, event_id)
SELECT :id, key FROM unnest(CAST(:ids AS uuid[])) AS key
""")
_ROWS = """
SELECT x.id, x.province, x.state, x.person_id, coalesce(p.name, '') AS person_name,
  coalesce(p.login, '') AS person_login, x.law, x.document, x.stays, x.proposed_by,
  x.proposed_name, x.proposed_at, x.expires_at, x.settled_name, x.settled_at, x.reason
FROM erasure x LEFT JOIN person p ON p.id = x.person_id"""
_FIND = text(f"{_ROWS} WHERE x.id = :id")
_LISTED = text(f"""{_ROWS} WHERE {within("x.province")}
ORDER BY x.state <> 'waiting', x.proposed_at DESC, x.id LIMIT :most
""")
_SETTLE = text("""
UPDATE erasure SET state = :state, settled_by = :by, settled_name = :name, settled_at = :now,
  reason = :reason
WHERE id = :id
""")
_ERASE = text("SELECT erase(:told)")
_FORGET_SALTS = text("SELECT forget_salts()")
