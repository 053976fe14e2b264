"""What is asked of events, as questions to the columns they are found by."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy import Column, ColumnElement, Select, and_, func, or_, select
from sqlalchemy.sql.base import ReadOnlyColumnCollection

from server.domain.people.lineage import Reach
from server.store import Session
from server.store.database.folded import holds
from server.store.tables import event, event_payload, oddity, person, post, unit_name

Columns: TypeAlias = "Mapping[str, ColumnElement[Any]] | ReadOnlyColumnCollection[str, Column[Any]]"
"""What an event is found by, by name: the columns of its payload, or of what remains of one."""


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
    """What an auditor looks for; None or empty asks nothing. Days are whole instants, half-open.

    `who` was typed: posts and persons, by name, title or unit. Who acted for somebody acted in the
    post `post_id`, and for `behalf_post_id`; `unit_id` is the unit of that post, `subject_unit_id`
    the one the act is about.
    """

    reach: Reach
    streams: frozenset[str] | None = None
    who: str = ""
    person_id: UUID | None = None
    post_id: str = ""
    behalf_post_id: str = ""
    unit_id: str = ""
    subject_unit_id: str = ""
    case_kind: str = ""
    oddities: tuple[str, ...] = ()
    acts: tuple[Acts, ...] = ()
    since: dt.datetime | None = None
    until: dt.datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """A column that holds one of these values; `older`: acts told by more than that column."""

    column: Column[Any]
    values: tuple[object, ...]
    older: Acts | None = None

    @property
    def newest(self) -> tuple[Column[Any], Column[Any], Column[Any]]:
        """The columns by which the column's own index orders what it finds."""
        kept = self.column.table.c
        return kept.act_time, kept.seq, kept.event_id

    def holds(self, columns: Columns = event_payload.c) -> ColumnElement[bool]:
        """Say it in SQL, of an event whose payload has these columns.

        Erased events are few: each is asked for its signs, rather than each sign whether it is of
        an erased one; the offset keeps the planner to that.
        """
        if self.column.table is oddity:
            of_event = oddity.c.event_id == event.c.id, self.column.in_(self.values)
            signs = select(oddity.c.kind).where(*of_event)
            return signs.exists() if columns is event_payload.c else signs.offset(0).exists()
        return and_(columns[self.column.name].in_(self.values), *self.also(columns))

    def also(self, columns: Columns = event_payload.c) -> Iterator[ColumnElement[bool]]:
        """Say in SQL what else must be so where the column holds a value."""
        if self.older is not None:
            yield _older(self.older, columns)


Question: TypeAlias = tuple[Lead, ...]
"""One thing that is asked: any of these holds."""


def questions(session: Session, wanted: EventFilter) -> list[Question]:
    """List what is asked of the payload's columns: the ones that find least come first."""
    one = (
        (event_payload.c.actor_id, wanted.person_id),
        (event_payload.c.actor_post, wanted.post_id),
        (event_payload.c.on_behalf_post, wanted.behalf_post_id),
        (event_payload.c.subject_unit_id, wanted.subject_unit_id),
    )
    found: list[Question] = [(Lead(column=at, values=(value,)),) for at, value in one if value]
    if wanted.oddities:
        found.insert(0, (Lead(column=oddity.c.kind, values=wanted.oddities),))
    if wanted.who:
        found.append(_typed(session, wanted.who))
    if wanted.unit_id:
        posts = select(post.c.id).where(post.c.unit_id == wanted.unit_id)
        found.append((Lead(column=event_payload.c.actor_post, values=_read(session, posts)),))
    if wanted.acts:
        found.append(tuple(lead for acts in wanted.acts for lead in _act(acts)))
    if wanted.case_kind:
        found.append((Lead(column=event_payload.c.case_kind, values=(wanted.case_kind,)),))
    return found


def any_of(question: Question, columns: Columns = event_payload.c) -> ColumnElement[bool]:
    """Say in SQL that any of these holds."""
    return or_(*(lead.holds(columns) for lead in question))


def _act(acts: Acts) -> Iterator[Lead]:
    yield Lead(column=event_payload.c.act, values=tuple(sorted(acts.kinds | acts.classes)))
    yield Lead(column=event_payload.c.act, values=("",), older=acts)


def _older(acts: Acts, columns: Columns) -> ColumnElement[bool]:
    came_out, element = columns["act_kind"], columns["element"]
    by_element = and_(element.in_(acts.elements), came_out.not_in(acts.other_outcomes))
    return or_(came_out.in_(acts.outcomes), by_element)


def _typed(session: Session, who: str) -> Question:
    """Turn what was typed into posts and persons first: the events are found by index then."""
    posts = _read(
        session,
        select(post.c.id)
        .outerjoin(unit_name, unit_name.c.unit_id == post.c.unit_id)
        .where(holds(who, post.c.search, func.coalesce(unit_name.c.search, ""))),
    )
    persons = _read(session, select(person.c.id).where(holds(who, person.c.search)))
    return (
        Lead(column=event_payload.c.actor_post, values=posts),
        Lead(column=event_payload.c.actor_id, values=persons),
    )


def _read(session: Session, query: Select[Any]) -> tuple[object, ...]:
    return tuple(dict.fromkeys(session.execute(query).scalars()))
