"""Sign in by the password of an LDAP directory."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from server.actions.identity import sign_in_tries
from server.actions.identity.let_in import CodeAwaited, LetThrough, Tokens, let_in_or_ask
from server.directories.ldap_directory import LdapDirectory, LdapEntry
from server.domain.identity.directories import DirectoryAccount, DirectorySilent, NotLinked
from server.domain.identity.sign_ins import TryOrigin, TryResult, limits
from server.domain.people.actors import WrongPassword
from server.store import Session
from server.store.identity import directory_links, security
from server.store.identity.security import Counted, Try
from server.store.people import people, people_admin
from server.store.people.people import Account


@dataclass(frozen=True, slots=True)
class _FoundName:
    """What a typed name came to: an entry of the directory, and an account linked with it."""

    entry: LdapEntry | None
    account: Account | None


def sign_in(  # noqa: PLR0913 - a sign-in, named part by part
    session: Session,
    directory: LdapDirectory,
    *,
    name: str,
    password: str,
    origin: TryOrigin,
    now: datetime,
) -> Tokens | CodeAwaited:
    """Start the session of who is linked with the entry whose password it is.

    Tries are counted before the password is asked for: under the person that was found, as those
    of our own passwords are, since one entry answers to many spellings of its name. Raises
    WrongPassword, TooManyTries, NotLinked, NoPostToday, DirectorySilent.
    """
    sign_in_tries.check_address(session, origin, now)
    found = _found(session, directory, name)
    person_id = found.account.person_id if found.account else None
    known_as = sign_in_tries.known_as(session, person_id, origin, now)
    counted_as = _login(session, person_id) or _counted_as(name, found.entry)
    tried = sign_in_tries.of(person_id, origin, known=known_as is not None, login=counted_as)
    bounds = limits(counted_as, origin, known_as)
    counted = sign_in_tries.begin(session, tried, bounds, now)
    entry = _proven(session, directory, found.entry, password, passed := (tried, counted))
    security.forget_try(session.get_bind().engine, counted, own=bounds.own)
    account = found.account or _account(session, directory.account(entry.subject))
    if account is None:
        sign_in_tries.end(session, *passed, TryResult.UNLINKED)
        raise NotLinked(entry.subject)
    through = LetThrough(tried=tried, counted=counted, known_as=known_as)
    if found.account is None:
        through = _of_person(session, account, through, origin, now)
    asks = directory.settings.factor
    return let_in_or_ask(session, account.person_id, through, origin, asks_factor=asks, now=now)


def _proven(
    session: Session,
    directory: LdapDirectory,
    entry: LdapEntry | None,
    password: str,
    passed: tuple[Try, Counted],
) -> LdapEntry:
    try:
        proven = directory.proven(entry, password)
    except DirectorySilent:
        sign_in_tries.end(session, *passed, TryResult.SILENT)
        raise
    if proven is None:
        sign_in_tries.end(session, *passed, TryResult.WRONG)
        raise WrongPassword
    return proven


def _of_person(
    session: Session, account: Account, through: LetThrough, origin: TryOrigin, now: datetime
) -> LetThrough:
    """Say whose try it was: without a service account that is known after the password alone."""
    known_as = sign_in_tries.known_as(session, account.person_id, origin, now)
    known = known_as is not None
    engine = session.get_bind().engine
    security.note_person(engine, through.counted, account.person_id, known=known)
    tried = replace(through.tried, person_id=account.person_id, known_browser=known)
    return replace(through, tried=tried, known_as=known_as)


def _found(session: Session, directory: LdapDirectory, name: str) -> _FoundName:
    entry = directory.find(name)
    subject = entry.subject if entry else ""
    account = _account(session, directory.account(subject)) if subject else None
    return _FoundName(entry, account)


def _account(session: Session, named: DirectoryAccount) -> Account | None:
    person_id = directory_links.person_of(session, named)
    return people.account(session, person_id) if person_id else None


def _login(session: Session, person_id: UUID | None) -> str:
    """Return what the person's tries are counted under, those of a password of ours among them."""
    person = people_admin.find_person(session, person_id) if person_id else None
    return person.login if person else ""


def _counted_as(name: str, entry: LdapEntry | None) -> str:
    """Name what tries are counted under where no person is known: an entry, or what was typed."""
    if entry is None:
        return name.casefold()
    return f"ldap {entry.subject or entry.dn}"
