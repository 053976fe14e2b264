"""Read the digital signatures of files that wait for it, and keep what was found.

A file is read between short transactions, so that no lock is held meanwhile.
"""

from collections.abc import Callable
from datetime import datetime

from server.actions.transaction import Begin
from server.domain.signatures.found import FoundSignatures, ReadState
from server.signatures import reading
from server.signatures.trust import Trust
from server.store.signatures import readings
from server.store.signatures.readings import SignatureReading, WaitingFile
from server.store.tasks import blobs


def read_waiting(begin: Begin, trust: Trust, *, now: datetime, stopping: Callable[[], bool]) -> int:
    """Read the next files one after the other, and return how many waited; raises TrustUnread.

    Once it is told to stop it begins with no other.
    """
    with begin() as session:
        waiting = readings.waiting(session, trust=trust.digest, now=now)
    for file in waiting:
        if stopping():
            break
        _read(begin, file, trust, now)
    return len(waiting)


def _read(begin: Begin, file: WaitingFile, trust: Trust, now: datetime) -> None:
    with begin() as session:
        try:
            data = blobs.read(session, file.sha256)
        except blobs.BytesChanged:
            data = None
    found = (
        FoundSignatures(state=ReadState.DAMAGED)
        if data is None
        else reading.read(data, trust, file.came_in)
    )
    with begin() as session:
        readings.keep(
            session,
            SignatureReading(
                sha256=file.sha256,
                trust=trust.digest,
                as_of=file.came_in,
                read_at=now,
                found=found,
            ),
        )
