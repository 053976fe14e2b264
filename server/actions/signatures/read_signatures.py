"""Read the digital signatures of the next file that waits for it, and keep what was found.

The file is read between two short transactions, so that no lock is held meanwhile.
"""

from datetime import datetime

from server.actions.transaction import Begin
from server.domain.signatures.found import FoundSignatures, ReadState
from server.signatures import reading
from server.signatures.trust import Trust
from server.store.signatures import readings
from server.store.signatures.readings import SignatureReading
from server.store.tasks import blobs


def read_next(begin: Begin, trust: Trust, *, now: datetime) -> bool:
    """Read one file, and tell whether any waited; raises TrustUnread."""
    with begin() as session:
        waiting = readings.waiting(session, trust=trust.digest, now=now)
        if waiting is None:
            return False
        try:
            data = blobs.read(session, waiting.sha256)
        except blobs.BytesChanged:
            data = None
    found = (
        FoundSignatures(state=ReadState.DAMAGED)
        if data is None
        else reading.read(data, trust, waiting.came_in)
    )
    with begin() as session:
        readings.keep(
            session,
            SignatureReading(
                sha256=waiting.sha256,
                trust=trust.digest,
                as_of=waiting.came_in,
                read_at=now,
                found=found,
            ),
        )
    return True
