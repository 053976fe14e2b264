"""Who was urged about which duty: the memory is history's, no table keeps it beside that.

Of an urging that was erased on legal ground it is what remains: who pressed is no longer named.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, Text, Uuid, cast, func, literal, select, text, union_all

from server.domain.canonical import Json
from server.domain.cases.urging import Urging
from server.domain.texts.words import Words
from server.store import Session
from server.store.blocs.cases_in_year import CASES_IN_YEAR
from server.store.history import history_events
from server.store.history.history_events import CASE
from server.store.tables import case_, erased, event, event_payload

URGED = "duty.urged"
DutyPlace = tuple[UUID, str, str]
"""A case, a milestone of it, and a key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldTask:
    """An open task that a duty waits for."""

    id: UUID
    process: str
    key: str
    post_id: str
    post: Words


def of_bloc_year(session: Session, bloc_year_id: str) -> Mapping[DutyPlace, Urging]:
    """Return the last urging of each duty of a bloc-year's cases that was ever urged."""
    of_year = select(case_.c.id).where(case_.c.id.in_(CASES_IN_YEAR.bindparams(year=bloc_year_id)))
    return _last(session, of_year)


def of_case(session: Session, case_id: UUID) -> Mapping[DutyPlace, Urging]:
    """Return the last urging of each duty of a case that was ever urged."""
    return _last(session, select(literal(case_id, Uuid)))


def held_tasks(session: Session, case_ids: Collection[UUID]) -> Mapping[UUID, Sequence[HeldTask]]:
    """List the open tasks of cases, those of a key in the order of their days."""
    found: dict[UUID, list[HeldTask]] = {}
    for row in session.execute(_HELD, {"cases": sorted(case_ids)}):
        task = HeldTask(
            id=row.id,
            process=row.process,
            key=row.key,
            post_id=row.post_id,
            post=Words(row.post_vi, row.post_en),
        )
        found.setdefault(row.case_id, []).append(task)
    return found


def _last(session: Session, cases: Select[tuple[UUID]]) -> Mapping[DutyPlace, Urging]:
    whole = select(*(event_payload.c[n] for n in ("case_id", "act_time", "seq", "payload"))).where(
        event_payload.c.case_id.in_(cases), event_payload.c.act == URGED
    )
    case_id, of = cast(func.substr(event.c.stream, len(CASE) + 1), Uuid), cases.subquery()
    streams = select(literal(CASE) + cast(of.c[0], Text))
    remaining = (
        select(case_id, event.c.act_time, event.c.seq, erased.c.remains)
        .join(erased, erased.c.event_id == event.c.id)
        .where(event.c.kind == URGED, event.c.stream.in_(streams))
    )
    found = union_all(whole, remaining).subquery()
    rows = session.execute(select(found).order_by(found.c.act_time, found.c.seq))
    return dict(_told(row) for row in rows)


def _told(row: Row[Any]) -> tuple[DutyPlace, Urging]:
    payload = history_events.payload_of(row.payload) or {}
    place = row.case_id, str(payload.get("milestone", "")), str(payload.get("key", ""))
    return place, _urging(payload, row.act_time)


def _urging(payload: Mapping[str, Json], at: datetime) -> Urging:
    actor = payload.get("actor")
    actor = actor if isinstance(actor, dict) else {}
    behalf = actor.get("on_behalf")
    return Urging(
        at=at,
        name=str(actor.get("name", "")),
        post=_words(actor.get("title")),
        on_behalf=_words(behalf) if behalf else None,
    )


def _words(found: Json) -> Words:
    told = found if isinstance(found, dict) else {}
    return Words(str(told.get("vi", "")), str(told.get("en", "")))


_HELD = text("""
SELECT t.case_id, t.id, t.process, t.key, t.post_id, p.title_vi AS post_vi, p.title_en AS post_en
FROM task t JOIN post p ON p.id = t.post_id
WHERE t.case_id = ANY(CAST(:cases AS uuid[])) AND t.state = 'open'
ORDER BY t.case_id, t.key, t.due_sort, t.id
""")
