"""Signed checkpoints and what witnesses and time-stamping authorities added to them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import text

from server.domain.log.keys import VerifierKey
from server.domain.log.notes import SignatureLine, parse_note, parse_signatures, with_signatures
from server.store import Session


@dataclass(frozen=True, slots=True)
class SignedCheckpoint:
    """A checkpoint as its log signed it, and when by the database's clock."""

    size: int
    note: bytes
    at: datetime


@dataclass(frozen=True, slots=True)
class Cosigned:
    """The newest cosignature of a witness, by its vkey."""

    key: str
    size: int
    cosigned_at: datetime


@dataclass(frozen=True, slots=True)
class StampedCheckpoint:
    """A checkpoint as its log signed it, and an authority's answer about it, in DER."""

    size: int
    note: bytes
    answer: bytes


def from_largest(session: Session, most: int | None = None) -> Iterator[SignedCheckpoint]:
    """Walk the checkpoints that have their leaves downwards, none above the size `most`.

    Nothing is asked of them here: see `trusted`.
    """
    while row := session.execute(_NEWEST, {"most": most}).one_or_none():
        yield SignedCheckpoint(row.size, bytes(row.note), row.at)
        most = row.size - 1


def from_smallest(session: Session, index: int) -> Iterator[SignedCheckpoint]:
    """Walk those that cover an index upwards."""
    while row := session.execute(_COVERING, {"index": index}).one_or_none():
        yield SignedCheckpoint(row.size, bytes(row.note), row.at)
        index = row.size


def largest_size(session: Session) -> int:
    """Return the largest size that any row names, whoever wrote it; 0 where there is none."""
    query = text("SELECT coalesce(max(size), 0) FROM checkpoint")
    return int(session.execute(query).scalar_one())


def text_at(session: Session, size: int) -> str:
    """Return what was signed at a size; empty where nothing was."""
    found: bytes | None = session.execute(
        text("SELECT note FROM checkpoint WHERE size = :size"), {"size": size}
    ).scalar_one_or_none()
    return parse_note(bytes(found))[0] if found is not None else ""


def write(session: Session, size: int, note: bytes) -> None:
    """Write a signed checkpoint."""
    session.execute(
        text("INSERT INTO checkpoint(size, note) VALUES (:size, :note)"),
        {"size": size, "note": note},
    )


def with_cosignatures(session: Session, signed: SignedCheckpoint) -> bytes:
    """Return the note with the newest line of each witness that cosigned this very size."""
    rows = session.execute(_LINES, {"size": signed.size})
    return with_signatures(signed.note, [parse_signatures(row.line)[0] for row in rows])


def write_cosignature(
    session: Session, size: int, key: VerifierKey, line: SignatureLine, *, at: int
) -> None:
    """Keep a cosignature that was checked, given at a POSIX time; the same once more is nothing."""
    cosigned = datetime.fromtimestamp(at, UTC)
    values = {"size": size, "key": key.text, "cosigned": cosigned, "line": line.line}
    session.execute(_COSIGN, values)


def witnesses(session: Session) -> Sequence[Cosigned]:
    """List the witnesses that ever cosigned, each with its newest cosignature, by key."""
    return [Cosigned(**row) for row in session.execute(_WITNESSES).mappings()]


def write_stamp(session: Session, size: int, answer: bytes) -> None:
    """Keep a time stamp over the note of that size as its log signed it."""
    session.execute(
        text("INSERT INTO time_stamp(size, answer) VALUES (:size, :answer)"),
        {"size": size, "answer": answer},
    )


def newest_stamp(session: Session) -> tuple[int, datetime] | None:
    """Return the size that was stamped last, and when."""
    row = session.execute(_STAMPED).one_or_none()
    return (row.size, row.at) if row else None


def stamps(session: Session, size: int) -> Sequence[bytes]:
    """Return the time stamps over one checkpoint."""
    rows = session.execute(
        text("SELECT answer FROM time_stamp WHERE size = :size ORDER BY at"), {"size": size}
    )
    return [bytes(row.answer) for row in rows]


def stamped(session: Session) -> Sequence[StampedCheckpoint]:
    """List every time stamp with the note it is over, by size and time."""
    rows = session.execute(_ALL_STAMPS)
    return [StampedCheckpoint(row.size, bytes(row.note), bytes(row.answer)) for row in rows]


_NEWEST = text("""
SELECT size, note, at FROM checkpoint
WHERE size <= least(CAST(:most AS bigint), (SELECT coalesce(max(idx) + 1, 0) FROM leaf))
ORDER BY size DESC LIMIT 1
""")
_COVERING = text("""
SELECT size, note, at FROM checkpoint
WHERE size > :index AND size <= (SELECT coalesce(max(idx) + 1, 0) FROM leaf) ORDER BY size LIMIT 1
""")
_LINES = text("""
SELECT DISTINCT ON (key) line FROM cosignature WHERE size = :size ORDER BY key, cosigned_at DESC
""")
_COSIGN = text("""
INSERT INTO cosignature(size, key, cosigned_at, line) VALUES (:size, :key, :cosigned, :line)
ON CONFLICT DO NOTHING
""")
_WITNESSES = text("""
SELECT DISTINCT ON (key) key, size, cosigned_at FROM cosignature
ORDER BY key, size DESC, cosigned_at DESC
""")
_ALL_STAMPS = text("""
SELECT s.size, c.note, s.answer FROM time_stamp s JOIN checkpoint c ON c.size = s.size
ORDER BY s.size, s.at
""")
_STAMPED = text("SELECT size, at FROM time_stamp ORDER BY size DESC, at DESC LIMIT 1")
