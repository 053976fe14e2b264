"""What auditors read: events with their payload, newest first, and whole streams to be checked."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Select, bindparam, func, or_, select, true, tuple_

from server.store import Session
from server.store.history import history_events
from server.store.history.chain import Break, breaks
from server.store.history.event_questions import EventFilter
from server.store.history.event_search import Place, conditions, page_keys, readable
from server.store.history.history_events import CASE, HistoryEvent
from server.store.tables import event, event_payload, stream

CHECKED_AT_ONCE = 5000


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainCheck:
    """What a look at a stream's chain found; `complete` when it went from its start to its head."""

    stream: str
    events: int
    first_at: dt.datetime | None
    last_at: dt.datetime | None
    complete: bool
    breaks: tuple[Break, ...]


def page(
    session: Session,
    wanted: EventFilter,
    *,
    before: Place | None,
    limit: int,
) -> Sequence[HistoryEvent]:
    """List events newest first: by instant, number in the chain and key; payloads included."""
    keys = page_keys(session, wanted, before=before, limit=limit)
    order = (event.c.act_time.desc(), event.c.seq.desc(), event.c.id.desc())
    query = history_events.events().join(keys, keys.c.id == event.c.id).order_by(*order)
    return tuple(history_events.event_of(row) for row in session.execute(query).all())


def page_of_case(
    session: Session, case_id: UUID, *, province: str, before: Place | None, limit: int
) -> Sequence[HistoryEvent]:
    """List a case's events as `page` does: of its province, and those of none."""
    asked = {"stream": f"{CASE}{case_id}", "province": province, "most": limit}
    asked |= dict(zip(_PLACE, before, strict=True)) if before else {}
    found = session.execute(_of_stream(further=before is not None), asked).all()
    return tuple(history_events.event_of(row) for row in found)


_PLACE: Final = ("at", "seq", "id")


@cache
def _of_stream(*, further: bool) -> Select[Any]:
    """Write the question for a page of one stream once: every page of a case asks it."""
    told = event.c
    columns = (told.act_time, told.seq, told.id)
    order = tuple(each.desc() for each in columns)
    place = zip(_PLACE, columns, strict=True)
    below = tuple_(*columns) < tuple_(*(bindparam(name, type_=at.type) for name, at in place))
    keys = (
        select(told.id)
        .where(
            told.stream == bindparam("stream"),
            or_(told.province == bindparam("province"), told.province == ""),
            below if further else true(),
        )
        .order_by(*order)
        .limit(bindparam("most"))
        .subquery()
    )
    return history_events.events().join(keys, keys.c.id == told.id).order_by(*order)


def of_stream(session: Session, name: str, event_id: UUID) -> HistoryEvent | None:
    """Return an event of a stream; None where it is another's, or not there."""
    query = history_events.events().where(event.c.id == event_id, event.c.stream == name)
    row = session.execute(query).one_or_none()
    return history_events.event_of(row) if row else None


def hash_at(session: Session, name: str, seq: int) -> str:
    """Return the hash of the event of a stream with this number; empty where there is none."""
    query = select(event.c.hash).where(event.c.stream == name, event.c.seq == seq)
    return session.execute(query).scalar() or ""


def stream_events(session: Session, wanted: EventFilter) -> Iterator[HistoryEvent]:
    """Go through all events of a filter, oldest first, without holding them all in memory."""
    query = history_events.events().where(*conditions(session, wanted))
    query = query.order_by(event.c.stream.collate("C"), event.c.seq)
    query = query.execution_options(yield_per=500)
    with session.execute(query) as rows:  # closed also where somebody has had enough
        for row in rows:
            yield history_events.event_of(row)


def stream_spans(session: Session, wanted: EventFilter) -> Iterator[HistoryEvent]:
    """Go through each stream from its first to its last event of a filter, by name and number.

    What stands between them is told, too, on whatever day it is dated: no number is left out.
    """
    low, high = func.min(event.c.seq).label("low"), func.max(event.c.seq).label("high")
    named = event.outerjoin(event_payload, event_payload.c.event_id == event.c.id)
    spans = select(event.c.stream, low, high).select_from(named)
    spans = spans.where(*conditions(session, wanted)).group_by(event.c.stream)
    for span in sorted(session.execute(spans).all(), key=lambda each: str(each.stream)):
        within = event.c.stream == span.stream, event.c.seq.between(span.low, span.high)
        query = history_events.events().where(*within, readable(wanted)).order_by(event.c.seq)
        for row in session.execute(query.execution_options(yield_per=500)):
            yield history_events.event_of(row)


def last_of(session: Session, name: str) -> HistoryEvent:
    """Return the last event of a stream that has one."""
    query = history_events.events().where(event.c.stream == name)
    last = session.execute(query.order_by(event.c.seq.desc()).limit(1)).one()
    return history_events.event_of(last)


def count(session: Session, wanted: EventFilter, *, most: int) -> int:
    """Count the events of a filter, but never further than `most`."""
    inner = (
        select(event.c.id)
        .outerjoin(event_payload, event_payload.c.event_id == event.c.id)
        .where(*conditions(session, wanted))
        .limit(most)
        .subquery()
    )
    return session.execute(select(func.count()).select_from(inner)).scalar_one()


def check(session: Session, name: str, *, head: tuple[int, str] | None = None) -> ChainCheck:
    """Recompute the chain of a stream, at most its last CHECKED_AT_ONCE events.

    `head` is what the stream's owner row says its last number and hash are, None where there is no
    such row; a chain that ends elsewhere has lost its tail, or its owner, which shows as a break
    with the reason `head`. A payload that is gone is one with the reason `missing`.
    """
    query = history_events.events().where(event.c.stream == name).order_by(event.c.seq.desc())
    newest = session.execute(query.limit(CHECKED_AT_ONCE))
    events = [history_events.event_of(row) for row in newest][::-1]
    rows = [each.row for each in events]
    found = [*breaks(rows), *(_missing(each.row) for each in events if each.missing)]
    last = rows[-1] if rows else _NOTHING
    if (head or (0, "")) != (last["seq"], last["hash"]):
        found.append(Break(last["id"], last["seq"], "head"))
    return ChainCheck(
        stream=name,
        events=len(rows),
        first_at=rows[0]["act_time"] if rows else None,
        last_at=last["act_time"],
        complete=(rows[0]["seq"] if rows else 1) == 1,
        breaks=tuple(sorted(found, key=lambda each: each.seq)),
    )


def _missing(row: Mapping[str, Any]) -> Break:
    return Break(row["id"], row["seq"], "missing")


_NOTHING: Mapping[str, Any] = {"id": UUID(int=0), "seq": 0, "hash": "", "act_time": None}
"""What stands at the end of a stream that has no event."""


def stream_head(session: Session, name: str) -> tuple[int, str] | None:
    """Return the last number and hash of a stream that is no case."""
    row = session.execute(
        select(stream.c.seq, stream.c.head).where(stream.c.name == name)
    ).one_or_none()
    return None if row is None else (row.seq, row.head)
