"""Acts that have a receipt: approvals, signatures, decisions, refusals, returns, votes."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Select, cast, literal, select, tuple_, union
from sqlalchemy.dialects.postgresql import JSONB

from server.domain.manifest import ActClass
from server.domain.people.lineage import Reach
from server.store import Session
from server.store.history import history_events
from server.store.history.event_questions import Acts, EventFilter
from server.store.history.event_search import COMPLETED, Place, page_keys
from server.store.history.history_events import HistoryEvent
from server.store.people.lineage import reached
from server.store.tables import erased, event, event_payload

GIVEN_FOR: Final = frozenset(
    {
        *(ActClass.APPROVE, ActClass.SIGN, ActClass.DECIDE),
        *(ActClass.REFUSE, ActClass.RETURN, ActClass.VOTE),
    }
)


def find(session: Session, event_id: UUID) -> HistoryEvent | None:
    """Return the event of an act that has a receipt; also one that was erased since."""
    query = history_events.events().where(event.c.id == event_id, event.c.kind == COMPLETED)
    row = session.execute(query).one_or_none()
    found = None if row is None else history_events.event_of(row)
    return found if found is not None and found.payload.get("act") in GIVEN_FOR else None


def of_task(session: Session, task_id: UUID, person_id: UUID) -> HistoryEvent | None:
    """Return the newest such act of a person upon a task."""
    query = (
        history_events.events()
        .where(
            event.c.object == f"task/{task_id}",
            event.c.kind == COMPLETED,
            event_payload.c.actor_id == person_id,
            event_payload.c.act_class.in_(GIVEN_FOR),
        )
        .order_by(event.c.act_time.desc(), event.c.seq.desc())
        .limit(1)
    )
    row = session.execute(query).one_or_none()
    return None if row is None else history_events.event_of(row)


def listed(
    session: Session, reach: Reach, *, person_id: UUID | None, before: Place | None, limit: int
) -> Sequence[HistoryEvent]:
    """List such acts newest first: of a person, or for None all of the reach.

    Those whose content was erased since are among them.
    """
    wanted = EventFilter(
        reach=reach,
        person_id=person_id,
        acts=(Acts(classes=frozenset(GIVEN_FOR)),),
    )
    kept = page_keys(session, wanted, before=before, limit=limit)
    gone = _erased(reach, person_id, before, limit).subquery()
    keys = union(select(kept), select(gone)).subquery()
    query = history_events.events().join(keys, keys.c.id == event.c.id)
    query = query.order_by(event.c.act_time.desc(), event.c.seq.desc(), event.c.id.desc())
    return [history_events.event_of(row) for row in session.execute(query.limit(limit))]


def _erased(reach: Reach, person_id: UUID | None, before: Place | None, limit: int) -> Select[Any]:
    """Find them by what remains of them: they are few, and no index has them."""
    told, order = cast(erased.c.remains, JSONB), (event.c.act_time, event.c.seq, event.c.id)
    asked = [told["act"].astext.in_(GIVEN_FOR), reached(event.c.province, reach)]
    if person_id is not None:
        asked.append(told["actor"]["person"].astext == str(person_id))
    if before is not None:
        asked.append(tuple_(*order) < tuple_(*(literal(part) for part in before)))
    found = select(*order).join(erased, erased.c.event_id == event.c.id).where(*asked)
    return found.order_by(*(part.desc() for part in order)).limit(limit)
