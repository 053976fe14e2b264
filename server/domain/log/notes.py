"""Signed notes of C2SP: a text, a blank line, and a line for each signature."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from server.domain.log.keys import (
    ID_BYTES,
    KeyKind,
    Signer,
    VerifierKey,
    Verify,
    from_base64,
    refuse_name,
    to_base64,
)
from server.domain.log.refused import LogRefused

MOST_SIGNATURES = 100
ED25519_BYTES = 64
TIME_BYTES = 8
LATEST = 1 << 63
_LINE = re.compile("\u2014 ([^ ]+) ([^ ]+)")


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """A signature line, not checked."""

    name: str
    key_id: bytes
    data: bytes

    @property
    def line(self) -> str:
        """The line with its end."""
        return f"\u2014 {self.name} {to_base64(self.key_id + self.data)}\n"


@dataclass(frozen=True, slots=True)
class OpenedNote:
    """A note at least one known key has signed: those keys, with a cosignature's POSIX time."""

    text: str
    signed: Mapping[VerifierKey, int | None]


def parse_note(note: bytes) -> tuple[str, list[SignatureLine]]:
    """Return the text and the signatures, none of them checked. Raises LogRefused."""
    try:
        whole = note.decode()
    except UnicodeDecodeError as error:
        raise LogRefused("a note that is no UTF-8") from error
    if re.search("[\0-\x09\x0b-\x1f]", whole):
        raise LogRefused("a control character in a note")
    text, blank, lines = whole.rpartition("\n\n")
    if not blank or not lines.endswith("\n"):
        raise LogRefused("a note without signatures")
    return text + "\n", parse_signatures(lines)


def parse_signatures(lines: str) -> list[SignatureLine]:
    """Read signature lines, each with its end; 1 to 100. Raises LogRefused."""
    found = lines.split("\n")
    if found.pop() or not 1 <= len(found) <= MOST_SIGNATURES:
        raise LogRefused("no signature lines, or too many")
    return [_signature(line) for line in found]


def _signature(line: str) -> SignatureLine:
    parts = _LINE.fullmatch(line)
    if parts is None:
        raise LogRefused("no signature line")
    refuse_name(parts[1])
    data = from_base64(parts[2])
    if len(data) <= ID_BYTES:
        raise LogRefused("an empty signature")
    return SignatureLine(parts[1], data[:ID_BYTES], data[ID_BYTES:])


def open_note(note: bytes, keys: Iterable[VerifierKey], verify: Verify) -> OpenedNote:
    """Check what known keys signed; lines of other keys count for nothing.

    Raises LogRefused where a known key's line is wrong or stands twice, or no known key signed.
    """
    text, signatures = parse_note(note)
    known = {(key.name, key.id): key for key in keys}
    signed: dict[VerifierKey, int | None] = {}
    for signature in signatures:
        key = known.get((signature.name, signature.key_id))
        if key is None:
            continue
        if key in signed:
            raise LogRefused("two lines by one key")
        signed[key] = checked(signature, key, text, verify)
    if not signed:
        raise LogRefused("no signature by a known key")
    return OpenedNote(text, signed)


def checked(signature: SignatureLine, key: VerifierKey, text: str, verify: Verify) -> int | None:
    """Return a cosignature's time, None for a log's signature. Raises LogRefused if it is wrong."""
    data, at, message = signature.data, None, text.encode()
    if key.kind is KeyKind.WITNESS:
        at, data = int.from_bytes(data[:TIME_BYTES], "big"), data[TIME_BYTES:]
        message = cosigned_message(at, text)
    sound = len(data) == ED25519_BYTES and (at is None or 0 < at < LATEST)
    if not sound or not verify(key.public, data, message):
        raise LogRefused(f"a wrong signature by {key.name}")
    return at


def signed_note(text: str, signers: Sequence[Signer]) -> bytes:
    """Write a note of a text that ends its last line, signed by keys of a log."""
    lines = "".join(
        SignatureLine(signer.key.name, signer.key.id, signer.sign(text.encode())).line
        for signer in signers
    )
    return f"{text}\n{lines}".encode()


def cosignature(text: str, signer: Signer, at: int) -> SignatureLine:
    """Cosign a checkpoint's text at a POSIX time in seconds, as witnesses do."""
    signed = signer.sign(cosigned_message(at, text))
    return SignatureLine(signer.key.name, signer.key.id, at.to_bytes(TIME_BYTES, "big") + signed)


def cosigned_message(at: int, text: str) -> bytes:
    """Return what a cosignature signs; it does not name the witness, so a key has one name."""
    return f"cosignature/v1\ntime {at}\n{text}".encode()


def with_signatures(note: bytes, added: Iterable[SignatureLine]) -> bytes:
    """Add signature lines to a note, one a key: a key's newest line stands for all of its own."""
    text, present = parse_note(note)
    by_key = {(line.name, line.key_id): line for line in (*present, *added)}
    return f"{text}\n{''.join(line.line for line in by_key.values())}".encode()
