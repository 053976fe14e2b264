"""What an export tells of the log: leaves of its events, the rest of the tree, checkpoints."""

import base64
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from server.actions.history.proof_lines import Lines, batches
from server.domain.canonical import Json
from server.domain.log import pieces
from server.domain.log.checkpoints import unchecked
from server.store import Session
from server.store.log import checkpoints, leaves, tree_rows, trusted
from server.store.log.checkpoints import SignedCheckpoint

PIECES_A_LINE = 256
SPREAD = 8
"""How many checkpoints before the newest tell since when a tree is another."""


@dataclass(frozen=True, slots=True)
class LogView:
    """The log as of its newest checkpoint; without one it is empty, and no event has a leaf."""

    session: Session
    origin: str = ""
    size: int = 0
    held: "array[int]" = field(default_factory=lambda: array("Q"))

    def leaves(self, events: Sequence[UUID]) -> Mapping[UUID, int]:
        """Return the numbers of the leaves of events, and remember that these are told."""
        found = leaves.indexes(self.session, events)
        signed = {event: index for event, index in found.items() if index < self.size}
        self.held.extend(signed.values())
        return signed

    def write(self, lines: Lines, *, known: int | None) -> None:
        """Write the rest of the tree, cut at each checkpoint and at a known size, and these."""
        signed = self._checkpoints()
        cuts = sorted({*signed, *((known,) if known and known < self.size else ())})
        for some in batches(pieces.between(sorted(self.held), cuts), PIECES_A_LINE):
            node = tree_rows.node(self.session, self.size)
            told: list[Json] = [
                [start, level, node(level, start >> level).hex()] for start, level in some
            ]
            lines.say("pieces", pieces=told)
        stamped = []
        for size in sorted(signed):
            note = checkpoints.with_cosignatures(self.session, signed[size])
            lines.say("checkpoint", note=note.decode())
            stamped += [(size, each) for each in checkpoints.stamps(self.session, size)]
        for size, answer in stamped:
            lines.say("stamp", size=size, token=base64.b64encode(answer).decode())

    def _checkpoints(self) -> Mapping[int, SignedCheckpoint]:
        """Return the newest checkpoint, the newest witnessed and stamped, and some, by size."""
        if not self.size:
            return {}
        stamp = checkpoints.newest_stamp(self.session)
        sizes = (
            *(each.size for each in checkpoints.witnesses(self.session)),
            *(() if stamp is None else (stamp[0],)),
        )
        covered = {
            *(size - 1 for size in (self.size, *sizes)),
            *(self.size * nth // SPREAD for nth in range(1, SPREAD)),
        }
        found = (trusted.covering(self.session, index) for index in covered)
        return {signed.size: signed for signed in found if signed is not None}


def log_view(session: Session) -> LogView:
    """Return the log as it stands."""
    signed = trusted.newest(session)
    if signed is None:
        return LogView(session)
    return LogView(session, unchecked(signed.note).origin, signed.size)
