"""A private key as a line of text, as C2SP's tools write it: PRIVATE+KEY+name+id+base64."""

import re

from server.domain.log.keys import KeyKind, Signer, from_base64, to_base64
from server.domain.log.refused import LogRefused
from server.store.log.ed25519 import new_private_key, signer_of

_LINE = re.compile(r"PRIVATE\+KEY\+([^+]+)\+([0-9a-f]{8})\+(.+)", re.ASCII)


def new_line(name: str, kind: KeyKind) -> str:
    """Make a key; return its line, with its end. Raises LogRefused for the name."""
    private = new_private_key()
    made = signer_of(private, name, kind)
    return f"PRIVATE+KEY+{name}+{made.key.id.hex()}+{to_base64(bytes([kind]) + private)}\n"


def read_line(line: str) -> Signer:
    """Read a key. Raises LogRefused where it is none, or names another's id."""
    parts = _LINE.fullmatch(line.rstrip("\n"))
    data = from_base64(parts[3]) if parts else b""
    if parts is None or data[:1] not in {bytes([kind]) for kind in KeyKind}:
        raise LogRefused("no private key of Ed25519")
    try:
        signer = signer_of(data[1:], parts[1], KeyKind(data[0]))
    except ValueError as error:
        raise LogRefused("no private key of Ed25519") from error
    if signer.key.id.hex() != parts[2]:
        raise LogRefused("a key whose id is another's")
    return signer
