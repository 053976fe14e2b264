"""Prove that an event stands in the log, under the newest checkpoint."""

from dataclasses import dataclass

from server.domain.log.checkpoints import Checkpoint, unchecked
from server.domain.log.checks import includes
from server.domain.log.notes import parse_note
from server.domain.log.proof_files import write_proof
from server.domain.log.refused import LogRefused
from server.domain.log.tree import inclusion, leaf_hash
from server.store import Session
from server.store.history.history_events import HistoryEvent
from server.store.log import checkpoints, leaves, tree_rows, trusted
from server.store.log.checkpoints import SignedCheckpoint


@dataclass(frozen=True, slots=True, kw_only=True)
class InclusionProof:
    """An entry's place in the log, the hashes that lead to a root, and who signed that root."""

    index: int
    hashes: tuple[bytes, ...]
    note: bytes
    checkpoint: Checkpoint
    signed: SignedCheckpoint

    @property
    def signers(self) -> tuple[str, ...]:
        """Name the keys that signed, the log's own and the witnesses'."""
        return tuple(dict.fromkeys(line.name for line in parse_note(self.note)[1]))

    @property
    def witnesses(self) -> tuple[str, ...]:
        """Name those who cosigned; what their lines are worth is for whoever has pinned keys."""
        return tuple(name for name in self.signers if name != self.checkpoint.origin)

    def file(self, extra: bytes | None = None) -> bytes:
        """Write it as a `.tlog-proof` file; `extra` is signed by nobody."""
        proof = self.hashes
        return write_proof(index=self.index, proof=proof, checkpoint=self.note, extra=extra)


def prove(session: Session, event: HistoryEvent) -> InclusionProof | None:
    """Prove that an event is in the log; None where no signed checkpoint covers it yet.

    The proof is checked as a stranger would. Raises LogRefused where it does not hold, or rows of
    the tree are missing.
    """
    index = leaves.index_of_event(session, event.id)
    newest = trusted.newest(session)
    if index is None or newest is None or newest.size <= index:
        return None
    note = checkpoints.with_cosignatures(session, newest)
    hashes = tuple(inclusion(index, newest.size, tree_rows.node(session, newest.size)))
    at, leaf = unchecked(note), leaf_hash(bytes.fromhex(event.row["hash"]))
    if not includes(index=index, size=at.size, leaf=leaf, proof=hashes, root=at.root):
        raise LogRefused("the event is not in that tree")
    return InclusionProof(index=index, hashes=hashes, note=note, checkpoint=at, signed=newest)
