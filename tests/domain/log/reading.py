"""What a stranger reads of a log: its tiles, what a bundle holds, what a receipt proves."""

from collections.abc import Iterator
from dataclasses import dataclass

from server.domain.log.checkpoints import OpenedCheckpoint, open_checkpoint
from server.domain.log.checks import includes
from server.domain.log.edge import WIDTH
from server.domain.log.keys import Verify, from_base64, parse_size
from server.domain.log.policies import TrustPolicy
from server.domain.log.proof_files import EXTRA, FIRST_LINE, INDEX, parse_hashes
from server.domain.log.refused import LogRefused
from server.domain.log.tiles import TileName
from server.domain.log.tree import leaf_hash


@dataclass(frozen=True, slots=True)
class ProofFile:
    """What a file says; nothing of it is checked. `extra` is signed by nobody."""

    index: int
    proof: tuple[bytes, ...]
    checkpoint: bytes
    extra: bytes | None = None


def tiles_of(size: int) -> Iterator[TileName]:
    """Yield every tile of hashes of a tree of that size."""
    level = 0
    while size:
        for index in range(size // WIDTH):
            yield TileName(level, index)
        if size % WIDTH:
            yield TileName(level, size // WIDTH, size % WIDTH)
        size, level = size // WIDTH, level + 1


def unbundled(data: bytes) -> list[bytes]:
    """Read the entries of a bundle. Raises LogRefused where it is cut off."""
    found, at = [], 0
    while at < len(data):
        begins = at + 2
        at = begins + int.from_bytes(data[at:begins], "big")
        if begins > len(data) or at > len(data):
            raise LogRefused("a bundle that is cut off")
        found.append(data[begins:at])
    return found


def parse_proof(data: bytes) -> ProofFile:
    """Read such a file. Raises LogRefused."""
    head, blank, checkpoint = data.partition(b"\n\n")
    lines = head.decode(errors="replace").split("\n")
    if not blank or lines.pop(0) != FIRST_LINE:
        raise LogRefused("no proof file")
    extra = None
    if lines and lines[0].startswith(EXTRA):
        extra = from_base64(lines.pop(0).removeprefix(EXTRA))
    if not lines or not lines[0].startswith(INDEX):
        raise LogRefused("a proof file without an index")
    index = parse_size(lines.pop(0).removeprefix(INDEX))
    return ProofFile(index, parse_hashes(lines), checkpoint, extra)


def check_proof(
    data: bytes, entry: bytes, policy: TrustPolicy, verify: Verify
) -> tuple[ProofFile, OpenedCheckpoint]:
    """Check that the entry stands in a log the policy believes. Raises LogRefused."""
    told = parse_proof(data)
    opened = open_checkpoint(told.checkpoint, policy, verify)
    at = opened.checkpoint
    if not includes(
        index=told.index, size=at.size, leaf=leaf_hash(entry), proof=told.proof, root=at.root
    ):
        raise LogRefused("the entry is not in that tree")
    return told, opened
