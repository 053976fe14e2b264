"""What follows once a directory said who it is: the linked person's session, or their code."""

from datetime import datetime

from server.actions.identity import let_in, sign_in_tries
from server.actions.identity.let_in import LetThrough, Tokens
from server.actions.identity.sign_in import CodeAwaited
from server.domain.identity.sign_ins import TryOrigin, TryResult
from server.store import Session
from server.store.identity import second_factors, web_sessions
from server.store.people.people import Account


def sign_in_linked(  # noqa: PLR0913 - a sign-in, named part by part
    session: Session,
    account: Account,
    passed: LetThrough,
    *,
    asks_factor: bool,
    origin: TryOrigin,
    now: datetime,
) -> Tokens | CodeAwaited:
    """Start the session, or wait for the second factor of who has one. Raises NoPostToday."""
    person_id = account.person_id
    if asks_factor and second_factors.has_any(session, person_id):
        sign_in_tries.end(session, passed.tried, passed.counted, TryResult.CODE_ASKED)
        place = let_in.place_of(origin)
        return CodeAwaited(web_sessions.start_waiting(session, person_id, place, now=now))
    return let_in.let_in(session, person_id, passed, origin, now=now)
