"""Parts of a case's history, however long it is: beside an event, and what an act rested on."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, func, or_, select

from server.domain.canonical import canonical
from server.domain.history.moment import EventText
from server.store import Session
from server.store.history import history_events
from server.store.history.event_search import COMPLETED
from server.store.history.history_events import HistoryEvent
from server.store.tables import event, event_payload

MOST = 2**63 - 1
"""No number is beyond what a bigint holds."""


def beside(session: Session, stream: str, seq: int) -> Mapping[int, HistoryEvent]:
    """Return an event of a stream with the one before and the one after it, by number."""
    if seq >= MOST:
        return {}
    query = history_events.events().where(
        event.c.stream == stream, event.c.seq.between(seq - 1, seq + 1)
    )
    found = [history_events.event_of(row) for row in session.execute(query)]
    return {each.row["seq"]: each for each in found}


def rested_on(  # noqa: PLR0913 - one question, named part by part
    session: Session, stream: str, seq: int, *, elements: Collection[str], key: str, task: str
) -> Sequence[HistoryEvent]:
    """Return what an event may rest on of those before it, oldest first.

    Completions of these elements, or of anything for this key; events that name this task; those
    whose payload is gone or was erased. A payload is canonical JSON, so what it holds is found
    in its text; there may be more among them.
    """
    told = event_payload.c.payload
    for_key = (_holds(told, f'"key":{canonical(key).decode()}'),) if key else ()
    completed = and_(
        event.c.kind == COMPLETED, or_(event_payload.c.element.in_(elements), *for_key)
    )
    query = history_events.events().where(
        event.c.stream == stream,
        event.c.seq < seq,
        or_(completed, *((_holds(told, task),) if task else ()), told.is_(None)),
    )
    return [history_events.event_of(row) for row in session.execute(query.order_by(event.c.seq))]


@dataclass(frozen=True, slots=True)
class KeptEvent:
    """An event of a case as it is kept: what it tells is read only where it is asked for.

    What is hashed of it is not there. `marks` are the milestones of its case, as JSON.
    """

    row: Row[Any]
    marks: str

    @property
    def seq(self) -> int:
        """Its number in its stream."""
        found: int = self.row.seq
        return found

    def text(self) -> EventText:
        """Return it for a replay; a payload that is gone is empty, and no replay reads it."""
        row = self.row
        return EventText(
            kind=row.kind,
            object=row.object,
            at=row.act_time,
            definition=row.definition_hash,
            payload=row.payload or row.remains or "",
        )

    def event(self) -> HistoryEvent:
        """Read all it tells."""
        return history_events.event_of(self.row, marks=self.marks)


def up_to(session: Session, case_id: UUID, seq: int) -> Sequence[KeptEvent]:
    """Return the events of a case up to a number, oldest first."""
    query = history_events.told_in_case(case_id).where(event.c.seq <= seq)
    rows = session.execute(query.order_by(event.c.seq)).all()
    marks = next((row.marks for row in rows if row.marks), "[]")
    return [KeptEvent(row, marks) for row in rows]


def last_until(session: Session, stream: str, at: datetime) -> int:
    """Return the number of the last event of a stream that was not after an instant; 0: none."""
    query = select(func.max(event.c.seq)).where(event.c.stream == stream, event.c.act_time <= at)
    return session.execute(query).scalar() or 0


def _holds(column: ColumnElement[str], text: str) -> ColumnElement[bool]:
    return func.strpos(column, text) > 0
