"""Who signed in, or tried to, as the auditor of a province reads it, newest first."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_, exists, literal, select, tuple_

from server.domain.people.lineage import Reach
from server.store import Session
from server.store.database.folded import holds
from server.store.people.lineage import reached
from server.store.tables import person, sign_in_try


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """A try to sign in as a person; `new_place`: a sign-in from a network not used before.

    Refused tries of one place are summed: `times`.
    """

    id: UUID
    at: dt.datetime
    person_id: UUID
    name: str
    login: str
    result: str
    times: int
    address: str
    browser: str
    known_browser: bool
    new_place: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedSignIns:
    """What is looked for; empty or None asks nothing. `who` is a part of a name or sign-in name."""

    reach: Reach
    who: str = ""
    person_id: UUID | None = None
    results: Collection[str] = ()
    since: dt.datetime | None = None
    until: dt.datetime | None = None


def listed(
    session: Session,
    wanted: WantedSignIns,
    *,
    before: tuple[dt.datetime, UUID] | None,
    limit: int,
) -> Sequence[SignIn]:
    """List tries to sign in as persons of a reach, newest first."""
    tried, earlier = sign_in_try.c, sign_in_try.alias("earlier")
    same = and_(
        earlier.c.person_id == tried.person_id,
        earlier.c.result == tried.result,
        earlier.c.at < tried.at,
    )
    here = exists().where(same, earlier.c.address_hash == tried.address_hash)
    new = and_(tried.result == SIGNED_IN, exists().where(same), ~here)
    columns = (
        *(tried.id, tried.at, tried.person_id, tried.result, tried.times, tried.address),
        *(tried.browser, tried.known_browser),
    )
    query = (
        select(*columns, person.c.name, person.c.login, new.label("new_place"))
        .join(person, person.c.id == tried.person_id)
        .where(reached(person.c.province, wanted.reach))
        .order_by(tried.at.desc(), tried.id.desc())
        .limit(limit)
    )
    asked = [
        holds(wanted.who, person.c.search) if wanted.who else None,
        tried.person_id == wanted.person_id if wanted.person_id else None,
        tried.result.in_(wanted.results) if wanted.results else None,
        tried.at >= wanted.since if wanted.since else None,
        tried.at < wanted.until if wanted.until else None,
        tuple_(tried.at, tried.id) < tuple_(*map(literal, before)) if before else None,
    ]
    for condition in asked:
        if condition is not None:
            query = query.where(condition)
    return [SignIn(**row) for row in session.execute(query).mappings()]


SIGNED_IN = "signed_in"
