"""Make an installation a demonstration: its clock's offset, and one account a post."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from uuid import UUID

from server.actions.people import appoint
from server.domain.canonical import Json
from server.domain.people.actors import DEMONSTRATION_PASSWORD
from server.domain.people.appointments import Held, Period
from server.domain.people.posts import province_of
from server.store import Session
from server.store.database import deployment
from server.store.database.ids import new_id
from server.store.history import journal
from server.store.identity import passwords
from server.store.people import demonstration, people_admin
from server.store.people.people_admin import PersonRow

SINCE = date(2024, 1, 1)
NOWHERE = "trinh-dien.invalid"
"""Mail of a demonstration is shown on its page; this domain exists nowhere (RFC 2606)."""


def is_set_up(session: Session) -> bool:
    """Tell whether this database is a demonstration, or anything else, already."""
    return demonstration.is_set_up(session)


def is_demonstration(session: Session) -> bool:
    """Tell whether this database is marked as a demonstration."""
    return deployment.is_demonstration(session)


def set_up(session: Session, *, offset: timedelta) -> None:
    """Mark an empty database as a demonstration whose clock is moved by an offset."""
    demonstration.mark(session, offset)


def add_accounts(session: Session, *, now: datetime) -> int:
    """Give every post without a holder an account named for the post; return how many are new."""
    hashed = passwords.hash_password(DEMONSTRATION_PASSWORD)
    vacant = demonstration.vacant_posts(session)
    taken = demonstration.logins(session)
    accounts: dict[str, UUID] = {}
    for post in vacant:
        person_id = accounts[post.id] = new_id(now)
        login = login_of(post.id, taken)
        taken.add(login)
        person = PersonRow(
            id=person_id,
            login=login,
            name=post.title_vi,
            email=f"{login}@{NOWHERE}",
            province=province_of(post.id),
            demonstration=True,
            signs_in=True,
            created_at=now,
            deactivated_at=None,
        )
        people_admin.add_person(session, person)
        demonstration.set_password(session, person_id, hashed)
        held = Held(person_id=person_id, post_id=post.id, period=Period(first=SINCE, last=None))
        appoint.put(session, held, person=person, of_person=(), of_post=(), decision="", now=now)
    for province in sorted({province_of(post.id) for post in vacant}):
        of_province: dict[str, Json] = {
            post: str(person) for post, person in accounts.items() if province_of(post) == province
        }
        journal.note(
            session,
            stream="people",
            kind="demonstration.accounts_added",
            object="people",
            actor=None,
            payload={"posts": [*of_province], "accounts": of_province},
            now=now,
            province=province,
        )
    return len(vacant)


def login_of(post_id: str, taken: Collection[str]) -> str:
    """Name an account for its post, with the province where another one has the same post."""
    province, _, local = post_id.partition("/")
    short = local.replace("/", ".")
    return short if short not in taken else f"{province}.{short}"
