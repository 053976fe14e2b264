"""What does not fit in the log: leaves beside history, tiles and checkpoints beside the leaves.

A log that was never begun, without a leaf, has nothing missing: the alarm tells of it. It is begun
where an event tells of a key of its.
"""

from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from itertools import islice
from typing import TypeAlias

from sqlalchemy import text

from server.domain.log.checkpoints import Checkpoint, unchecked
from server.domain.log.edge import WIDTH, FullTile, RightEdge
from server.domain.log.keys import VerifierKey
from server.domain.log.notes import checked, parse_note, parse_signatures
from server.domain.log.refused import LogRefused
from server.domain.log.time_stamps import is_stamp
from server.domain.log.tree import leaf_hash, roots_at
from server.store import Session
from server.store.binding.entries import ENTRIES
from server.store.log.ed25519 import verify
from server.store.log.told_keys import told_keys
from server.store.log.trusted import signed_by

Found: TypeAlias = "Iterator[tuple[str, str]]"
Look: TypeAlias = Callable[[Session], Found]
"""Names every breach: invariant and row."""
AT_A_TIME = 4096


def _leaves(session: Session) -> Found:
    for invariant, question in _QUESTIONS.items():
        for row in session.execute(text(question)):
            yield invariant, str(row[0])


def _tiles(session: Session) -> Found:
    """Every full tile is there and holds the hashes of its leaves; there is no other."""
    rows = session.execute(text("SELECT level, n, root, sha256(data) AS data FROM tile"))
    held = {(row.level, row.n): (bytes(row.root), bytes(row.data)) for row in rows}
    edge = RightEdge()
    hashes = _leaf_hashes(session)
    while some := list(islice(hashes, WIDTH * 16)):
        edge, full = edge.grown(some)
        for tile in full:
            if held.pop((tile.level, tile.index), None) != _seen(tile):
                yield "P3 tile not of its leaves", f"{tile.level} {tile.index}"
    for level, index in held:
        yield "P3 tile not of its leaves", f"{level} {index}"


def _checkpoints(session: Session) -> Found:
    """Every checkpoint is over the leaves, and signed by a key that the log told of."""
    keys = told_keys(session)
    rows = session.execute(text("SELECT size, note FROM checkpoint ORDER BY size")).all()
    signed = {row.size: bytes(row.note) for row in rows}
    missing = set(signed)
    for size, root in roots_at(_leaf_hashes(session), signed.keys()):
        missing.discard(size)
        told = _told(signed[size])
        if told is None or (told.size, told.root) != (size, root):
            yield "P3 checkpoint of another tree", str(size)
        elif signed_by(signed[size], keys) is None:
            yield "P3 checkpoint not signed by its log", str(size)
    for size in sorted(missing):
        yield "P3 checkpoint without its leaves", str(size)


def _cosignatures(session: Session) -> Found:
    for row in session.execute(text(_COSIGNED)):
        try:
            (line,) = parse_signatures(row.line)
            note = parse_note(bytes(row.note or b""))[0]
            at = checked(line, VerifierKey.parse(row.key), note, verify)
        except (LogRefused, ValueError):
            at = None
        if at != row.seconds:
            yield "P3 cosignature of another checkpoint", f"{row.size} {row.key}"


def _stamps(session: Session) -> Found:
    """Every time stamp is over its checkpoint; whether its authority made it, auditors ask."""
    for row in session.execute(text(_STAMPED)):
        if row.note is None or not is_stamp(bytes(row.answer), bytes(row.note)):
            yield "P3 time stamp of another checkpoint", str(row.size)


BROKEN: Mapping[str, Look] = {
    "leaf": _leaves,
    "tile": _tiles,
    "checkpoint": _checkpoints,
    "cosignature": _cosignatures,
    "time_stamp": _stamps,
}
"""The looks at the log, by the table they are about."""


def _leaf_hashes(session: Session) -> Iterator[bytes]:
    rows = session.execute(
        text("SELECT entry FROM leaf ORDER BY idx"), execution_options={"yield_per": AT_A_TIME}
    )
    return (leaf_hash(bytes(row.entry)) for row in rows)


def _seen(tile: FullTile) -> tuple[bytes, bytes]:
    return tile.root, sha256(tile.data).digest()


def _told(note: bytes) -> Checkpoint | None:
    try:
        return unchecked(note)
    except LogRefused:
        return None


_BEGUN = "EXISTS (SELECT FROM leaf)"
_TOLD = "e.stream = 'log' AND e.kind = 'log.key_added'"
_LATE = "now() - interval '60 seconds'"
_QUESTIONS = {
    "P3 log without leaves": f"""
        SELECT e.object FROM event e WHERE NOT {_BEGUN} AND {_TOLD} AND e.db_time < {_LATE}
        ORDER BY e.seq LIMIT 1""",  # noqa: S608 - constants
    "P3 event without its leaf": f"""
        SELECT e.stream || ' ' || e.seq FROM event e WHERE {_BEGUN} AND e.db_time < {_LATE}
          AND NOT EXISTS (SELECT FROM leaf l WHERE l.event_id = e.id)""",  # noqa: S608 - constants
    "P3 leaf of another entry": """
        SELECT l.idx FROM leaf l LEFT JOIN event e ON e.id = l.event_id
        WHERE l.event_id IS NOT NULL AND encode(l.entry, 'hex') IS DISTINCT FROM e.hash""",
    "P3 gap before a leaf": """
        SELECT l.idx FROM leaf l WHERE l.idx <> 0
          AND NOT EXISTS (SELECT FROM leaf b WHERE b.idx = l.idx - 1)""",
    "P3 changes without their leaf": f"""
        SELECT c.first FROM ({ENTRIES.format(where="true")}) c WHERE {_BEGUN} AND c.at < {_LATE}
          AND NOT EXISTS (SELECT FROM leaf l WHERE l.change_n = c.first)""",  # noqa: S608 - constants
    "P3 leaf of other changes": f"""
        SELECT l.idx FROM leaf l LEFT JOIN ({ENTRIES.format(where="true")}) c
          ON c.first = l.change_n
        WHERE l.change_n IS NOT NULL AND l.entry IS DISTINCT FROM c.entry""",  # noqa: S608 - constants
}
_COSIGNED = """
SELECT c.size, c.key, c.line, p.note, extract(epoch FROM c.cosigned_at) AS seconds
FROM cosignature c LEFT JOIN checkpoint p ON p.size = c.size ORDER BY c.size, c.key"""
_STAMPED = """
SELECT s.size, s.answer, p.note FROM time_stamp s LEFT JOIN checkpoint p ON p.size = s.size
ORDER BY s.size, s.at"""
