"""Passkeys (WebAuthn): where they can be, what they sign, and why one is refused."""

from dataclasses import dataclass
from datetime import timedelta
from ipaddress import ip_address
from urllib.parse import urlsplit

from server.domain.refusals import Refusal

CHALLENGE_HOLDS = timedelta(minutes=5)
"""How long a challenge waits for what a passkey makes of it."""
MOST_PASSKEYS = 10
LONGEST_NAME = 60
LONGEST_ANSWER = 20_000
"""What a browser sends of a passkey has a fraction of this."""
LONGEST_PATH = 200
ENROL = "enrol"
SIGN_IN = "sign_in"
LOCAL = "localhost"


@dataclass(frozen=True, slots=True)
class RelyingParty:
    """For whom passkeys are made: a host name, and the one address they are used at."""

    id: str
    origin: str


@dataclass(eq=False)
class PasskeyRefused(Refusal):
    """It is not of this person, or not of this challenge, place and moment."""


@dataclass(eq=False)
class PasskeyCopied(Refusal):
    """It counts from before its last use: somebody else has it, too."""


@dataclass(eq=False)
class PasskeyOfferOver(Refusal):
    """No challenge of a new passkey waits: it was made too long ago, or in another session."""


@dataclass(eq=False)
class PasskeyNameBad(Refusal):
    """A passkey is called something, in a few words."""


@dataclass(eq=False)
class TooManyPasskeys(Refusal):
    """The person has as many as anybody may."""


@dataclass(eq=False)
class NoPasskeysHere(Refusal):
    """The address of the pages has no name, or is not kept secret on its way."""


def relying_party(address: str) -> RelyingParty | None:
    """Tell for whom passkeys are made at this address of the pages; None where none can be.

    Browsers make none for a numbered address, and none where the connection is open to others.
    """
    parts = urlsplit(address)
    host = (parts.hostname or "").lower()
    if not host or _is_number(host) or (parts.scheme != "https" and host != LOCAL):
        return None
    usual = {"http": 80, "https": 443}[parts.scheme]
    port = f":{parts.port}" if parts.port not in {None, usual} else ""
    return RelyingParty(id=host, origin=f"{parts.scheme}://{host}{port}")


def act_at(path: str) -> str:
    """Return the purpose of a challenge that stands in for the password at one act.

    Raises PasskeyRefused where that is no path of ours.
    """
    if not path.startswith("/") or len(path) > LONGEST_PATH or not path.isprintable():
        raise PasskeyRefused
    return f"act:{path}"


def name_of_passkey(text: str) -> str:
    """Read what a person calls a passkey. Raises PasskeyNameBad."""
    name = " ".join(text.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise PasskeyNameBad
    return name


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
