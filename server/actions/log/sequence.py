"""Give what has no leaf its place in the log."""

from collections.abc import Sequence
from dataclasses import dataclass

from server.actions.transaction import Begin
from server.domain.log.tree import leaf_hash
from server.store import Session
from server.store.log import leaves, tree_rows
from server.store.log.leaves import Unsequenced

MOST = 5000
"""The leaves of one transaction."""
MOST_AT_START = 20_000
"""The same where everything is looked at: each look goes over all of history."""


@dataclass(frozen=True, slots=True)
class Sequenced:
    """How many leaves were written, where the next look may begin, whether it has to be at once."""

    written: int
    floor: int | None
    left_over: bool


def sequence(begin: Begin, floor: int | None = None, *, most: int | None = None) -> Sequenced:
    """Append whatever has no leaf, in transactions of `most`; `floor` is the last round's.

    Nothing happens where somebody else appends at this moment.
    """
    written = 0
    while True:
        with begin() as session:
            found = append(session, floor, most=most)
        written, floor = written + found.written, found.floor
        if not found.left_over:
            return Sequenced(written, floor, left_over=False)


def append(session: Session, floor: int | None, *, most: int | None = None) -> Sequenced:
    """Append up to `most` in the session's transaction, all of history's without a floor.

    The floor moves to what was under way before the look, and where the look left something over
    no further than that.
    """
    most = most or (MOST_AT_START if floor is None else MOST)
    if not leaves.lock(session):
        return Sequenced(0, floor, left_over=False)
    below = leaves.floor(session)
    found = leaves.unsequenced(session, floor=floor, most=most)
    if found:
        size = leaves.size(session)
        _, full = tree_rows.edge(session, size).grown([leaf_hash(row.entry) for row in found])
        leaves.append(session, size, found)
        tree_rows.write(session, full)
    if len(found) < most:
        return Sequenced(len(found), below, left_over=False)
    return Sequenced(len(found), _floor_amid(found, floor, below), left_over=True)


def _floor_amid(found: Sequence[Unsequenced], floor: int | None, below: int) -> int | None:
    """Return the floor of a look that left something over: it came in the order of the numbers.

    A look at everything keeps none, for numbers of before a restore come last and may be left.
    """
    last = found[-1].xid
    return floor if floor is None or last is None else min(last, below)
