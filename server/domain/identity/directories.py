"""Accounts of others that stand for accounts of ours, and why one does not sign in."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from server.domain.refusals import Refusal

LONGEST_SUBJECT = 255
"""As long as OpenID Connect lets a subject be."""


class Directory(StrEnum):
    """Who else says who somebody is."""

    OPENID = "openid"
    LDAP = "ldap"


ISSUERS: Mapping[Directory, str] = {
    Directory.OPENID: r"https?://[^\s/]+\S*",
    Directory.LDAP: r"ldap://[^\s/?]+/[^?]+\?[^?\s]+",
}
"""How who vouches for accounts of a kind is written: see `links_issuer` of its settings."""


@dataclass(frozen=True, slots=True)
class DirectoryAccount:
    """An account of a directory: who vouches for it, and what the configured claim calls it.

    `issuer` tells two directories of one kind apart, in which one name may be two persons.
    """

    directory: Directory
    issuer: str
    subject: str


@dataclass(eq=False)
class NotLinked(Refusal):
    """The directory knows who it is, and no person here is linked with that account of theirs."""

    subject: str


@dataclass(eq=False)
class DirectorySilent(Refusal):
    """The directory gave no answer that could be understood, or none in time."""


@dataclass(eq=False)
class AnswerRefused(Refusal):
    """The provider's answer does not stand, whatever it says; `why` is for the log alone."""

    why: str


@dataclass(eq=False)
class SignInDeclined(AnswerRefused):
    """Who was sent to the provider turned back there, or may not come from there."""


@dataclass(eq=False)
class ProofNotFresh(Refusal):
    """The provider does not say that the person proved anew who they are, or says it of earlier."""


@dataclass(eq=False)
class ProofOfAnother(Refusal):
    """Whoever proved it at the provider is not who is signed in here."""


@dataclass(eq=False)
class NoSuchWay(Refusal):
    """This installation lets nobody sign in by that way."""


@dataclass(eq=False)
class DirectoryNotAsked(Refusal):
    """This installation asks no such directory, so nobody can be linked with its accounts."""


@dataclass(eq=False)
class BadSubject(Refusal):
    """It cannot be an account of a directory: empty, too long, or with characters of no letter."""


@dataclass(eq=False)
class SubjectTaken(Refusal):
    """Another person is linked with that account already."""


def check_subject(text: str) -> str:
    """Return what an account of a directory is called; raises BadSubject."""
    subject = text.strip()
    if not subject or len(subject) > LONGEST_SUBJECT or not subject.isprintable():
        raise BadSubject
    return subject
