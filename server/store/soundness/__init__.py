"""What a sound database holds, as questions to it; every row of an answer is a breach."""

from collections.abc import Iterator, Mapping

from sqlalchemy import text

from server.store import Session
from server.store.soundness import acts, cases, chains, comments, files, timers
from server.store.soundness.chains import broken_chains
from server.store.soundness.facts import all_cases, facts, history
from server.store.soundness.instances import Running, running

__all__ = ["Running", "all_cases", "breaches", "broken_chains", "facts", "history", "running"]

_BREACHES: Mapping[str, str] = {
    **acts.BREACHES,
    **cases.BREACHES,
    **chains.BREACHES,
    **comments.BREACHES,
    **files.BREACHES,
    **timers.BREACHES,
}


def breaches(session: Session, *, now: object) -> Iterator[tuple[str, str]]:
    """Name every breach of what the tables promise: (promise, row)."""
    for promise, question in _BREACHES.items():
        for row in session.execute(text(question), {"now": now} if ":now" in question else {}):
            yield promise, str(row[0])
