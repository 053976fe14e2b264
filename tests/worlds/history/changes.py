"""The changes of a transaction as one entry of the log, told in Python beside the SQL of it."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TableChange:
    """What one statement changed in a table; a digest is None where the row went.

    `n` gives the order; `op` is I, U or D, or B for rows that a migration found.
    """

    n: int
    table: str
    shape: int
    op: str
    rows: Sequence[tuple[str, bytes | None]]
    """Each row's key, a JSON list, and the digest of what is in it now."""

    def hash(self) -> bytes:
        """Return the 32 bytes that stand for it in the entry."""
        lines = [f"{self.n} {self.table} {self.shape} {self.op}"]
        lines += [f"{'-' if digest is None else digest.hex()} {key}" for key, digest in self.rows]
        return hashlib.sha256("".join(f"{line}\n" for line in lines).encode()).digest()


def entry(xid: int, begun: datetime, changes: Iterable[TableChange]) -> bytes:
    """Return the 32 bytes of a transaction's changes: of all of them, in order of `n`."""
    at = begun.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    hashes = [change.hash() for change in sorted(changes, key=lambda change: change.n)]
    return hashlib.sha256(f"change/v1 {xid} {at}\n".encode() + b"".join(hashes)).digest()
