"""A passkey proves who it is: a challenge of one session and one purpose, signed once.

At a sign-in it stands beside the password, before an act in its place.
"""

import logging
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from server.actions.factors import webauthn_answers
from server.actions.identity import tell_person
from server.domain.identity.passkeys import (
    PasskeyCopied,
    PasskeyRefused,
    RelyingParty,
    act_at,
)
from server.domain.people.actors import Actor
from server.mail import factor_letters
from server.mail.factor_letters import FactorNews
from server.store import Session, open_session
from server.store.database.ids import new_id
from server.store.identity import passkeys

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofAsked:
    """Whose passkey is to sign, in which session, for what, and at which address."""

    person_id: UUID
    session_hash: str
    purpose: str
    party: RelyingParty
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedProof:
    """What a passkey has signed in place of a password, before the act that is posted to a path."""

    answer: str = field(repr=False)
    session_hash: str
    path: str
    party: RelyingParty

    def check(
        self, session: Session, actor: Actor, password_hash: str | None, now: datetime
    ) -> None:
        """Raise PasskeyRefused, PasskeyCopied."""
        del password_hash
        asked = ProofAsked(
            person_id=actor.person_id,
            session_hash=self.session_hash,
            purpose=act_at(self.path),
            party=self.party,
            now=now,
        )
        check(session, asked, self.answer)


def ask(session: Session, asked: ProofAsked) -> str:
    """Make a challenge, and return what the browser has signed. Raises PasskeyRefused."""
    held = passkeys.listed(session, asked.person_id)
    if not held:
        raise PasskeyRefused
    challenge = passkeys.challenge(session, asked.session_hash, asked.purpose, now=asked.now)
    return webauthn_answers.to_sign(asked.party, held, challenge)


def check(session: Session, asked: ProofAsked, answer: str) -> None:
    """Take the challenge, then look at what was made of it. Raises PasskeyRefused, PasskeyCopied.

    Of who has a copy of the passkey its person is told by mail, whatever becomes of the request.
    """
    engine = session.get_bind().engine
    challenge = passkeys.take_challenge(engine, asked.session_hash, asked.purpose, now=asked.now)
    if challenge is None:
        raise PasskeyRefused
    held = passkeys.listed(session, asked.person_id)
    passkey, count = webauthn_answers.signed(asked.party, held, challenge, asked.person_id, answer)
    if passkeys.use(session, passkey.id, count, now=asked.now):
        return
    if passkey.id not in {each.id for each in passkeys.listed(session, asked.person_id)}:
        raise PasskeyRefused  # removed meanwhile
    log.warning("passkey: counts from before person=%s passkey=%s", asked.person_id, passkey.id)
    with open_session(engine, read_only=False) as own:
        letter = factor_letters.factor_news(FactorNews.COPIED)
        tell_person.of_factor(
            own, asked.person_id, new_id(asked.now), letter, kind=FactorNews.COPIED, now=asked.now
        )
        own.commit()
    raise PasskeyCopied
