"""Keys that sign notes, as C2SP's signed-note writes them; base64 in its one spelling."""

import base64
import binascii
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import TypeAlias

from server.domain.log.refused import LogRefused

KEY_BYTES = 32
ID_BYTES = 4
Verify: TypeAlias = Callable[[bytes, bytes, bytes], bool]
"""Tells whether an Ed25519 public key made a signature of a message, in this order."""
Sign: TypeAlias = Callable[[bytes], bytes]
"""Signs a message with one Ed25519 key."""
_SIZE = re.compile("0|[1-9][0-9]{0,18}", re.ASCII)
_VKEY = re.compile(r"([^+]+)\+([0-9a-f]{8})\+(.+)", re.ASCII)
"""base64 may hold a plus itself, so that only the first two part the fields."""


class KeyKind(IntEnum):
    """What a key signs: a note as a log does, or a checkpoint as a witness does."""

    LOG = 1
    WITNESS = 4


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """A public key with its name. A log's name is its origin."""

    name: str
    kind: KeyKind
    public: bytes

    def __post_init__(self) -> None:
        """Refuse what no key is."""
        refuse_name(self.name)
        if len(self.public) != KEY_BYTES:
            raise LogRefused("a key of another length")

    @property
    def id(self) -> bytes:
        """The four bytes by which a signature line names its key, beside the name."""
        named = self.name.encode() + b"\n" + bytes([self.kind]) + self.public
        return hashlib.sha256(named).digest()[:ID_BYTES]

    @property
    def text(self) -> str:
        """The key as a line of text (`vkey`), for people to pin."""
        return f"{self.name}+{self.id.hex()}+{to_base64(bytes([self.kind]) + self.public)}"

    @classmethod
    def parse(cls, text: str) -> "VerifierKey":
        """Read a vkey. Raises LogRefused, also for an id that is not this key's."""
        parts = _VKEY.fullmatch(text)
        data = from_base64(parts[3]) if parts else b""
        if parts is None or data[:1] not in {bytes([kind]) for kind in KeyKind}:
            raise LogRefused("no vkey of Ed25519")
        key = cls(parts[1], KeyKind(data[0]), data[1:])
        if key.id.hex() != parts[2]:
            raise LogRefused("a vkey whose id is another's")
        return key


@dataclass(frozen=True, slots=True)
class Signer:
    """A key of ours and what signs with it."""

    key: VerifierKey
    sign: Sign


def refuse_name(name: str) -> None:
    """Raise LogRefused for what cannot name a key: white space, a plus, nothing at all."""
    if not name or "+" in name or any(sign.isspace() or sign < " " for sign in name):
        raise LogRefused(
            f"{name[:80]!r}: tên không được trống, có khoảng trắng hay dấu + / a name has no white "
            "space and no plus in it, and is not empty"
        )


def parse_size(text: str) -> int:
    """Read a number as these formats write it: ASCII digits, no zero before them, below 10^19.

    Raises LogRefused.
    """
    if _SIZE.fullmatch(text) is None:
        raise LogRefused("no number")
    return int(text)


def to_base64(data: bytes) -> str:
    """Write bytes in base64 (RFC 4648, section 4), padded."""
    return base64.b64encode(data).decode()


def from_base64(text: str) -> bytes:
    """Read base64 in its one spelling. Raises LogRefused for any other."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise LogRefused("no base64") from error
    if to_base64(data) != text:
        raise LogRefused("base64 in another spelling")
    return data
