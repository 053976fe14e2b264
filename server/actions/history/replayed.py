"""A case as it was after some of its events."""

from collections.abc import Sequence

from server.domain.history.moment import CaseThen, case_then
from server.store.history.case_reading import KeptEvent


def as_it_was(events: Sequence[KeptEvent]) -> CaseThen | None:
    """Return a case as its first events left it; None where they cannot be replayed."""
    try:
        return case_then(each.text() for each in events)
    except (LookupError, TypeError, ValueError, AttributeError):
        return None
