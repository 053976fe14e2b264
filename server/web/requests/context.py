"""What every view asks: the transaction, the point in time, and who acts.

Views import from here and nowhere else: `session()`, `now()`, `actor()`, `actor_at()`,
`signed_in_session()`, `calendar()` and `language()`.
"""

from uuid import UUID

from server.domain.people.actors import Actor
from server.public_holidays import calendar_of
from server.store.identity.web_sessions import SignedInSession
from server.web.requests.identity import (
    SignedIn,
    acting_on,
    check_factor,
    lacks_factor,
    signed_in,
)
from server.web.requests.transaction import now, session
from server.web.words.language import language
from server.working_calendar import WorkingCalendar

__all__ = [
    "actor",
    "actor_at",
    "calendar",
    "language",
    "now",
    "session",
    "signed_in_session",
    "stand_ins",
]


def actor() -> Actor:
    """Return who acts. Only for views whose access rule wants somebody signed in."""
    return _signed_in().actor


def signed_in_session() -> SignedInSession:
    """Return the session of who acts. Only for views whose access rule wants somebody signed in."""
    return _signed_in().session


def actor_at(task_id: UUID) -> Actor:
    """Return who acts at one task: it may have been handed to them by another post's holder.

    Raises FactorRequired where that post wants a second factor of them.
    """
    found = _signed_in()
    who = acting_on(found, task_id)
    check_factor(found, who)
    return who


def calendar() -> WorkingCalendar:
    """Return the working calendar of the province acted in; for a stranger the country's."""
    found = signed_in()
    return calendar_of(found.own_days if found else "")


def stand_ins() -> list[Actor]:
    """Return who the person is at each task handed to them, where they may act in its post."""
    found = _signed_in()
    tasks = (choice.scope.task_id for choice in found.session.entrusted)
    handed = (acting_on(found, task_id) for task_id in tasks if task_id is not None)
    return [who for who in handed if not lacks_factor(found, who)]


def _signed_in() -> SignedIn:
    found = signed_in()
    if found is None:
        raise LookupError("nobody is signed in: the view's access rule lets strangers in")
    return found
