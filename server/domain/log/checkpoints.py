"""Checkpoints of C2SP's tlog-checkpoint: origin, size and root of a log, signed and cosigned."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from server.domain.log.keys import (
    KeyKind,
    Signer,
    VerifierKey,
    Verify,
    from_base64,
    parse_size,
    refuse_name,
    to_base64,
)
from server.domain.log.notes import (
    SignatureLine,
    checked,
    open_note,
    parse_note,
    parse_signatures,
    signed_note,
)
from server.domain.log.policies import TrustPolicy
from server.domain.log.refused import LogRefused
from server.domain.log.tree import EMPTY, HASH_BYTES


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A log at one size."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """What is signed."""
        return f"{self.origin}\n{self.size}\n{to_base64(self.root)}\n"

    @classmethod
    def parse(cls, text: str) -> "Checkpoint":
        """Read a checkpoint's text; lines after the third say nothing here. Raises LogRefused."""
        lines = text.split("\n")
        if len(lines) < len(("origin", "size", "root", "")) or lines.pop() or not all(lines):
            raise LogRefused("a checkpoint with missing lines")
        root = from_base64(lines[2])
        found = cls(lines[0], parse_size(lines[1]), root)
        if len(root) != HASH_BYTES or (found.size == 0 and root != EMPTY):
            raise LogRefused("a root that is none")
        return found


@dataclass(frozen=True, slots=True)
class OpenedCheckpoint:
    """A checkpoint its log has signed; each known witness with the POSIX time it cosigned at."""

    checkpoint: Checkpoint
    logs: tuple[VerifierKey, ...]
    witnesses: Mapping[VerifierKey, int]


def refuse_origin(origin: str) -> None:
    """Raise LogRefused for an origin that readers part on: ours is ASCII, without spaces."""
    refuse_name(origin)
    if not origin.isascii() or not origin.isprintable():
        raise LogRefused(
            f"{origin[:80]!r}: tên nhật ký chỉ gồm chữ ASCII không dấu / an origin is plain ASCII"
        )


def sign_checkpoint(checkpoint: Checkpoint, signers: Sequence[Signer]) -> bytes:
    """Return the note of a checkpoint, a line for each key of the log."""
    refuse_origin(checkpoint.origin)
    if not signers or any(signer.key.name != checkpoint.origin for signer in signers):
        raise LogRefused("a key that is not this log's")
    return signed_note(checkpoint.text, signers)


def open_checkpoint(note: bytes, policy: TrustPolicy, verify: Verify) -> OpenedCheckpoint:
    """Check a checkpoint against what was pinned beforehand.

    Raises LogRefused where no pinned key of its origin signed, a pinned key's line is wrong, or
    fewer witnesses cosigned than the policy wants.
    """
    keys = [*policy.logs, *policy.witnesses.values()]
    opened = open_note(note, keys, verify)
    checkpoint = Checkpoint.parse(opened.text)
    logs = tuple(
        key for key in opened.signed if key in policy.logs and key.name == checkpoint.origin
    )
    if not logs:
        raise LogRefused("not signed by its log")
    witnesses = {key: at for key, at in opened.signed.items() if at is not None}
    if not policy.cosigned_enough(witnesses):
        raise LogRefused("cosigned by too few witnesses")
    return OpenedCheckpoint(checkpoint, logs, witnesses)


def unchecked(note: bytes) -> Checkpoint:
    """Return what a note says it is, without asking who signed it. Raises LogRefused."""
    return Checkpoint.parse(parse_note(note)[0])


def known_cosignatures(
    lines: str, checkpoint: Checkpoint, witnesses: Iterable[VerifierKey], verify: Verify
) -> dict[VerifierKey, SignatureLine]:
    """Pick what known witnesses signed from a witness's answer; others' lines are left out.

    Raises LogRefused where a known witness's line is wrong.
    """
    known = {(key.name, key.id): key for key in witnesses if key.kind is KeyKind.WITNESS}
    found = {}
    for line in parse_signatures(lines):
        if (key := known.get((line.name, line.key_id))) is not None:
            checked(line, key, checkpoint.text, verify)
            found[key] = line
    return found
