"""Sign the log where it has grown.

What is signed are leaves that were committed before: the signer begins after the sequencer has
ended. It first writes down beside the key what it is going to sign, then commits the checkpoint; a
crash between the two has it sign the same again, and no other tree at that size.
"""

from server.domain.log.checkpoints import Checkpoint, sign_checkpoint, unchecked
from server.domain.log.refused import LogRefused
from server.domain.log.signing import ShownTree, SignedLast, refuse_fork, refuse_other_tree
from server.store import Session
from server.store.log import checkpoints, leaves, place, tree_rows
from server.store.log.checkpoints import SignedCheckpoint
from server.store.log.key_folder import KeyFolder


def sign(session: Session, folder: KeyFolder) -> bool:
    """Sign the tree in a transaction of its own where its last checkpoint is of another size.

    Raises SigningRefused where that could contradict what was signed before, KeysRefused, and
    LogRefused where rows of the tree are missing.
    """
    if not leaves.lock(session):
        return False
    with folder.alone():
        return _signed(session, folder)


def _signed(session: Session, folder: KeyFolder) -> bool:
    signers = folder.signers()
    remembered = folder.signed()
    standing = _standing(session, signers[0].key.name, remembered)
    if remembered is not None and _unchanged(remembered, standing):
        return False
    refuse_fork(remembered, standing, lambda size: _root(session, size))
    if standing.size == standing.checkpointed:
        return False
    checkpoint = Checkpoint(signers[0].key.name, standing.size, _root(session, standing.size))
    folder.remember(SignedLast(checkpoint, standing.place))
    checkpoints.write(session, checkpoint.size, sign_checkpoint(checkpoint, signers))
    return True


def refuse_elsewhere(session: Session, folder: KeyFolder) -> None:
    """Raise SigningRefused where the folder's keys may not sign what this database shows."""
    remembered = folder.signed()
    standing = _standing(session, folder.origin(), remembered)
    refuse_fork(remembered, standing, lambda size: _root(session, size))


def goes_on_from(session: Session, folder: KeyFolder) -> SignedLast | None:
    """Return what signing would go on from in this database, and its place; None from nothing.

    Raises SigningRefused where the database does not hold what the key has signed.
    """
    leaves.hold(session)
    remembered = folder.signed()
    standing = _standing(session, folder.origin(), remembered)
    for last in (remembered.checkpoint if remembered else None, standing.published):
        if last is not None:
            refuse_other_tree(last, standing, lambda size: _root(session, size))
    last = remembered.checkpoint if remembered else standing.published
    return SignedLast(last, standing.place) if last is not None else None


def take_over(session: Session, folder: KeyFolder) -> Checkpoint | None:
    """Have the key sign in this database from now on; return the checkpoint it goes on from.

    For a database that was moved, and for a memory that was lost. Raises SigningRefused.
    """
    leaves.hold(session)
    with folder.alone():
        last = goes_on_from(session, folder)
        if last is not None:
            folder.remember(last)
    return last.checkpoint if last else None


def _standing(session: Session, origin: str, remembered: SignedLast | None) -> ShownTree:
    """Tell what the database shows; rows beyond what the signer remembers are none of its own."""
    newest = next(checkpoints.from_largest(session), None)
    most = remembered.checkpoint.size if remembered else None
    own = next(checkpoints.from_largest(session, most), None)
    published = _read(own)
    return ShownTree(
        place=place.here(session),
        size=leaves.size(session),
        checkpointed=newest.size if newest else 0,
        published=published if published and published.origin == origin else None,
    )


def _read(row: SignedCheckpoint | None) -> Checkpoint | None:
    try:
        return unchecked(row.note) if row else None
    except LogRefused:
        return None


def _unchanged(remembered: SignedLast, standing: ShownTree) -> bool:
    last = remembered.checkpoint
    return last == standing.published and (last.size, remembered.place) == (
        standing.size,
        standing.place,
    )


def _root(session: Session, size: int) -> bytes:
    return tree_rows.edge(session, size).root
