"""Persons, posts and units of a reach as they are chosen from, found by part of their names."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import islice
from uuid import UUID

from sqlalchemy import Select, func, select

from server.domain.people.lineage import Reach
from server.domain.texts.words import Words
from server.store import Session
from server.store.database.folded import holds
from server.store.people.lineage import reached
from server.store.tables import person, post, unit, unit_name

MOST = 20
"""So many posts, and so many persons, are offered at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPost:
    """A post and what it is called; its title names its unit."""

    id: str
    title: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPerson:
    """A person and the name they sign in by, which tells two of one name apart."""

    id: UUID
    name: str
    login: str


def posts_found(session: Session, reach: Reach, typed: str) -> Sequence[NamedPost]:
    """List posts whose title, or whose unit's name, holds each word of what was typed."""
    of_unit = (
        select(func.string_agg(unit_name.c.search, " "))
        .where(unit_name.c.unit_id == post.c.unit_id)
        .scalar_subquery()
    )
    query = _posts(reach).where(holds(typed, post.c.search, func.coalesce(of_unit, "")))
    return _named(session, query.order_by(post.c.sort_key, post.c.id).limit(MOST))


def persons_found(session: Session, reach: Reach, typed: str) -> Sequence[NamedPerson]:
    """List persons whose name, sign-in name or address holds each word of what was typed."""
    query = _persons(reach).where(holds(typed, person.c.search))
    rows = session.execute(query.order_by(person.c.sort_key, person.c.id).limit(MOST))
    return [NamedPerson(id=row.id, name=row.name, login=row.login) for row in rows]


def posts_named(session: Session, reach: Reach, ids: Collection[str]) -> Sequence[NamedPost]:
    """Return those of these posts that a reach has."""
    return _named(session, _posts(reach).where(post.c.id.in_(ids))) if ids else ()


def person_named(session: Session, reach: Reach, person_id: UUID) -> NamedPerson | None:
    """Return a person of a reach."""
    row = session.execute(_persons(reach).where(person.c.id == person_id)).one_or_none()
    return None if row is None else NamedPerson(id=row.id, name=row.name, login=row.login)


def units_of(session: Session, reach: Reach) -> dict[str, Words]:
    """Return what the units of a reach were called last, in the order of their names."""
    return _named_units(session, _units(reach))


def units_found(session: Session, reach: Reach, typed: str) -> dict[str, Words]:
    """Return the units of which a name holds each word of what was typed, as `units_of`."""
    named = select(unit_name.c.unit_id).where(holds(typed, unit_name.c.search))
    found = _named_units(session, _units(reach).where(unit.c.id.in_(named)))
    return dict(islice(found.items(), MOST))


def _named_units(session: Session, query: Select[tuple[str, str, str]]) -> dict[str, Words]:
    return {row.unit_id: Words(row.name_vi, row.name_en) for row in session.execute(query)}


def _units(reach: Reach) -> Select[tuple[str, str, str]]:
    return (
        select(unit_name.c.unit_id, unit_name.c.name_vi, unit_name.c.name_en)
        .join(unit, unit.c.id == unit_name.c.unit_id)
        .where(reached(unit.c.province, reach))
        .order_by(unit_name.c.sort_key, unit_name.c.unit_id, unit_name.c.valid_from)
    )


def _posts(reach: Reach) -> Select[tuple[str, str, str]]:
    query = select(post.c.id, post.c.title_vi, post.c.title_en)
    return query.join(unit, unit.c.id == post.c.unit_id).where(reached(unit.c.province, reach))


def _persons(reach: Reach) -> Select[tuple[UUID, str, str]]:
    query = select(person.c.id, person.c.name, person.c.login)
    return query.where(reached(person.c.province, reach))


def _named(session: Session, query: Select[tuple[str, str, str]]) -> Sequence[NamedPost]:
    rows = session.execute(query)
    return [NamedPost(id=row.id, title=Words(row.title_vi, row.title_en)) for row in rows]
