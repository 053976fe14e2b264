"""What a case's history says its state must be: a fold over its events, in order.

Both sides are told as facts, name to text, so that the state in the tables and the replayed one are
compared line by line. Each module tells the facts of one noun; an event goes through all of them.
"""

from collections.abc import Callable, Iterable, Sequence

from server.domain.blocs.rules import CaseRules
from server.domain.history.replay import (
    cases,
    documents,
    duties,
    milestones,
    moves,
    receipts,
    registers,
    tasks,
)
from server.domain.history.replay.facts import (
    HOLDER,
    ROW,
    Event,
    Facts,
    FactsTold,
    ManifestOf,
    differing,
    digest,
    said,
)

__all__ = [
    "HOLDER",
    "ROW",
    "Event",
    "Facts",
    "FactsTold",
    "Noun",
    "differing",
    "digest",
    "replay",
    "said",
]

Noun = Callable[[FactsTold, Event], None]
"""Takes the next event into the facts of one noun."""
_NOUNS: Sequence[Noun] = (cases.add, moves.add, tasks.add)
_AFTER: Sequence[Noun] = (
    *(registers.add, documents.add, milestones.add),
    *(duties.add, receipts.add),
)


def replay(
    events: Iterable[Event], rules: CaseRules, manifest_of: ManifestOf, own: Sequence[Noun] = ()
) -> FactsTold:
    """Return what a case's events come to; `manifest_of` answers that of a version by its hash.

    `own` are the nouns of the case's own process; what follows from them comes after.

    Raises KeyError, TypeError or ValueError for a payload no version has written.
    """
    told = FactsTold(rules=rules, manifest_of=manifest_of)
    for event in events:
        for add in (*_NOUNS, *own, *_AFTER):
            add(told, event)
    return told
