"""A proof at the OpenID provider before an act, by who is signed in here already.

It is bound to the session and the act that began it, comes once, and is good for one act.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from server.actions.directories.by_provider import BEGUN_HOLDS
from server.actions.identity.fresh_proof import count_try, forget_tries
from server.directories.id_tokens import check_fresh
from server.directories.openid_provider import BegunSignIn, OpenIdProvider
from server.domain.identity.directories import (
    AnswerRefused,
    DirectorySilent,
    ProofNotFresh,
    ProofOfAnother,
)
from server.domain.identity.sign_ins import TryResult
from server.domain.people.actors import Actor
from server.domain.refusals import Refusal
from server.store import Session
from server.store.database.ids import new_id
from server.store.identity import directory_links, provider_proofs, security
from server.store.identity.provider_proofs import NewProof, ProviderProof
from server.store.identity.web_sessions import hashed

PROOF_HOLDS = timedelta(minutes=5)
"""How long what was proved waits for its act."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class BegunProof:
    """What a session begins a proof with: for which act, and what was sent of it, sealed."""

    session_hash: str
    purpose: str
    link_id: UUID
    begun: BegunSignIn
    sealed: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class BroughtAnswer:
    """What a browser came back with, to a proof that its session had begun."""

    proof: ProviderProof
    begun: BegunSignIn
    fields: Mapping[str, str]
    at: datetime


def begin(session: Session, begun: BegunProof, *, at: datetime) -> UUID:
    """Keep what was sent until the provider has answered; return where it is found."""
    new = NewProof(
        id=new_id(at),
        session_hash=begun.session_hash,
        state_hash=hashed(begun.begun.state),
        purpose=begun.purpose,
        link_id=begun.link_id,
        sealed=begun.sealed,
        begun_at=at,
    )
    provider_proofs.begin(session, new)
    return new.id


def waits(proof: ProviderProof, at: datetime) -> bool:
    """Tell whether an answer is still awaited."""
    return proof.answered_at is None and proof.begun_at > at - BEGUN_HOLDS


def take(
    session: Session,
    provider: OpenIdProvider,
    brought: BroughtAnswer,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """Let the act be proved by the provider's answer. An answer counts once.

    Tries are those of the password before an act, and counted before anybody is asked. Raises
    AnswerRefused, ProofNotFresh, ProofOfAnother, DirectorySilent, TooManyTries.
    """
    count_try(session, actor.person_id, now)
    try:
        _check(session, provider, brought, actor)
    except (AnswerRefused, ProofNotFresh, ProofOfAnother, DirectorySilent) as refusal:
        _note(session, actor, refusal, now)
        raise
    provider_proofs.prove(session, brought.proof.id, at=brought.at)
    forget_tries(session, actor.person_id)


def _check(
    session: Session, provider: OpenIdProvider, brought: BroughtAnswer, actor: Actor
) -> None:
    """The link is read after the provider has answered: it may be gone, or another in its place."""
    engine = session.get_bind().engine
    if not waits(brought.proof, brought.at):
        raise AnswerRefused("late")
    if not provider_proofs.answer(engine, brought.proof.id, at=brought.at):
        raise AnswerRefused("state came before")
    proven = provider.proven(brought.begun, brought.fields, at=brought.at)
    check_fresh(
        proven.proved_at,
        since=brought.proof.begun_at,
        at=brought.at,
        skew=provider.settings.skew,
    )
    link_id = brought.proof.link_id
    link = directory_links.find(session, link_id) if link_id else None
    if link is None or not link.in_force or link.person_id != actor.person_id:
        raise ProofOfAnother
    if link.account != provider.account(proven.subject):
        raise ProofOfAnother


def _note(session: Session, actor: Actor, refusal: Refusal, now: datetime) -> None:
    why = refusal.why if isinstance(refusal, AnswerRefused) else type(refusal).__name__
    log.warning("openid: proof refused why=%s person=%s", why, actor.person_id)
    silent = isinstance(refusal, DirectorySilent)
    result = TryResult.SILENT if silent else TryResult.ANSWER_REFUSED
    security.note_unproven(session, actor.person_id, result, now=now)
