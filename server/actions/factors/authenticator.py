"""Set up an authenticator app as one's second factor, or remove it, knowing the password."""

from dataclasses import dataclass
from datetime import datetime

from pyotp import random_base32

from server.actions.factors import recovery_codes, removal
from server.actions.factors.telling import tell
from server.actions.factors.totp_codes import matching_step
from server.actions.identity import accounts, ended_sessions, fresh_proof
from server.actions.identity.fresh_proof import FreshProof
from server.domain.identity.second_factors import (
    FactorEnd,
    FactorKind,
    FactorMissing,
    OfferOver,
    WrongCode,
)
from server.domain.people.actors import Actor, DemonstrationAccount
from server.mail.factor_letters import FactorNews
from server.store import Session
from server.store.database.ids import new_id
from server.store.identity import second_factors
from server.store.identity.sealed_secrets import seal, unseal
from server.store.identity.second_factors import SecondFactor
from server.store.people.ended_sessions import end_others


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFactorAct:
    """Who changes their own factors, in which session, and the installation's key."""

    actor: Actor
    session_hash: str
    key: bytes
    now: datetime


def offer(session: Session, act: OwnFactorAct, *, proof: FreshProof) -> None:
    """Make a key that waits in this session for its first code.

    What signs the person in stays as it is until then. Raises DemonstrationAccount,
    UNPROVEN.
    """
    if act.actor.demonstration:
        raise DemonstrationAccount
    fresh_proof.confirm(session, act.actor, proof, act.now)
    sealed = seal(act.key, act.actor.person_id, random_base32().encode())
    second_factors.offer(session, act.session_hash, sealed, now=act.now)


def offered(session: Session, act: OwnFactorAct) -> str:
    """Return the key that waits in this session, to be shown. Raises OfferOver."""
    sealed = second_factors.offered(session, act.session_hash, now=act.now)
    secret = unseal(act.key, act.actor.person_id, sealed) if sealed else None
    if secret is None:
        raise OfferOver
    return secret.decode()


def confirm(session: Session, act: OwnFactorAct, *, code: str, phone: datetime) -> tuple[str, ...]:
    """Set the app up by its first code, in place of one before; return ten recovery codes.

    Beside a passkey the codes stay, and none are returned. The person's other sessions end: whoever
    has one by the password alone could take the app away again, or set up their own. `phone` is the
    time as phones have it: a clock that is moved moves no phone. Raises OfferOver, WrongCode,
    NoSuchPerson.
    """
    person = accounts.lock(session, act.actor.person_id)
    secret = offered(session, act)
    step = matching_step(secret, code, at=phone)
    if step is None:
        raise WrongCode
    second_factors.drop_offer(session, act.session_hash)
    before = removal.apps(session, person.id)
    removal.remove(session, person, before, FactorEnd.REPLACED, actor=act.actor, now=act.now)
    first = not second_factors.has_any(session, person.id)
    new = SecondFactor(
        id=new_id(act.now),
        kind=FactorKind.AUTHENTICATOR,
        made_at=act.now,
        secret=seal(act.key, person.id, secret.encode()),
    )
    second_factors.add(session, person.id, new, step=step)
    codes = recovery_codes.issue(session, person, key=act.key) if first else ()
    left = second_factors.own(session, person.id).codes
    tell(
        session,
        FactorNews.ADDED,
        person,
        about=new.id,
        actor=act.actor,
        now=act.now,
        payload={"factor": str(new.id), "factor_kind": new.kind, "codes": left},
    )
    ended = end_others(session, person.id, keep=act.session_hash, now=act.now)
    ended_sessions.note(session, person, ended, actor=act.actor, now=act.now)
    return codes


def remove(session: Session, act: OwnFactorAct, *, proof: FreshProof) -> None:
    """Take the app away: without a passkey, the password alone signs in again.

    Raises UNPROVEN, FactorMissing, NoSuchPerson.
    """
    fresh_proof.confirm(session, act.actor, proof, act.now)
    person = accounts.lock(session, act.actor.person_id)
    gone = removal.apps(session, person.id)
    if not removal.remove(session, person, gone, FactorEnd.OWN, actor=act.actor, now=act.now):
        raise FactorMissing
