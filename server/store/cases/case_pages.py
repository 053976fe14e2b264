"""What the list of cases and the page of one case read; every query is bounded by the diagram."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Label,
    Row,
    Select,
    Text,
    Uuid,
    any_,
    bindparam,
    func,
    literal,
    literal_column,
    or_,
    select,
    text,
    true,
    tuple_,
)

from server.domain.cases.case_marks import Mark
from server.domain.people.lineage import Reach
from server.domain.texts.words import Words
from server.store import Session
from server.store.blocs.cases_in_year import CASES_IN_YEAR, in_year
from server.store.database.folded import holds_indexed
from server.store.milestones.standing import marks
from server.store.people.lineage import reached
from server.store.tables import (
    bloc,
    bloc_year,
    case_,
    case_unit,
    definition,
    event,
    milestone,
    post,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseHead:
    """A case without its rules: what the list shows and what decides who may see it."""

    id: UUID
    bloc_year_id: str
    bloc_id: str
    year: int
    kind: str
    case_vi: str
    case_en: str
    slot: str | None
    state: str
    simulated: bool
    definition_hash: str
    definition_key: str
    definition_version: int
    rules_digest: str
    previous_id: UUID | None
    opened_at: dt.datetime
    adopted_at: dt.datetime | None
    closed_at: dt.datetime | None
    seq: int
    opened_post: str | None
    opening: str
    """What was typed when it was opened, as JSON."""
    marks: tuple[Mark, ...]
    """Its own milestones, those of a unit that asks, and with its family those of each key."""
    published: tuple[str, ...] = ()
    """The newest version of every process, where they were read with it."""


_HEAD = (
    case_.c.id,
    case_.c.bloc_year_id,
    bloc_year.c.bloc_id,
    bloc_year.c.year,
    case_.c.kind,
    case_.c.title_vi.label("case_vi"),
    case_.c.title_en.label("case_en"),
    case_.c.slot,
    case_.c.state,
    case_.c.simulated,
    case_.c.definition_hash,
    definition.c.key.label("definition_key"),
    definition.c.version.label("definition_version"),
    case_.c.rules_digest,
    case_.c.previous_id,
    case_.c.opened_at,
    case_.c.adopted_at,
    case_.c.closed_at,
    case_.c.seq,
    case_.c.opened_post,
    case_.c.opening,
)


_PUBLISHED: Label[list[str]] = literal_column(
    "ARRAY(SELECT DISTINCT ON (key) hash FROM definition ORDER BY key, version DESC)"
).label("published")


def families(session: Session, case_ids: Collection[UUID]) -> Sequence[CaseHead]:
    """Return cases with all that hang together with them, oldest first; of those not there none.

    Each comes with the newest version of every process.
    """
    rows = session.execute(_families(), {"cases": [*case_ids]})
    return tuple(replace(_head(row), published=tuple(row.published)) for row in rows)


def head(session: Session, case_id: UUID, *, unit: str = "") -> CaseHead:
    """Return a case that is there, as a unit asks for it."""
    return _head(session.execute(_heads(unit).where(case_.c.id == case_id)).one())


def heads(session: Session, case_ids: Collection[UUID]) -> Sequence[CaseHead]:
    """Return those of these cases that are there."""
    return tuple(_head(row) for row in session.execute(_heads().where(case_.c.id.in_(case_ids))))


def versions_of(session: Session, case_id: UUID) -> frozenset[str]:
    """Name the versions that events of a case were made by."""
    query = select(event.c.definition_hash).where(event.c.stream == f"case/{case_id}").distinct()
    return frozenset(session.execute(query).scalars())


def listed_for(  # noqa: PLR0913 - what a list is asked for, part by part
    session: Session,
    reach: ColumnElement[bool],
    *,
    before: tuple[dt.datetime, UUID] | None,
    limit: int,
    typed: str = "",
    unit: str = "",
) -> Sequence[CaseHead]:
    """List the cases in a reach newest first; each word of what was typed is one they are found by.

    What they may reach is told by `in_reach`; `unit` is whose eyes look.
    """
    query = _heads(unit).where(reach)
    if typed:
        query = query.where(holds_indexed(typed, case_.c.search))
    if before is not None:
        query = query.where(
            tuple_(case_.c.opened_at, case_.c.id) < tuple_(literal(before[0]), literal(before[1]))
        )
    query = query.order_by(case_.c.opened_at.desc(), case_.c.id.desc()).limit(limit)
    return tuple(_head(row) for row in session.execute(query))


def in_reach(reach: Reach, unit_ids: Collection[str] | None) -> ColumnElement[bool]:
    """Say that a case has any of these units on the roster, or for None is of a reach."""
    if unit_ids is None:
        years = select(bloc_year.c.id).join(bloc, bloc.c.id == bloc_year.c.bloc_id)
        return case_.c.bloc_year_id.in_(years.where(reached(bloc.c.province, reach)))
    roster = select(case_unit.c.case_id).where(case_unit.c.unit_id.in_(unit_ids))
    return case_.c.id.in_(roster)


def chain_head(session: Session, case_id: UUID) -> tuple[int, str] | None:
    """Return the last number and hash of a case's chain, as the case's own row says."""
    query = select(case_.c.seq, case_.c.head).where(case_.c.id == case_id)
    row = session.execute(query).one_or_none()
    return None if row is None else (row.seq, row.head)


def of_bloc_year(session: Session, bloc_year_id: str, *, unit: str) -> Sequence[CaseHead]:
    """List the cases of a bloc-year as a unit asks, oldest first, and of played ones the newest."""
    query = _heads(unit).where(case_.c.id.in_(CASES_IN_YEAR))
    query = query.order_by(case_.c.opened_at, case_.c.id)
    return tuple(_head(row) for row in session.execute(query, {"year": bloc_year_id}))


def of_kinds(
    session: Session, bloc_year_ids: Collection[str], kinds: Collection[str]
) -> Sequence[UUID]:
    """Name the cases of these kinds that the pages of these bloc-years look at.

    Those that were cancelled are left out.
    """
    values = {"years": [*bloc_year_ids], "kinds": [*kinds]}
    return session.execute(_OF_KINDS, values).scalars().all()


def marked_in_bloc_year(session: Session, bloc_year_id: str) -> Sequence[CaseHead]:
    """List the cases of a bloc-year with all their milestones, oldest first; no cancelled ones.

    Of those that were played it lists the newest.
    """
    rows = session.execute(_of_year(), {"year": bloc_year_id})
    return tuple(map(_head, rows))


def post_titles(session: Session, post_ids: Collection[str]) -> dict[str, Words]:
    """Return what posts are called."""
    query = select(post.c.id, post.c.title_vi, post.c.title_en)
    query = query.where(post.c.id == any_(literal([*post_ids], ARRAY(Text))))
    return {row.id: Words(row.title_vi, row.title_en) for row in session.execute(query)}


def _heads(unit: str = "") -> Select[Any]:
    return _listed().params(unit=unit)


@cache
def _listed() -> Select[Any]:
    return _with_marks(or_(milestone.c.key == "", milestone.c.key == bindparam("unit", "")))


@cache
def _families() -> Select[Any]:
    query = _with_marks(true()).add_columns(_PUBLISHED)
    return query.where(case_.c.id.in_(_hanging())).order_by(case_.c.opened_at, case_.c.id)


def _hanging() -> Select[Any]:
    """Name cases, all that they rest on, and all that came of any of these."""
    case = select(case_.c.id, case_.c.previous_id, case_.c.bloc_year_id)
    asked = case_.c.id == any_(bindparam("cases", type_=ARRAY(Uuid)))
    below = case.where(asked).cte("below", recursive=True)
    rests_on = (case_.c.id == below.c.previous_id) & (case_.c.bloc_year_id == below.c.bloc_year_id)
    below = below.union(case.join(below, rests_on))
    above = select(below).cte("above", recursive=True)
    came_of = (case_.c.previous_id == above.c.id) & (case_.c.bloc_year_id == above.c.bloc_year_id)
    above = above.union(case.join(above, came_of))
    return select(above.c.id)


@cache
def _of_year() -> Select[Any]:
    query = _with_marks(true()).where(case_.c.id.in_(CASES_IN_YEAR), case_.c.state != "cancelled")
    return query.order_by(case_.c.opened_at, case_.c.id)


def _with_marks(which: ColumnElement[bool]) -> Select[Any]:
    told = func.json_build_array(
        case_.c.kind, milestone.c.milestone, milestone.c.key, milestone.c.at
    )
    reached = (
        select(func.coalesce(func.json_agg(told), literal_column("'[]'::json")))
        .where(milestone.c.case_id == case_.c.id, which)
        .scalar_subquery()
    )
    return (
        select(*_HEAD, reached.label("marks"))
        .join(bloc_year, bloc_year.c.id == case_.c.bloc_year_id)
        .join(definition, definition.c.hash == case_.c.definition_hash)
    )


def _head(row: Row[Any]) -> CaseHead:
    read = {column.key: row._mapping[column.key] for column in _HEAD}  # noqa: SLF001 - SQLAlchemy's public name
    return CaseHead(**read, marks=marks(row.marks))


_OF_KINDS = text(f"""
SELECT c.id FROM unnest(CAST(:years AS text[])) y(id)
CROSS JOIN LATERAL ({in_year("y.id")}) found JOIN case_ c ON c.id = found.id
WHERE c.kind = ANY(CAST(:kinds AS text[])) AND c.state <> 'cancelled'
""")  # noqa: S608 - made of constants
