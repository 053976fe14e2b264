"""What the memory of the log's key, outside the database, says against what stands in it."""

from collections.abc import Iterator

from server.domain.log.refused import LogRefused
from server.domain.log.tree import EMPTY
from server.store import Session
from server.store.log import checkpoints, leaves, tree_rows
from server.store.log.key_folder import KeyFolder

GONE = "P3 log shorter than what was signed"
OTHER = "P3 log other than what was signed"
FORGED = "P3 checkpoint larger than what was signed"


def against_memory(session: Session, folder: KeyFolder) -> Iterator[tuple[str, str]]:
    """Name what contradicts the last tree the key signed, and checkpoints that go beyond it.

    The memory is written before the checkpoint, so a snapshot shows none that is larger. Raises
    KeysRefused.
    """
    largest, size = checkpoints.largest_size(session), leaves.size(session)
    last = folder.signed()
    signed = last.checkpoint.size if last else 0
    if largest > signed:
        yield FORGED, f"{largest} > {signed}"
    if last is None:
        return
    if size < signed:
        yield GONE, f"{size} < {signed}"
    elif _root(session, signed) != last.checkpoint.root:
        yield OTHER, str(signed)


def _root(session: Session, size: int) -> bytes | None:
    try:
        return tree_rows.edge(session, size).root if size else EMPTY
    except LogRefused:
        return None
