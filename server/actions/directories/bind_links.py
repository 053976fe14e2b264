"""Say of links with accounts of directories who vouches for them: once for those of old releases.

Until it is said, a link signs nobody in. Only the operator says it, who also says whom to ask.
"""

from collections.abc import Mapping
from datetime import datetime

from server.actions.identity import accounts
from server.domain.canonical import Json
from server.domain.identity.directories import Directory
from server.store import Session
from server.store.identity import directory_links
from server.store.identity.directory_links import DirectoryLink
from server.store.people import people_admin

NOBODY = ""
"""Vouched for links of a kind that was not configured at the first start: they sign nobody in."""


def bind_unbound(session: Session, issuers: Mapping[str, str], *, now: datetime) -> int:
    """Bind the links of older releases to who is configured now; return how many.

    Those of a kind that is not configured are bound to nobody, lest whoever is configured later
    vouches for them.
    """
    return sum(
        bind(session, directory, former=None, issuer=issuers.get(directory, NOBODY), now=now)
        for directory in Directory
    )


def bind(
    session: Session, directory: Directory, *, former: str | None, issuer: str, now: datetime
) -> int:
    """Let links that name one issuer name another: the same accounts under a new address.

    Returns how many. A link stays as it is where somebody has that very account by now.
    """
    found = directory_links.of_issuer(session, directory, former)
    return sum(_bind_one(session, link, issuer, now) for link in found)


def _bind_one(session: Session, link: DirectoryLink, issuer: str, now: datetime) -> bool:
    person = people_admin.lock_person(session, link.person_id)
    if person is None or not directory_links.bind(session, link, issuer):
        return False
    told: dict[str, Json] = {
        "directory_link": str(link.id),
        "directory": link.directory,
        "issuer": issuer,
        "issuer_before": link.issuer or "",
    }
    accounts.note(session, "person.directory_bound", person, actor=None, now=now, payload=told)
    return True
