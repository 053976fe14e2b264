"""Security events of a reach, newest first."""

import datetime as dt
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Boolean,
    ColumnElement,
    ScalarSelect,
    Select,
    and_,
    case,
    literal,
    literal_column,
    or_,
    select,
    tuple_,
)

from server.domain.identity.security_events import SIGNED_IN
from server.domain.people.lineage import Reach
from server.store import Session
from server.store.database.folded import holds
from server.store.people.lineage import reached
from server.store.security_events.alarms import NEW_PLACE, of_nobody, read_by, seen_as
from server.store.tables import person, security_event

EVENT = security_event.alias("e")
"""Named as `NEW_PLACE` names it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SecurityLine:
    """An event as it is read: about whom, by whom.

    `new_place`: a sign-in from a network the person had not used.
    """

    id: UUID
    at: dt.datetime
    kind: str
    person_id: UUID | None
    name: str | None
    login: str | None
    by_name: str | None
    post_id: str
    address: str
    browser: str
    times: int
    new_place: bool
    seen_at: dt.datetime | None
    seen_by: str | None
    details: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedEvents:
    """What is looked for; empty or None asks nothing. `who` is a part of a name or sign-in name.

    `addresses` is an address as it was typed, and the keyed hashes it may be kept by.
    """

    reach: Reach
    who: str = ""
    person_id: UUID | None = None
    kinds: Collection[str] = ()
    addresses: Collection[str] = ()
    since: dt.datetime | None = None
    until: dt.datetime | None = None


def listed(
    session: Session,
    wanted: WantedEvents,
    *,
    before: tuple[dt.datetime, UUID] | None,
    limit: int,
) -> Sequence[SecurityLine]:
    """List events about persons of a reach, and those about nobody who is known.

    The latter without their place: they may be somebody's of another province.
    """
    told = EVENT.c
    query = (
        _lines(wanted.reach)
        .where(read_by(EVENT, wanted.reach))
        .order_by(told.at.desc(), told.id.desc())
        .limit(limit)
    )
    asked = [
        holds(wanted.who, person.c.search) if wanted.who else None,
        told.person_id == wanted.person_id if wanted.person_id else None,
        told.kind.in_(wanted.kinds) if wanted.kinds else None,
        _at(wanted.addresses) if wanted.addresses else None,
        told.at >= wanted.since if wanted.since else None,
        told.at < wanted.until if wanted.until else None,
        tuple_(told.at, told.id) < tuple_(*map(literal, before)) if before else None,
    ]
    for condition in asked:
        if condition is not None:
            query = query.where(condition)
    rows = session.execute(query).mappings()
    return [SecurityLine(**{**row, "details": json.loads(row["details"])}) for row in rows]


def _lines(reach: Reach) -> Select[Any]:
    told, actor = EVENT.c, person.alias("actor")
    seen, seer = security_event.alias("seen"), person.alias("seer")
    names = ("id", "at", "kind", "person_id", "post_id", "times", "details")
    by_another = (actor.c.id == told.actor_id) & told.actor_id.is_distinct_from(told.person_id)
    return (
        select(*(told[name] for name in names), person.c.name, person.c.login)
        .add_columns(actor.c.name.label("by_name"), *_place())
        .add_columns(_new_place(), seen.c.at.label("seen_at"), seer.c.name.label("seen_by"))
        .outerjoin_from(EVENT, person, person.c.id == told.person_id)
        .outerjoin(actor, by_another)
        .outerjoin(seen, seen.c.id == _first_seen(reach))
        .outerjoin(seer, (seer.c.id == seen.c.actor_id) & reached(seer.c.province, reach))
    )


def _first_seen(reach: Reach) -> ScalarSelect[UUID]:
    seen = security_event.alias("seen_alarm")
    told = select(seen.c.id).where(seen.c.once.in_(seen_as(EVENT, reach)))
    return told.order_by(seen.c.at, seen.c.id).limit(1).scalar_subquery()


def _at(addresses: Collection[str]) -> ColumnElement[bool]:
    """Ask for an address of persons: that of a stranger is not told by asking for it either."""
    told = EVENT.c
    here = or_(told.address.in_(addresses), told.address_hash.in_(addresses))
    return and_(~of_nobody(EVENT), here)


def _new_place() -> ColumnElement[bool]:
    new = literal_column(f"({NEW_PLACE})", Boolean)
    return and_(EVENT.c.kind == SIGNED_IN, new).label("new_place")


def _place() -> tuple[ColumnElement[str], ColumnElement[str]]:
    """Tell address and browser; of a stranger, what kind of address it is alone."""
    told, stranger = EVENT.c, of_nobody(EVENT)
    family = case((told.address == "", ""), (told.address.contains(":"), "IPv6"), else_="IPv4")
    address = case((stranger, family), else_=told.address)
    return address.label("address"), case((stranger, ""), else_=told.browser).label("browser")
