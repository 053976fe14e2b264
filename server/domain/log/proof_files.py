"""A receipt as a file: C2SP's tlog-proof, an inclusion proof with the checkpoint it leads to."""

from collections.abc import Sequence

from server.domain.log.keys import from_base64, to_base64
from server.domain.log.refused import LogRefused
from server.domain.log.tree import HASH_BYTES

FIRST_LINE = "c2sp.org/tlog-proof@v1"
SUFFIX = ".tlog-proof"
EXTRA, INDEX = "extra ", "index "
LONGEST_PROOF = 63


def write_proof(
    *, index: int, proof: Sequence[bytes], checkpoint: bytes, extra: bytes | None = None
) -> bytes:
    """Write the file; `checkpoint` is the signed note, cosigned as far as it is."""
    lines = [
        FIRST_LINE,
        *([] if extra is None else [EXTRA + to_base64(extra)]),
        f"{INDEX}{index}",
        *map(to_base64, proof),
        "\n",
    ]
    return "\n".join(lines).encode() + checkpoint


def parse_hashes(lines: Sequence[str]) -> tuple[bytes, ...]:
    """Read a proof, a hash a line, 63 at most. Raises LogRefused."""
    found = tuple(map(from_base64, lines))
    if len(found) > LONGEST_PROOF or any(len(hashed) != HASH_BYTES for hashed in found):
        raise LogRefused("no proof")
    return found
