"""What every view asks: the transaction, the point in time, and who acts.

Views import from here and nowhere else: `session()`, `now()`, `actor()`, `language()`.
"""

from server.domain.people import Actor
from server.web.identity import signed_in
from server.web.language import language
from server.web.transaction import now, session

__all__ = ["actor", "language", "now", "session"]


def actor() -> Actor:
    """Return who acts. Only for views whose access rule wants somebody signed in."""
    found = signed_in()
    if found is None:
        raise LookupError("nobody is signed in: the view's access rule lets strangers in")
    return found.actor
