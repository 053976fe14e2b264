"""What auditors read: events with their payload, newest first, and whole streams to be checked."""

import datetime as dt
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    Text,
    and_,
    cast,
    func,
    literal,
    literal_column,
    or_,
    select,
    tuple_,
)

from server.domain.canonical import Json
from server.domain.cases.sight import Mark
from server.store import Session
from server.store.database.folded import holds
from server.store.history.chain import Break, breaks
from server.store.milestones.standing import marks
from server.store.tables import event, event_payload, milestone, person, post, stream, unit_name

CHECKED_AT_ONCE = 5000
PEOPLE = "people"
"""The stream of what was done to accounts and posts."""
COMPLETED = "task.completed"
_ORDER = (event.c.act_time, event.c.seq, event.c.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Acts:
    """One kind of act in the filter: events of these kinds, or completions of these classes.

    An event older than classes counts by its outcome, or by the element of its task unless it came
    out as one of `other_outcomes`.
    """

    kinds: frozenset[str] = frozenset()
    classes: frozenset[str] = frozenset()
    elements: frozenset[str] = frozenset()
    outcomes: frozenset[str] = frozenset()
    other_outcomes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFilter:
    """What an auditor looks for; None or empty asks nothing. Days are whole instants, half-open."""

    province: str
    streams: frozenset[str] | None = None
    who: str = ""
    subject_unit_id: str = ""
    acts: tuple[Acts, ...] = ()
    since: dt.datetime | None = None
    until: dt.datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEvent:
    """One event: its hashed header as a row, and its payload.

    The payload is empty where its row is missing, or holds what no version has written: that is
    `unreadable`.
    """

    row: Mapping[str, Any]
    payload: Mapping[str, Json]
    unreadable: bool = False

    @property
    def id(self) -> UUID:
        """The event's key."""
        found: UUID = self.row["id"]
        return found

    @property
    def missing(self) -> bool:
        """Tell whether the payload is gone; no act of ours takes it away."""
        return self.row["salt"] is None

    @property
    def key(self) -> str:
        """Name what the instance of the event's task runs for; empty where it is the case."""
        task = self.payload.get("task")
        return str(task.get("key") or "") if isinstance(task, Mapping) else ""

    def marks(self, kind: str) -> tuple[Mark, ...]:
        """Return the milestones of its case, which is of a kind; those of keys are left out."""
        return marks((kind, *told) for told in self.row["marks"])

    @property
    def fits(self) -> bool:
        """Tell whether the event's own bytes still give its hash."""
        return not self.missing and not [
            found for found in breaks([self.row]) if found.why in {"hash", "payload"}
        ]


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
    before: tuple[dt.datetime, int, UUID] | None,
    limit: int,
) -> Sequence[HistoryEvent]:
    """List events newest first: by instant, number in the chain and key; payloads included."""
    query = _events().where(*_conditions(session, wanted))
    if before is not None:
        query = query.where(tuple_(*_ORDER) < tuple_(*(literal(part) for part in before)))
    query = query.order_by(*(column.desc() for column in _ORDER)).limit(limit)
    return tuple(_event(row) for row in session.execute(query))


def stream_events(session: Session, wanted: EventFilter) -> Iterator[HistoryEvent]:
    """Go through all events of a filter, oldest first, without holding them all in memory."""
    query = _events().where(*_conditions(session, wanted))
    query = query.order_by(event.c.stream, event.c.seq).execution_options(yield_per=500)
    for row in session.execute(query):
        yield _event(row)


def count(session: Session, wanted: EventFilter, *, most: int) -> int:
    """Count the events of a filter, but never further than `most`."""
    inner = (
        select(event.c.id)
        .outerjoin(event_payload, event_payload.c.event_id == event.c.id)
        .where(*_conditions(session, wanted))
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
    query = _events().where(event.c.stream == name).order_by(event.c.seq.desc())
    rows = [_event(row).row for row in session.execute(query.limit(CHECKED_AT_ONCE))][::-1]
    found = [*breaks(rows), *(_missing(row) for row in rows if row["salt"] is None)]
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


@cache
def _events() -> Select[Any]:
    told = func.json_build_array(milestone.c.milestone, milestone.c.key, milestone.c.at)
    reached = (
        select(func.coalesce(func.json_agg(told), literal_column("'[]'::json")))
        .where(milestone.c.case_id == event_payload.c.case_id, milestone.c.key == "")
        .scalar_subquery()
        .label("marks")
    )
    columns = [event_payload.c[name] for name in ("salt", "payload", "element", "case_id")]
    return select(event, *columns, event_payload.c.subject_unit_id, reached).outerjoin(
        event_payload, event_payload.c.event_id == event.c.id
    )


def _event(row: Row[Any]) -> HistoryEvent:
    values = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's public name
    payload = _read(values["payload"])
    unreadable = payload is None and values["salt"] is not None
    return HistoryEvent(row=values, payload=payload or {}, unreadable=unreadable)


def _read(payload: str | None) -> Mapping[str, Json] | None:
    """Read a payload; None where it is no JSON object."""
    try:
        found = json.loads(payload or "")
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _conditions(session: Session, wanted: EventFilter) -> list[ColumnElement[bool]]:
    asked: list[ColumnElement[bool] | None] = [
        _readable(wanted),
        None if wanted.streams is None else event.c.stream.in_(wanted.streams),
        event_payload.c.subject_unit_id == wanted.subject_unit_id
        if wanted.subject_unit_id
        else None,
        event.c.act_time >= wanted.since if wanted.since else None,
        event.c.act_time < wanted.until if wanted.until else None,
        or_(*(_act(acts) for acts in wanted.acts)) if wanted.acts else None,
        _by(session, wanted.who) if wanted.who else None,
    ]
    return [condition for condition in asked if condition is not None]


def _readable(wanted: EventFilter) -> ColumnElement[bool]:
    """A province's own events, and those of none: definitions, but of persons only its own.

    Events of persons carry their province; older ones carry none, and go by where the person is.
    That is asked where persons may be among the streams: it is planned anew each time.
    """
    own, of_nobody = event.c.province == wanted.province, event.c.province == ""
    if wanted.streams is not None and PEOPLE not in wanted.streams:
        return or_(own, of_nobody)
    of_person = (
        select(person.c.id)
        .where(
            event.c.object == "person/" + cast(person.c.id, Text),
            person.c.province == wanted.province,
        )
        .exists()
    )
    return or_(own, and_(of_nobody, or_(event.c.stream != PEOPLE, of_person)))


def _act(acts: Acts) -> ColumnElement[bool]:
    by_element = and_(
        event_payload.c.element.in_(acts.elements),
        event_payload.c.act_kind.not_in(acts.other_outcomes),
    )
    return or_(
        event.c.kind.in_(acts.kinds),
        event_payload.c.act_class.in_(acts.classes),
        and_(
            event_payload.c.act_class == "",
            event.c.kind == COMPLETED,
            or_(event_payload.c.act_kind.in_(acts.outcomes), by_element),
        ),
    )


def _by(session: Session, who: str) -> ColumnElement[bool]:
    """Turn what was typed into posts and persons first: the events are found by index then."""
    posts = session.execute(
        select(post.c.id)
        .outerjoin(unit_name, unit_name.c.unit_id == post.c.unit_id)
        .where(holds(who, post.c.search, func.coalesce(unit_name.c.search, "")))
    ).scalars()
    people = session.execute(select(person.c.id).where(holds(who, person.c.search))).scalars()
    named: Collection[str] = list(posts)
    return or_(
        event_payload.c.actor_post.in_(named),
        event_payload.c.on_behalf_post.in_(named),
        event_payload.c.actor_id.in_(list(people)),
    )
