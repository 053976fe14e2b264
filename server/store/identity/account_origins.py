"""Who made an account and so typed its e-mail address, and through whose hands its password came.

An address is typed when the account is made, and never after.
"""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import text

from server.domain.people.actors import LinkHand
from server.store import Session
from server.store.history.payloads import PAYLOADS
from server.store.identity.invites import (
    LAST_LINK,
    LINK_HANDS,
    link_hands,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountOrigin:
    """Who made an account and when; `made_by` is empty for the operator of the machine.

    `address_by` typed its address, where that was somebody else. A name that was erased on legal
    ground is the mark that stands in its place.
    """

    made_by: str
    address_by: str
    made_at: dt.datetime
    has_password: bool
    own_password: bool
    """Whether the password in force is the person's own: not set by a link others had in hand."""
    hands: tuple[LinkHand, ...]
    """Those who had the last such link in hand, whatever became of the password."""


def origins(session: Session, person_ids: Collection[UUID]) -> dict[UUID, AccountOrigin]:
    """Tell where accounts come from, in one statement, by person."""
    rows = session.execute(_ORIGINS, {"persons": list(person_ids)})
    return {
        row.id: AccountOrigin(
            made_by=row.added_name or "",
            address_by=row.typist_name or "",
            made_at=row.created_at,
            has_password=row.has_password,
            own_password=row.own_password,
            hands=link_hands(row),
        )
        for row in rows
    }


def typist(session: Session, person_id: UUID) -> UUID | None:
    """Return who typed a person's address: an administrator, or who proposed the person to one.

    None is the operator of the machine.
    """
    found = session.execute(_TYPIST, {"person": person_id}).scalar()
    return UUID(found) if found else None


_ADDED = f"""event e JOIN {PAYLOADS} p ON p.event_id = e.id
  WHERE e.stream = 'people' AND e.kind = 'person.added'"""
_ORIGINS = text(f"""
SELECT person.id, person.created_at, person.password_hash IS NOT NULL AS has_password,
  person.password_link IS NULL AS own_password, {LINK_HANDS}, added.name AS added_name,
  typist.name AS typist_name
FROM person {LAST_LINK}
LEFT JOIN (SELECT e.object, p.payload::jsonb -> 'actor' ->> 'name' AS name,
    CAST(p.payload::jsonb ->> 'address_by' AS uuid) AS typist FROM {_ADDED}) added
  ON added.object = 'person/' || person.id
LEFT JOIN person typist ON typist.id = added.typist
WHERE person.id = ANY(:persons)
""")  # noqa: S608 - constants
_TYPIST = text(f"""
SELECT coalesce(p.payload::jsonb ->> 'address_by', p.payload::jsonb -> 'actor' ->> 'person')
FROM {_ADDED}
  AND e.object = 'person/' || CAST(:person AS text)
""")  # noqa: S608 - constants
