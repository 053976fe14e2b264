"""Sign in by the answer of an OpenID provider, and end what the provider says has ended."""

import json
import logging
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from server.actions.identity import sign_in_tries
from server.actions.identity.let_in import CodeAwaited, LetThrough, Tokens, let_in_or_ask
from server.directories.openid_provider import BegunSignIn, OpenIdProvider, Proven
from server.domain.identity.directories import (
    AnswerRefused,
    DirectorySilent,
    NotLinked,
)
from server.domain.identity.security_events import ENDED_BY_PROVIDER
from server.domain.identity.sign_ins import (
    TRIES_FROM_ADDRESS,
    Limits,
    TryOrigin,
    TryResult,
    address_key,
)
from server.store import Session
from server.store.identity import (
    directory_links,
    provider_sessions,
    security,
    web_sessions,
)
from server.store.identity.sealed_secrets import seal, unseal_by_any
from server.store.people import people
from server.store.people.people import Account
from server.store.security_events import writing
from server.store.security_events.writing import SecurityEvent

BEGUN_HOLDS = timedelta(minutes=10)
"""How long a sign-in that was begun waits for its answer."""
SPENT_HOLDS = timedelta(minutes=20)
"""Longer than anything that is sent once could be sent again."""

SUBJECT = "openid-subject"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderAnswer:
    """What a browser came back with, and what it had taken along.

    `at` is the time of the real clock, by which tokens are made: a demonstration's may be moved.
    """

    begun: BegunSignIn
    fields: Mapping[str, str]
    at: datetime


def sign_in(
    session: Session,
    provider: OpenIdProvider,
    answer: ProviderAnswer,
    *,
    origin: TryOrigin,
    now: datetime,
) -> Tokens | CodeAwaited:
    """Start the session of who is linked with the account that the provider names.

    An answer counts once. Raises AnswerRefused, DirectorySilent, NotLinked, TooManyTries,
    NoPostToday.
    """
    sign_in_tries.check_address(session, origin, now)
    try:
        _spend(session, "state", answer.begun.state, origin, answer.at)
        proven = provider.proven(answer.begun, answer.fields, at=answer.at)
    except (AnswerRefused, DirectorySilent) as refusal:
        why = refusal.why if isinstance(refusal, AnswerRefused) else "silent"
        log.warning("openid: answer refused why=%s", why)
        silent = isinstance(refusal, DirectorySilent)
        _note(session, origin, TryResult.SILENT if silent else TryResult.ANSWER_REFUSED, now)
        raise
    person_id = directory_links.person_of(session, provider.account(proven.subject))
    account = people.account(session, person_id) if person_id else None
    if account is None:
        _note(session, origin, TryResult.UNLINKED, now)
        raise NotLinked(proven.subject)
    passed = _passed(session, account, origin, now)
    asks = not proven.strong
    tokens = let_in_or_ask(session, account.person_id, passed, origin, asks_factor=asks, now=now)
    _keep(session, tokens, proven, account.person_id, origin)
    return tokens


def end(  # noqa: PLR0913 - one act, named part by part
    session: Session,
    provider: OpenIdProvider,
    token: str,
    *,
    origin: TryOrigin,
    at: datetime,
    now: datetime,
) -> int:
    """End the sessions that a logout token says have ended; return how many. It counts once.

    `at` is the time of the real clock. Raises AnswerRefused, DirectorySilent.
    """
    ended = provider.ended(token, at=at)
    _spend(session, "jti", ended.token, origin, at)
    subjects = origin.hashes(SUBJECT, ended.session_subject)
    whose = Counter(provider_sessions.end_of(session, subjects, now=now))
    for person_id, sessions in sorted(whose.items()):
        told = json.dumps({"sessions": sessions})
        event = SecurityEvent(at=now, kind=ENDED_BY_PROVIDER, person_id=person_id, details=told)
        writing.tell(session, event)
    return whose.total()


def id_token_of(session: Session, session_hash: str, keys: Iterable[bytes]) -> str | None:
    """Return by what a session leaves the provider, too; None where no provider began it."""
    found = provider_sessions.id_token_of(session, session_hash)
    plain = unseal_by_any(keys, *found) if found else None
    return plain.decode() if plain else None


def _passed(session: Session, account: Account, origin: TryOrigin, now: datetime) -> LetThrough:
    known_as = sign_in_tries.known_as(session, account.person_id, origin, now)
    tried = sign_in_tries.of(account.person_id, origin, known=known_as is not None)
    bounds = Limits("", {}) if known_as else _bounds(origin)
    counted = sign_in_tries.begin(session, tried, bounds, now)
    security.forget_try(session.get_bind().engine, counted, own="")
    return LetThrough(tried=tried, counted=counted, known_as=known_as)


def _note(session: Session, origin: TryOrigin, result: TryResult, now: datetime) -> None:
    """Count what let nobody in under its address, and leave its row."""
    tried = sign_in_tries.of(None, origin)
    counted = sign_in_tries.begin(session, tried, _bounds(origin), now)
    sign_in_tries.end(session, tried, counted, result)


def _bounds(origin: TryOrigin) -> Limits:
    key = address_key(origin)
    return Limits(key, {key: TRIES_FROM_ADDRESS})


def _spend(session: Session, kind: str, token: str, origin: TryOrigin, at: datetime) -> None:
    key = origin.hashed(f"openid-{kind}", token)
    engine = session.get_bind().engine
    if not provider_sessions.spend(engine, key, until=at + SPENT_HOLDS, at=at):
        raise AnswerRefused(f"{kind} came before")


def _keep(
    session: Session,
    tokens: Tokens | CodeAwaited,
    proven: Proven,
    person_id: UUID,
    origin: TryOrigin,
) -> None:
    token = tokens.token if isinstance(tokens, CodeAwaited) else tokens.session
    provider_sessions.keep(
        session,
        web_sessions.hashed(token),
        subject_hash=origin.hashed(SUBJECT, proven.session_subject),
        id_token=seal(origin.key, person_id, proven.id_token.encode()),
    )
