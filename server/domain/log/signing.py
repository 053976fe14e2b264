"""Whether a log may sign what its database shows: never a second history at sizes it has signed.

The signer remembers, outside the database, the last tree it signed and which database that was in.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from server.domain.log.checkpoints import Checkpoint


class WhyUnsigned(StrEnum):
    """Why the signer refuses; each is an alarm with what to do."""

    ROLLED_BACK = "rolled_back"
    """The database has fewer leaves than were signed: an older copy of it."""
    FORKED = "forked"
    """The leaves that were signed are others now."""
    COPIED = "copied"
    """This is not the database it signed last, though it shows the same."""
    FORGOTTEN = "forgotten"
    """Signed checkpoints of this origin are there, and nothing beside the key remembers them."""
    NO_ROLE = "no_role"
    """The worker was told of no role that may append to the log."""
    OTHER_DATABASE = "other_database"
    """The role that appends was told of another database than the application's."""
    NO_KEY = "no_key"
    """The worker was told of no folder of keys, or cannot use it."""
    NOT_KEPT = "not_kept"
    """What is signed cannot be written beside the key: a full disk, a folder without the right."""


class SigningRefused(Exception):
    """The log is not signed."""

    def __init__(self, why: WhyUnsigned) -> None:
        """Keep the reason."""
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class SignedLast:
    """The last checkpoint that was signed, and the place of the database it was signed in."""

    checkpoint: Checkpoint
    place: str


@dataclass(frozen=True, slots=True)
class ShownTree:
    """What the database shows: its place, its leaves, and the last checkpoint of this origin.

    `checkpointed` is the size of the last checkpoint whatever its origin: a log that begins anew
    under another one goes on in the same rows, from the next leaf on.
    """

    place: str
    size: int
    checkpointed: int
    published: Checkpoint | None


def refuse_fork(
    remembered: SignedLast | None, standing: ShownTree, root_at: Callable[[int], bytes]
) -> None:
    """Raise SigningRefused where signing what stands could contradict what was signed.

    `root_at` works out the root the database shows at a size that it has.
    """
    if remembered is None:
        if standing.published is not None:
            raise SigningRefused(WhyUnsigned.FORGOTTEN)
        return
    last = remembered.checkpoint
    refuse_other_tree(last, standing, root_at)
    if remembered.place != standing.place:
        raise SigningRefused(WhyUnsigned.COPIED)


def refuse_other_tree(
    last: Checkpoint, standing: ShownTree, root_at: Callable[[int], bytes]
) -> None:
    """Raise SigningRefused where the database does not begin with the tree of a checkpoint."""
    if standing.size < last.size:
        raise SigningRefused(WhyUnsigned.ROLLED_BACK)
    if root_at(last.size) != last.root:
        raise SigningRefused(WhyUnsigned.FORKED)
