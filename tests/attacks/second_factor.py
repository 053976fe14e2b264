"""An office one of whose heads signs in by an app and a passkey, another waits for a code."""

import json
from dataclasses import replace
from datetime import UTC, datetime

from pyotp import TOTP

from server.actions.factors import authenticator, passkeys
from server.actions.factors.authenticator import OwnFactorAct
from server.actions.identity import let_in
from server.actions.identity.fresh_proof import TypedProof
from server.domain.identity.passkeys import RelyingParty
from server.domain.identity.sign_ins import TryOrigin
from server.domain.people.actors import DEMONSTRATION_PASSWORD
from server.store import Session
from server.store.identity.web_sessions import hashed
from tests.worlds.web.passkey import ORIGIN, SoftPasskey
from tests.worlds.year import PRESS, SCHOOL, Year

KEY = b"not-a-secret-but-long-enough-for-tests"
THEN = datetime(2024, 12, 16, 7, tzinfo=UTC)


def set_up_factor(year: Year) -> None:
    """Offer a key to two heads, and confirm one."""
    for post, confirmed in ((f"{PRESS}/head", True), (f"{SCHOOL}/head", False)):
        with year.begin() as session:
            act = _offered(year, session, post)
            if confirmed:
                secret = authenticator.offered(session, act)
                code = TOTP(secret).at(THEN)
                assert len(authenticator.confirm(session, act, code=code, phone=THEN)) > 1
                _make_passkey(session, act)


def _make_passkey(session: Session, act: OwnFactorAct) -> None:
    """Make one of two that are begun: the other's challenge stays."""
    party = RelyingParty("localhost", ORIGIN)
    passkeys.offer(session, act, proof=TypedProof(DEMONSTRATION_PASSWORD))
    session.commit()
    answer = SoftPasskey().make(json.loads(passkeys.offered(session, act, party)))
    passkeys.confirm(session, act, party, answer=answer, name="Máy tính")
    passkeys.offer(session, act, proof=TypedProof(DEMONSTRATION_PASSWORD))


def _offered(year: Year, session: Session, post: str) -> OwnFactorAct:
    actor = replace(year.holder(post), demonstration=False)
    origin = TryOrigin(address="192.0.2.1", browser="", tokens=(), key=KEY)
    now = year.tick()
    token = let_in.start(session, actor.person_id, origin, post_id=post, now=now)
    act = OwnFactorAct(actor=actor, session_hash=hashed(token), key=KEY, now=now)
    authenticator.offer(session, act, proof=TypedProof(DEMONSTRATION_PASSWORD))
    return act
