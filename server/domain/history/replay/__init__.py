"""What a case's history says its state must be: a fold over its events, in order.

Both sides are told as facts, name to text, so that the state in the tables and the replayed one are
compared line by line. Each module tells the facts of one noun; an event goes through all of them.
"""

from collections.abc import Iterable

from server.domain.blocs.rules import CaseRules
from server.domain.history.replay import (
    cases,
    documents,
    milestones,
    moves,
    tasks,
)
from server.domain.history.replay.facts import (
    HOLDER,
    ROW,
    Event,
    Facts,
    ManifestOf,
    Told,
    differing,
    digest,
    said,
)
from server.processes.award_review import replay as rounds
from server.processes.evaluation import replay as sheets
from server.processes.submission import replay as nominees

__all__ = ["HOLDER", "ROW", "Event", "Facts", "Told", "differing", "digest", "replay", "said"]

_NOUNS = (cases, moves, tasks, sheets, rounds, nominees, documents, milestones)


def replay(events: Iterable[Event], rules: CaseRules, manifest_of: ManifestOf) -> Told:
    """Return what a case's events come to; `manifest_of` answers that of a version by its hash.

    Raises KeyError, TypeError or ValueError for a payload no version has written.
    """
    told = Told(rules=rules, manifest_of=manifest_of)
    for event in events:
        for noun in _NOUNS:
            noun.add(told, event)
    return told
