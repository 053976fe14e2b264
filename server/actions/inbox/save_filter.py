"""Keep a filter of the task list by a name: a person's own, no business state and no event."""

from server.domain.people.actors import Actor
from server.domain.tasks.saved_filters import (
    MOST,
    TooManyFilters,
    check_address,
    check_name,
)
from server.store import Session
from server.store.inbox import saved_filters
from server.store.inbox.saved_filters import SavedFilter


def save(session: Session, name: str, address: str, *, actor: Actor) -> None:
    """Keep the list of an address, in place of the one of that name.

    Raises FilterWithoutName, FilterNameTooLong, FilterTooWide, TooManyFilters.
    """
    saved = SavedFilter(name=check_name(name), address=check_address(address))
    if not saved_filters.put(session, actor.person_id, saved, most=MOST):
        raise TooManyFilters(MOST)


def forget(session: Session, name: str, *, actor: Actor) -> None:
    """Keep a filter no longer; nothing happens where there is none."""
    saved_filters.remove(session, actor.person_id, name)
