"""Which events somebody who checks looks for, found by an index and read newest first.

What is asked for stands in `event_payload` beside the instant, so a page far back costs what the
first one costs: one question leads, and the others are asked of what it finds.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    CompoundSelect,
    Select,
    Subquery,
    Text,
    and_,
    cast,
    column,
    func,
    literal,
    or_,
    select,
    true,
    tuple_,
    union_all,
)

from server.domain.people.lineage import Reach
from server.store import Session
from server.store.history.erased_columns import ERASED_COLUMNS
from server.store.history.event_questions import EventFilter, Lead, Question, any_of, questions
from server.store.people.lineage import reached
from server.store.tables import erased, event, event_payload, oddity, person

PEOPLE = "people"
"""The stream of what was done to accounts and posts."""
COMPLETED = "task.completed"
Place: TypeAlias = tuple[dt.datetime, int, UUID]
"""Where a page begins: below this instant, number in the chain and key."""


def page_keys(
    session: Session, wanted: EventFilter, *, before: Place | None, limit: int
) -> Subquery:
    """Say in SQL which events are a page: `act_time`, `seq` and `id` of at most `limit`."""
    asked = questions(session, wanted)
    if asked and wanted.streams is None:
        ways = [_led(wanted, lead, asked[1:], before, limit) for lead in asked[0]]
    else:
        ways = [_timed(way, asked, wanted, before, limit) for way in _provinces(wanted)]
    if asked:
        ways.append(_erased(asked, wanted, before, limit))
    found = union_all(*(select(way.subquery()) for way in ways)).subquery()
    order = (found.c.act_time.desc(), found.c.seq.desc(), found.c.id.desc())
    return select(found).distinct().order_by(*order).limit(limit).subquery()


def conditions(session: Session, wanted: EventFilter) -> list[ColumnElement[bool]]:
    """Return all that is asked of an event beside its payload, to go through every one."""
    asked = questions(session, wanted)
    return [
        readable(wanted),
        *_streams(wanted),
        *_period(wanted, event.c.act_time),
        *((event.c.id.in_(_found(asked)),) if asked else ()),
    ]


def _found(asked: Sequence[Question]) -> CompoundSelect[Any]:
    """Say in SQL of which events all of this holds, those that were erased among them."""
    told = event_payload.join(event, event.c.id == event_payload.c.event_id)
    gone = erased.join(event, event.c.id == erased.c.event_id)
    kept = select(event.c.id).select_from(told).where(*(any_of(each) for each in asked))
    left = select(event.c.id).select_from(gone)
    left = left.where(*(any_of(each, ERASED_COLUMNS) for each in asked))
    return union_all(kept.correlate(None), left.correlate(None))


def readable(wanted: EventFilter) -> ColumnElement[bool]:
    """A reach's own events, and those of no province: definitions, but of persons only its own.

    Events of persons carry their province; older ones carry none, and go by where the person is.
    That is asked where persons may be among the streams: it is planned anew each time.
    """
    return or_(*_provinces(wanted))


def _provinces(wanted: EventFilter) -> Sequence[ColumnElement[bool]]:
    """Each province of the reach apart: its index has its events in the order of time."""
    own = [reached(event.c.province, Reach((each,))) for each in wanted.reach.provinces]
    of_nobody = event.c.province == ""
    if wanted.streams is not None and PEOPLE not in wanted.streams:
        return *own, of_nobody
    of_person = (
        select(person.c.id)
        .where(
            event.c.object == "person/" + cast(person.c.id, Text),
            reached(person.c.province, wanted.reach),
        )
        .exists()
    )
    return *own, and_(of_nobody, or_(event.c.stream != PEOPLE, of_person))


def _led(
    wanted: EventFilter, lead: Lead, others: Sequence[Question], before: Place | None, limit: int
) -> Select[Any]:
    """Walk back in time through each value of a column, whose index holds the instant too."""
    at, seq, key = lead.newest
    told = event_payload.join(event, event.c.id == event_payload.c.event_id)
    if lead.column.table is oddity:
        told = oddity.join(told, event.c.id == oddity.c.event_id)
    wished = func.unnest(literal(list(lead.values), ARRAY(lead.column.type)))
    values = wished.table_valued(column("value", lead.column.type), name="led").render_derived()
    query = (
        select(at, seq, key.label("id"))
        .select_from(told)
        .where(
            lead.column == values.c.value,
            *lead.also(),
            readable(wanted),
            *_period(wanted, at),
            *(any_of(question) for question in others),
            *_below(before, at, seq, key),
        )
        .order_by(at.desc(), seq.desc(), key.desc())
        .limit(limit)
        .lateral()
    )
    return select(query).select_from(values).join(query, true())


def _timed(
    province: ColumnElement[bool],
    asked: Sequence[Question],
    wanted: EventFilter,
    before: Place | None,
    limit: int,
) -> Select[Any]:
    """Walk back in time through the events of a province, or of some streams."""
    told = event.c
    return (
        select(told.act_time, told.seq, told.id)
        .outerjoin(event_payload, event_payload.c.event_id == told.id)
        .where(
            province,
            *_streams(wanted),
            *_period(wanted, told.act_time),
            *(any_of(question) for question in asked),
            *_below(before, told.act_time, told.seq, told.id),
        )
        .order_by(told.act_time.desc(), told.seq.desc(), told.id.desc())
        .limit(limit)
    )


def _erased(
    asked: Sequence[Question], wanted: EventFilter, before: Place | None, limit: int
) -> Select[Any]:
    """Find erased events by what remains of them: they are few, and no index has them."""
    told = event.c
    order = (told.act_time, told.seq, told.id)
    return (
        select(*order)
        .join(erased, erased.c.event_id == told.id)
        .where(
            readable(wanted),
            *_streams(wanted),
            *_period(wanted, told.act_time),
            *(any_of(question, ERASED_COLUMNS) for question in asked),
            *_below(before, *order),
        )
        .order_by(*(part.desc() for part in order))
        .limit(limit)
    )


def _streams(wanted: EventFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.streams is not None:
        yield event.c.stream.in_(wanted.streams)


def _period(wanted: EventFilter, at: ColumnElement[Any]) -> Iterator[ColumnElement[bool]]:
    if wanted.since:
        yield at >= wanted.since
    if wanted.until:
        yield at < wanted.until


def _below(before: Place | None, *order: ColumnElement[Any]) -> Iterator[ColumnElement[bool]]:
    if before is not None:
        yield tuple_(*order) < tuple_(*(literal(part) for part in before))
