"""The second step of a sign-in: a code of the app, or a recovery code, after a right password."""

from collections.abc import Callable
from datetime import datetime

from server.actions.factors.telling import tell
from server.actions.factors.totp_codes import matching_step
from server.actions.identity import accounts, let_in, sign_in_tries
from server.actions.identity.let_in import LetThrough, Tokens
from server.domain.identity.second_factors import (
    TRIES,
    SignInOver,
    WrongCode,
    typed_recovery_code,
)
from server.domain.identity.sign_ins import Limits, TryOrigin, TryResult
from server.mail.factor_letters import FactorNews
from server.store import Session
from server.store.database.ids import new_id
from server.store.identity import known_browsers, second_factors, security, web_sessions
from server.store.identity.sealed_secrets import kept_hashes, unseal_by_any
from server.store.identity.web_sessions import WaitingSignIn


def by_code(  # noqa: PLR0913 - a sign-in, named part by part
    session: Session,
    waiting: WaitingSignIn,
    *,
    code: str,
    origin: TryOrigin,
    phone: datetime,
    now: datetime,
) -> Tokens:
    """Start the session by a code of the app; `phone` is the time as phones have it.

    Raises WrongCode, TooManyTries, SignInOver, NoPostToday.
    """

    def fits() -> bool:
        for factor in second_factors.listed(session, waiting.person_id):
            secret = unseal_by_any(origin.keys, waiting.person_id, factor.secret)
            step = matching_step(secret.decode(), code, at=phone) if secret else None
            if step is not None and second_factors.use_step(session, factor.id, step):
                return True
        return False

    return _try(session, waiting, fits, origin=origin, now=now)


def by_recovery_code(
    session: Session, waiting: WaitingSignIn, *, code: str, origin: TryOrigin, now: datetime
) -> Tokens:
    """Start the session by a recovery code, which is used up; the person is told by mail.

    The person is locked first, as by whoever makes new codes or ends sessions: of two at once one
    waits. Raises WrongCode, TooManyTries, SignInOver, NoPostToday, NoSuchPerson.
    """
    person = accounts.lock(session, waiting.person_id)

    def fits() -> bool:
        typed = typed_recovery_code(code)
        return typed is not None and second_factors.use_code(
            session, waiting.person_id, kept_hashes(origin.keys, waiting.person_id, typed)
        )

    tokens = _try(session, waiting, fits, origin=origin, now=now)
    left = second_factors.own(session, person.id).codes
    tell(
        session,
        FactorNews.CODE_USED,
        person,
        about=new_id(now),
        actor=None,
        now=now,
        payload={"codes": left},
    )
    return tokens


def _try(
    session: Session,
    waiting: WaitingSignIn,
    fits: Callable[[], bool],
    *,
    origin: TryOrigin,
    now: datetime,
) -> Tokens:
    """Count the try before the code is looked at, whatever browser it comes from.

    What was ended meanwhile, by a new password or a closed account, lets nobody in any more.
    """
    own = f"code:{origin.hashed('code', str(waiting.person_id))}"
    known_as = known_browsers.token_of(session, waiting.person_id, origin.tokens, now=now)
    tried = sign_in_tries.of(waiting.person_id, origin, known=known_as is not None)
    counted = sign_in_tries.begin(session, tried, Limits(own, {own: TRIES}), now)
    if not fits():
        sign_in_tries.end(session, tried, counted, TryResult.WRONG_CODE)
        raise WrongCode
    security.forget_try(session.get_bind().engine, counted, own=own)
    if not web_sessions.end(session, waiting.id_hash, now=now):
        sign_in_tries.end(session, tried, counted, TryResult.REFUSED)
        raise SignInOver
    passed = LetThrough(tried=tried, counted=counted, known_as=known_as)
    return let_in.let_in(session, waiting.person_id, passed, origin, now=now)
