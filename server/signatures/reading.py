"""Signatures read in a process of its own: whatever a file does there, here it has an answer."""

import json
from base64 import b64encode
from datetime import UTC, datetime
from subprocess import SubprocessError
from typing import Final

from server import bounded_process
from server.domain.canonical import revive
from server.domain.signatures.found import FoundSignatures, ReadState
from server.signatures.trust import Trust, TrustUnread

CHILD: Final = "server.signatures.child"
COUNTER: Final = "server.signatures.page_count"
PATIENCE: Final = 60.0
"""Seconds on a busy machine; the process has fewer of the processor."""
MARK: Final = b"/ByteRange"
"""What every signature says in plain bytes: a file without it has none."""
END, OBJECT = b"%%EOF", b" obj"
"""What a whole file ends with, and what none begins after it: one that was cut off may have lost
its signatures."""


def read(data: bytes, trust: Trust, as_of: datetime) -> FoundSignatures:
    """Read the signatures of a PDF and judge them as of an instant, without the network.

    Raises TrustUnread where a certificate or list of the installation cannot be read.
    """
    if MARK not in data:
        _, found, rest = data.rpartition(END)
        if not found or OBJECT in rest:
            return FoundSignatures(state=ReadState.DAMAGED)
        return FoundSignatures(state=ReadState.NONE, pages=_pages(data))
    try:
        answer = json.loads(
            bounded_process.ask(CHILD, _told(trust, as_of) + data, patience=PATIENCE)
        )
    except SubprocessError:
        return FoundSignatures(state=ReadState.TOO_MUCH)
    if "unread" in answer:
        raise TrustUnread(answer["unread"])
    return revive(FoundSignatures, answer)


def check(trust: Trust) -> None:
    """Raise TrustUnread where a certificate or list of the installation cannot be read."""
    if trust.certificates or trust.lists:
        read(MARK, trust, datetime.fromtimestamp(0, UTC))


def _pages(data: bytes) -> int:
    """Count the pages of a file without signatures; 0 where it keeps its reader too busy."""
    try:
        return int(bounded_process.ask(COUNTER, data, patience=PATIENCE))
    except SubprocessError:
        return 0


def _told(trust: Trust, as_of: datetime) -> bytes:
    told = {
        "certificates": [[name, b64encode(data).decode()] for name, data in trust.certificates],
        "lists": [[name, b64encode(data).decode()] for name, data in trust.lists],
        "as_of": as_of.isoformat(),
    }
    return json.dumps(told).encode() + b"\n"
