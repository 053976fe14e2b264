"""Make an installation a demonstration: its clock's offset, and one account a post."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from server.actions.people import appoint
from server.actions.people import name_province as naming
from server.domain.canonical import Json
from server.domain.people.actors import DEMONSTRATION_PASSWORD
from server.domain.people.appointments import Held, Period
from server.domain.people.posts import province_of
from server.domain.texts.words import Words
from server.store import Session
from server.store.database import deployment
from server.store.database.ids import new_id
from server.store.history import journal
from server.store.identity import passwords
from server.store.people import demonstration, people_admin, province_names
from server.store.people.people_admin import PersonRow

SINCE = date(2024, 1, 1)
SECOND_ADMINISTRATOR = "Quản trị viên hệ thống (người thứ hai)"
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


def name_province(session: Session, province: str, vi: str, en: str, *, now: datetime) -> None:
    """Say what the plan's province is called, unless somebody has."""
    if province in province_names.unnamed(session):
        naming.name_province(session, province, Words(vi, en), now=now)


def add_accounts(session: Session, *, now: datetime) -> int:
    """Give every post without a holder an account named for the post; return how many are new."""
    hashed = passwords.hash_password(DEMONSTRATION_PASSWORD)
    vacant = demonstration.vacant_posts(session)
    taken = demonstration.logins(session)
    accounts: dict[str, UUID] = {}
    for post in vacant:
        login = login_of(post.id, taken)
        taken.add(login)
        named = Named(login=login, name=post.title_vi, password_hash=hashed)
        accounts[post.id] = _add(session, post.id, named, now=now)
    _note(session, accounts, now=now)
    return len(vacant)


def add_second_administrator(session: Session, post_id: str, *, now: datetime) -> UUID:
    """Give an administrators' post a second account: what needs two persons can then be played."""
    hashed = passwords.hash_password(DEMONSTRATION_PASSWORD)
    login = f"{login_of(post_id, ())}.2"
    named = Named(login=login, name=SECOND_ADMINISTRATOR, password_hash=hashed)
    person_id = _add(session, post_id, named, now=now)
    _note(session, {post_id: person_id}, now=now)
    return person_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An account to be: the name it signs in by, the name it is shown by, its password's hash."""

    login: str
    name: str
    password_hash: str


def _add(session: Session, post_id: str, named: Named, *, now: datetime) -> UUID:
    """Add an account that holds a post from the beginning of the sample year on."""
    person_id = new_id(now)
    person = PersonRow(
        id=person_id,
        login=named.login,
        name=named.name,
        email=f"{named.login}@{NOWHERE}",
        province=province_of(post_id),
        demonstration=True,
        signs_in=True,
        created_at=now,
        deactivated_at=None,
    )
    people_admin.add_person(session, person)
    demonstration.set_password(session, person_id, named.password_hash)
    held = Held(person_id=person_id, post_id=post_id, period=Period(first=SINCE, last=None))
    appoint.put(session, held, person=person, of_person=(), of_post=(), decision="", now=now)
    return person_id


def _note(session: Session, accounts: Mapping[str, UUID], *, now: datetime) -> None:
    """Record which accounts were added, by their posts, a fact for each province."""
    for province in sorted({province_of(post) for post in accounts}):
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


def login_of(post_id: str, taken: Collection[str]) -> str:
    """Name an account for its post, with the province where another one has the same post."""
    province, _, local = post_id.partition("/")
    short = local.replace("/", ".")
    return short if short not in taken else f"{province}.{short}"
