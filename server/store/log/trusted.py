"""Checkpoints that may be shown: signed by a key the log told of, and over the leaves that stand.

What else is in the table was put there by somebody who is no signer; `binhxet check` names it.
"""

from collections.abc import Iterable, Iterator

from server.domain.log.checkpoints import Checkpoint, unchecked
from server.domain.log.keys import VerifierKey
from server.domain.log.notes import open_note
from server.domain.log.refused import LogRefused
from server.store import Session
from server.store.log import checkpoints, tree_rows
from server.store.log.checkpoints import SignedCheckpoint
from server.store.log.ed25519 import verify
from server.store.log.told_keys import told_keys


def newest(session: Session) -> SignedCheckpoint | None:
    """Return the checkpoint of the largest size; None before the first."""
    return next(_sound(session, checkpoints.from_largest(session)), None)


def covering(session: Session, index: int) -> SignedCheckpoint | None:
    """Return the first checkpoint that covers an index; None where none does yet."""
    return next(_sound(session, checkpoints.from_smallest(session, index)), None)


def signed_by(note: bytes, keys: Iterable[VerifierKey]) -> Checkpoint | None:
    """Return what a note says where a key of its origin signed it; else None."""
    try:
        told = unchecked(note)
        open_note(note, [key for key in keys if key.name == told.origin], verify)
    except LogRefused:
        return None
    return told


def _sound(session: Session, found: Iterable[SignedCheckpoint]) -> Iterator[SignedCheckpoint]:
    keys = None
    for row in found:
        keys = told_keys(session) if keys is None else keys
        told = signed_by(row.note, keys)
        if told is not None and told.size == row.size and _is_over_leaves(session, told):
            yield row


def _is_over_leaves(session: Session, told: Checkpoint) -> bool:
    try:
        return tree_rows.edge(session, told.size).root == told.root
    except LogRefused:
        return False
