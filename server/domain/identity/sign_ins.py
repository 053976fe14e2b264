"""How often a password may be tried, counted by whom and from where; and what became of a try."""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import IPv4Address, IPv6Network, ip_address

TRIES_OF_LOGIN_FROM_ADDRESS = 8
TRIES_OF_LOGIN = 60
TRIES_FROM_ADDRESS = 120
TRIES_FROM_KNOWN_BROWSER = 8


class TryResult(StrEnum):
    """What became of a try to sign in; TRIED stays where the server died before it was known."""

    TRIED = "tried"
    SIGNED_IN = "signed_in"
    DEMONSTRATION = "demonstration"
    WRONG = "wrong"
    CODE_ASKED = "code_asked"
    """The password was right; a code of the second factor is awaited."""
    WRONG_CODE = "wrong_code"
    WRONG_PASSKEY = "wrong_passkey"
    COPIED_PASSKEY = "copied_passkey"
    """A passkey counted from before its last use."""
    WRONG_FRESH = "wrong_fresh"
    NO_POST = "no_post"
    REFUSED = "refused"
    UNLINKED = "unlinked"
    """A directory knows who it is, and nobody here is linked with that account of theirs."""
    SILENT = "silent"
    """The directory gave no answer."""
    ANSWER_REFUSED = "answer_refused"
    """A provider's answer does not stand; no password was typed here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TryOrigin:
    """Where a try comes from: address and browser, and the tokens by which it may be known.

    `key` makes the hashes of names and addresses ours alone; `key_before` is the one it has
    replaced, under which factors may still be sealed.
    """

    address: str
    browser: str
    tokens: tuple[str, ...]
    key: bytes
    key_before: bytes = b""

    @property
    def keys(self) -> tuple[bytes, ...]:
        """Return what factors may be sealed under, the newest first."""
        return (self.key, self.key_before) if self.key_before else (self.key,)

    @property
    def network(self) -> str:
        """Name whom an address stands for: its first 64 bits where it is IPv6, else all of it.

        A line with IPv6 has 2^64 addresses, and a client takes another one as it likes.
        """
        try:
            found = ip_address(self.address.partition("%")[0])
        except ValueError:
            return self.address
        if isinstance(found, IPv4Address):
            return str(found)
        if found.ipv4_mapped is not None:
            return str(found.ipv4_mapped)
        return str(IPv6Network((found, 64), strict=False))

    def hashed(self, kind: str, text: str) -> str:
        """Return a keyed hash, so that neither names nor addresses stand in counters."""
        return _hashed(self.key, kind, text)

    def hashes(self, kind: str, text: str) -> list[str]:
        """Return it under each key that something may have been kept under."""
        return [_hashed(key, kind, text) for key in self.keys]

    @property
    def event_address(self) -> str:
        """Return by what security events know the network again when its text is gone."""
        return _event_address(self.key, self.network)

    @property
    def event_addresses(self) -> list[str]:
        """Return it under each key that an event may have been written under."""
        return [_event_address(key, self.network) for key in self.keys]


def _event_address(key: bytes, network: str) -> str:
    own = hmac.new(key, b"binhxet.security-event-address", "sha256").digest()
    return hmac.new(own, network.encode(), "sha256").hexdigest()[:32]


def _hashed(key: bytes, kind: str, text: str) -> str:
    return hmac.new(key, f"{kind}:{text}".encode(), "sha256").hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Limits:
    """The keys a try is counted under, each with its limit; `own` is no other person's."""

    own: str
    by_key: Mapping[str, int]


def address_key(origin: TryOrigin) -> str:
    """Name the counter of all tries from one network."""
    return f"address:{origin.hashed('address', origin.network)}"


def limits(login: str, origin: TryOrigin, known_as: str | None) -> Limits:
    """Say under which keys a try is counted.

    A browser known as this person's, by the token `known_as`, is counted for itself alone: nobody
    else's wrong passwords lock it, and it locks nobody else.
    """
    if known_as:
        own = f"known-browser:{origin.hashed('browser', known_as)}"
        return Limits(own, {own: TRIES_FROM_KNOWN_BROWSER})
    own = f"login-from-address:{origin.hashed('login-from-address', f'{login} {origin.network}')}"
    shared = {
        f"login:{origin.hashed('login', login)}": TRIES_OF_LOGIN,
        address_key(origin): TRIES_FROM_ADDRESS,
    }
    return Limits(own, {own: TRIES_OF_LOGIN_FROM_ADDRESS, **shared})
