"""One-time links for the first sign-in and for a new password; only their hashes are kept."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Row, insert, select, text, update

from server.domain.people.actors import OPERATOR, LinkHand
from server.store import Session
from server.store.people.people_admin import PersonRow, find_person
from server.store.tables import invite, person


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLink:
    """A link's last instant, and who had it in hand: None is the operator of the machine.

    `mailed` is a link that reached its person alone; one mailed to an address that an
    administrator typed may have reached that administrator.
    """

    expires: dt.datetime
    made_by: UUID | None
    handed_by: UUID | None
    mailed: bool


def void_links(session: Session, person_id: UUID, *, now: dt.datetime) -> None:
    """Make every unused link of a person useless."""
    session.execute(
        update(invite)
        .where(invite.c.person_id == person_id, invite.c.used_at.is_(None))
        .values(used_at=now)
    )


def void_links_of_one_hand(session: Session, person_id: UUID, *, now: dt.datetime) -> None:
    """Make useless what one administrator alone may have in hand: a link to a mailbox they typed.

    It was made before the person had the powers that they are getting now.
    """
    session.execute(
        update(invite)
        .where(
            invite.c.person_id == person_id,
            invite.c.used_at.is_(None),
            invite.c.mailed.is_(False),
            invite.c.made_by == invite.c.handed_by,
        )
        .values(used_at=now)
    )


def add_link(session: Session, person_id: UUID, token_hash: str, link: NewLink) -> None:
    """Insert a one-time link; only the hash of its token is kept."""
    session.execute(
        insert(invite).values(
            token_hash=token_hash,
            person_id=person_id,
            expires_at=link.expires,
            made_by=link.made_by,
            handed_by=link.handed_by,
            mailed=link.mailed,
        )
    )


def holder_of_link(session: Session, token_hash: str, *, now: dt.datetime) -> PersonRow | None:
    """Return whom an unused link that still holds is for."""
    query = select(invite.c.person_id).join(person, person.c.id == invite.c.person_id)
    person_id = session.execute(query.where(*_good(token_hash, now))).scalar_one_or_none()
    return None if person_id is None else find_person(session, person_id)


def spend_link(session: Session, token_hash: str, *, now: dt.datetime) -> UUID | None:
    """Use a link up and return whom it is for; of two at once only one gets an answer."""
    person_ok = select(person.c.id).where(person.c.deactivated_at.is_(None))
    return session.execute(
        update(invite)
        .where(
            invite.c.token_hash == token_hash,
            invite.c.used_at.is_(None),
            invite.c.expires_at > now,
            invite.c.person_id.in_(person_ok),
        )
        .values(used_at=now)
        .returning(invite.c.person_id)
    ).scalar_one_or_none()


def set_password(
    session: Session, person_id: UUID, password_hash: str, *, link: str | None
) -> bool:
    """Set a person's password; tell whether others had in hand what it was set by.

    `link` is the hash of the link by which, where one was used.

    A link that was mailed to the person alone leaves no trace: nobody else had it in hand. Whose
    hands an account went through is kept until another link is used.
    """
    handed = select(invite.c.token_hash).where(
        invite.c.token_hash == link, invite.c.mailed.is_(False)
    )
    kept = {} if link is None else {"handed_link": handed.scalar_subquery()}
    changed = (
        update(person)
        .where(person.c.id == person_id)
        .values(password_hash=password_hash, password_link=handed.scalar_subquery(), **kept)
    )
    return session.execute(changed.returning(person.c.password_link)).scalar_one() is not None


def drop_password(session: Session, person_id: UUID) -> None:
    """Let nobody sign in as a person until a new link is used."""
    session.execute(
        update(person)
        .where(person.c.id == person_id)
        .values(password_hash=None, password_link=None)
    )


def hash_anew(session: Session, person_id: UUID, password_hash: str) -> str:
    """Keep the same password as another hash; return the province of the account.

    Through whose hands the password came stays.
    """
    changed = update(person).where(person.c.id == person_id).values(password_hash=password_hash)
    province: str = session.execute(changed.returning(person.c.province)).scalar_one()
    return province


def reach(session: Session, person_ids: Collection[UUID]) -> dict[UUID, frozenset[LinkHand]]:
    """Tell for each account through whose hands it went: whoever could have got into it.

    Its own person is one of them; so are those whose hands the accounts of these hands went
    through, and so on, and who linked it with an account of a directory that signs it in. The
    operator of the machine is none.
    """
    found: dict[UUID, set[LinkHand]] = {person_id: set() for person_id in person_ids}
    for row in session.execute(_REACH, {"persons": list(person_ids)}):
        found[row.account].add(LinkHand(person_id=row.hand, name=row.name))
    return {account: frozenset(hands) for account, hands in found.items()}


def link_hands(row: Row[Any]) -> tuple[LinkHand, ...]:
    """Read who had the link of the password in hand, from the columns of LINK_HANDS."""
    if not row.handed:
        return ()
    pairs = ((row.made_by, row.made_name), (row.handed_by, row.handed_name))
    hands = {key: LinkHand(person_id=key, name=name or OPERATOR) for key, name in pairs}
    return tuple(hands.values())


LINK_HANDS = """link.token_hash IS NOT NULL AS handed, link.made_by, link.handed_by,
  maker.name AS made_name, hander.name AS handed_name"""
LINK_IN_FORCE = """LEFT JOIN invite link ON link.token_hash = person.password_link
LEFT JOIN person maker ON maker.id = link.made_by
LEFT JOIN person hander ON hander.id = link.handed_by"""
"""For a statement that reads `person`: the link of the password in force, and its hands."""
LAST_LINK = LINK_IN_FORCE.replace("password_link", "handed_link")
"""For a statement that reads `person`: the last link that others had in hand, and its hands."""
_REACH = text("""
WITH RECURSIVE reached(account, hand) AS (
  SELECT id, id FROM person WHERE id = ANY(:persons)
  UNION
  SELECT r.account, hands.person_id
  FROM reached r JOIN person ON person.id = r.hand
  CROSS JOIN LATERAL (
    SELECT made_by, handed_by FROM invite WHERE token_hash = person.handed_link
    UNION ALL SELECT made_by, confirmed_by FROM directory_link
    WHERE person_id = person.id AND confirmed_at IS NOT NULL) link
  CROSS JOIN LATERAL (VALUES (link.made_by), (link.handed_by)) hands(person_id)
  WHERE hands.person_id IS NOT NULL)
SELECT r.account, r.hand, person.name FROM reached r JOIN person ON person.id = r.hand
""")


def _good(token_hash: str, now: dt.datetime) -> tuple[Any, ...]:
    return (
        invite.c.token_hash == token_hash,
        invite.c.used_at.is_(None),
        invite.c.expires_at > now,
        person.c.deactivated_at.is_(None),
    )
