"""The second step of a sign-in, after a right password: a code, a passkey, a recovery code."""

from collections.abc import Callable, Mapping
from datetime import datetime

from server.actions.factors import passkey_proof
from server.actions.factors.passkey_proof import ProofAsked
from server.actions.factors.telling import tell
from server.actions.factors.totp_codes import matching_step
from server.actions.identity import accounts, let_in, sign_in_tries
from server.actions.identity.let_in import LetThrough, Tokens
from server.domain.identity.passkeys import (
    SIGN_IN,
    PasskeyCopied,
    PasskeyRefused,
    RelyingParty,
)
from server.domain.identity.second_factors import (
    TRIES,
    SignInOver,
    WrongCode,
    typed_recovery_code,
)
from server.domain.identity.sign_ins import Limits, TryOrigin, TryResult
from server.domain.refusals import Refusal
from server.mail.factor_letters import FactorNews
from server.store import Session
from server.store.database.ids import new_id
from server.store.identity import known_browsers, second_factors, security, web_sessions
from server.store.identity.sealed_secrets import kept_hashes, unseal_by_any
from server.store.identity.web_sessions import WaitingSignIn

_RESULTS: Mapping[type[Refusal], TryResult] = {
    WrongCode: TryResult.WRONG_CODE,
    PasskeyRefused: TryResult.WRONG_PASSKEY,
    PasskeyCopied: TryResult.COPIED_PASSKEY,
}


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

    def check() -> None:
        for factor in second_factors.listed(session, waiting.person_id):
            secret = unseal_by_any(origin.keys, waiting.person_id, factor.secret)
            step = matching_step(secret.decode(), code, at=phone) if secret else None
            if step is not None and second_factors.use_step(session, factor.id, step):
                return
        raise WrongCode

    return _try(session, waiting, check, origin=origin, now=now)


def by_passkey(  # noqa: PLR0913 - a sign-in, named part by part
    session: Session,
    waiting: WaitingSignIn,
    *,
    answer: str,
    party: RelyingParty,
    origin: TryOrigin,
    now: datetime,
) -> Tokens:
    """Start the session by a passkey that has signed this sign-in's challenge.

    Raises PasskeyRefused, PasskeyCopied, TooManyTries, SignInOver, NoPostToday.
    """

    def check() -> None:
        passkey_proof.check(session, of_sign_in(waiting, party, now), answer)

    return _try(session, waiting, check, origin=origin, now=now)


def of_sign_in(waiting: WaitingSignIn, party: RelyingParty, now: datetime) -> ProofAsked:
    """Tell whose passkey is to sign, and what for."""
    return ProofAsked(
        person_id=waiting.person_id,
        session_hash=waiting.id_hash,
        purpose=SIGN_IN,
        party=party,
        now=now,
    )


def by_recovery_code(
    session: Session, waiting: WaitingSignIn, *, code: str, origin: TryOrigin, now: datetime
) -> Tokens:
    """Start the session by a recovery code, which is used up; the person is told by mail.

    The person is locked first, as by whoever makes new codes or ends sessions: of two at once one
    waits. Raises WrongCode, TooManyTries, SignInOver, NoPostToday, NoSuchPerson.
    """
    person = accounts.lock(session, waiting.person_id)

    def check() -> None:
        typed = typed_recovery_code(code)
        if typed is None or not second_factors.use_code(
            session, waiting.person_id, kept_hashes(origin.keys, waiting.person_id, typed)
        ):
            raise WrongCode

    tokens = _try(session, waiting, check, origin=origin, now=now)
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
    check: Callable[[], None],
    *,
    origin: TryOrigin,
    now: datetime,
) -> Tokens:
    """Count the try before the code or passkey is looked at, whatever browser it comes from.

    What was ended meanwhile, by a new password or a closed account, lets nobody in any more.
    """
    own = f"code:{origin.hashed('code', str(waiting.person_id))}"
    known_as = known_browsers.token_of(session, waiting.person_id, origin.tokens, now=now)
    tried = sign_in_tries.of(waiting.person_id, origin, known=known_as is not None)
    counted = sign_in_tries.begin(session, tried, Limits(own, {own: TRIES}), now)
    try:
        check()
    except (WrongCode, PasskeyRefused, PasskeyCopied) as refusal:
        sign_in_tries.end(session, tried, counted, _RESULTS[type(refusal)])
        raise
    security.forget_try(session.get_bind().engine, counted, own=own)
    if not web_sessions.end(session, waiting.id_hash, now=now):
        sign_in_tries.end(session, tried, counted, TryResult.REFUSED)
        raise SignInOver
    passed = LetThrough(tried=tried, counted=counted, known_as=known_as)
    return let_in.let_in(session, waiting.person_id, passed, origin, now=now)
