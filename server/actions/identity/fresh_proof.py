"""Ask for a fresh proof of who it is, before an act that cannot be undone.

It is the person's own password here, that of the account in a directory that signs them in, what
a passkey of theirs has signed for this act, or what they have just proved to their OpenID provider.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from uuid import UUID

from server.directories.ldap_directory import LdapDirectory
from server.domain.identity.directories import Directory
from server.domain.identity.passkeys import PasskeyCopied, PasskeyRefused
from server.domain.identity.sign_ins import TryResult
from server.domain.people.actors import (
    Actor,
    FreshPasswordByName,
    FreshPasswordWrong,
    TooManyTries,
)
from server.domain.refusals import Refusal
from server.store import Session
from server.store.identity import directory_links, passwords, provider_proofs, security
from server.store.identity.provider_proofs import SoughtProof
from server.store.people import people_admin

TRIES = 8

log = logging.getLogger(__name__)

_RESULTS: Mapping[type[Refusal], TryResult] = {
    PasskeyRefused: TryResult.WRONG_PASSKEY,
    PasskeyCopied: TryResult.COPIED_PASSKEY,
}


class FreshProof(Protocol):
    """What somebody proves by that it is they."""

    def check(
        self, session: Session, actor: Actor, password_hash: str | None, now: datetime
    ) -> None:
        """Raise a refusal of `UNPROVEN` where it proves nothing; the hash is of their own."""


@dataclass(frozen=True, slots=True)
class TypedProof:
    """What somebody typed, and who else is asked where it is no password of ours."""

    password: str = field(repr=False)
    directory: LdapDirectory | None = None
    sought: SoughtProof | None = None
    """That of an OpenID provider, which this act uses up."""

    def check(
        self, session: Session, actor: Actor, password_hash: str | None, now: datetime
    ) -> None:
        """Raise FreshPasswordWrong, DirectorySilent."""
        del now
        if self.sought and provider_proofs.spend(session.get_bind().engine, self.sought):
            return
        own = passwords.fits(self.password, password_hash)
        if not own and not _at_directory(session, actor, self):
            raise _wrong(session, actor, self)


def confirm(session: Session, actor: Actor, proof: FreshProof, now: datetime) -> None:
    """Have the actor proven anew. Raises TooManyTries, and what the proof does.

    The try is counted first, in a transaction of its own, so it counts even when the act is
    refused; a directory is asked only then, and nothing is locked while it thinks.
    """
    kept = count_try(session, actor.person_id, now)
    try:
        proof.check(session, actor, kept, now)
    except (FreshPasswordWrong, PasskeyRefused, PasskeyCopied) as refusal:
        result = _RESULTS.get(type(refusal), TryResult.WRONG_FRESH)
        security.note_unproven(session, actor.person_id, result, now=now)
        log.warning("fresh proof: %s person=%s", result, actor.person_id)
        raise
    forget_tries(session, actor.person_id)


def count_try(session: Session, person_id: UUID, now: datetime) -> str | None:
    """Count one try to prove who acts; return the hash of their password. Raises TooManyTries."""
    engine = session.get_bind().engine
    wait, kept = security.count_password_try(
        engine, _key(person_id), TRIES, person_id=person_id, now=now
    )
    if wait:
        raise TooManyTries(wait)
    return kept


def forget_tries(session: Session, person_id: UUID) -> None:
    """Start counting from zero: this try proved it."""
    security.forget_password_tries(session.get_bind().engine, _key(person_id))


def _key(person_id: UUID) -> str:
    return f"fresh:{person_id}"


def _wrong(session: Session, actor: Actor, proof: TypedProof) -> FreshPasswordWrong:
    """Say that the name may be what is wrong, where the directory was asked for that of ours."""
    person = people_admin.find_person(session, actor.person_id)
    if proof.directory is None or not proof.directory.by_login or person is None:
        return FreshPasswordWrong()
    if _linked_subject(session, actor.person_id, proof.directory) is None:
        return FreshPasswordWrong()
    return FreshPasswordByName(person.login)


def _linked_subject(session: Session, person_id: UUID, directory: LdapDirectory) -> str | None:
    issuer = directory.settings.links_issuer
    link = directory_links.by_issuer(session, person_id, Directory.LDAP, issuer)
    return link.subject if link else None


def _at_directory(session: Session, actor: Actor, proof: TypedProof) -> bool:
    """Tell whether it is the password of an account that signs this very person in.

    Whose account it is, is read after the directory has answered: it may be linked no longer.
    """
    if proof.directory is None or not proof.password:
        return False
    person = people_admin.find_person(session, actor.person_id)
    subject = _linked_subject(session, actor.person_id, proof.directory)
    if person is None or subject is None:
        return False
    entry = proof.directory.entry_of(subject, login=person.login)
    proven = proof.directory.proven(entry, proof.password)
    if proven is None or proven.subject != subject:
        return False
    account = proof.directory.account(subject)
    return directory_links.person_of(session, account) == actor.person_id
