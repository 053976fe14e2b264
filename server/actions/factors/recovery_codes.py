"""Recovery codes: each signs its person in once where the app is lost; shown once, kept hashed."""

import secrets
from datetime import datetime

from server.actions.factors.telling import tell
from server.actions.identity import accounts, fresh_proof
from server.actions.identity.fresh_proof import FreshProof
from server.domain.identity.second_factors import (
    RECOVERY_CODES,
    RECOVERY_LENGTH,
    RECOVERY_LETTERS,
    FactorMissing,
    shown_recovery_code,
)
from server.domain.people.actors import Actor
from server.mail.factor_letters import FactorNews
from server.store import Session
from server.store.database.ids import new_id
from server.store.identity import second_factors
from server.store.identity.sealed_secrets import keyed_hash
from server.store.people.people_admin import PersonRow


def make_anew(
    session: Session, *, proof: FreshProof, key: bytes, actor: Actor, now: datetime
) -> tuple[str, ...]:
    """Make ten new codes, proven anew; those before are worth nothing.

    Raises UNPROVEN, FactorMissing, NoSuchPerson.
    """
    fresh_proof.confirm(session, actor, proof, now)
    person = accounts.lock(session, actor.person_id)
    if not second_factors.has_any(session, person.id):
        raise FactorMissing
    codes = issue(session, person, key=key)
    tell(
        session,
        FactorNews.CODES_MADE,
        person,
        about=new_id(now),
        actor=actor,
        now=now,
        payload={"codes": len(codes)},
    )
    return codes


def issue(session: Session, person: PersonRow, *, key: bytes) -> tuple[str, ...]:
    """Keep ten codes of a locked account in place of all before; return them as they are shown."""
    codes = [
        "".join(secrets.choice(RECOVERY_LETTERS) for _ in range(RECOVERY_LENGTH))
        for _ in range(RECOVERY_CODES)
    ]
    second_factors.replace_codes(
        session, person.id, [keyed_hash(key, person.id, code) for code in codes]
    )
    return tuple(shown_recovery_code(code) for code in codes)
