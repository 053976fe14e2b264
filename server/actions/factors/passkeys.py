"""One's own passkeys: made knowing the password, called something, removed."""

from hashlib import sha256
from uuid import UUID

from server.actions.factors import recovery_codes, removal, webauthn_answers
from server.actions.factors.authenticator import OwnFactorAct
from server.actions.factors.removal import HeldFactor
from server.actions.factors.telling import tell
from server.actions.identity import accounts, ended_sessions, fresh_proof
from server.actions.identity.fresh_proof import FreshProof
from server.domain.identity.passkeys import (
    ENROL,
    MOST_PASSKEYS,
    PasskeyOfferOver,
    PasskeyRefused,
    RelyingParty,
    TooManyPasskeys,
    name_of_passkey,
)
from server.domain.identity.second_factors import FactorEnd, FactorKind
from server.domain.people.actors import DemonstrationAccount
from server.domain.tasks.work import NotThere
from server.mail.factor_letters import FactorNews
from server.store import Session
from server.store.database.ids import new_id
from server.store.identity import passkeys, second_factors
from server.store.identity.passkeys import Passkey
from server.store.people import people_admin
from server.store.people.ended_sessions import end_others
from server.store.people.people_admin import PersonRow


def offer(session: Session, act: OwnFactorAct, *, proof: FreshProof) -> None:
    """Make the challenge that a new passkey of this session is made by.

    Raises DemonstrationAccount, UNPROVEN, TooManyPasskeys.
    """
    if act.actor.demonstration:
        raise DemonstrationAccount
    fresh_proof.confirm(session, act.actor, proof, act.now)
    if len(passkeys.listed(session, act.actor.person_id)) >= MOST_PASSKEYS:
        raise TooManyPasskeys
    passkeys.challenge(session, act.session_hash, ENROL, now=act.now)


def offered(session: Session, act: OwnFactorAct, party: RelyingParty) -> str:
    """Return what the browser makes the passkey by. Raises PasskeyOfferOver."""
    challenge = passkeys.waiting_challenge(session, act.session_hash, ENROL, now=act.now)
    person = people_admin.find_person(session, act.actor.person_id)
    if challenge is None or person is None:
        raise PasskeyOfferOver
    held = passkeys.listed(session, person.id)
    return webauthn_answers.to_make(party, person, held, challenge)


def confirm(
    session: Session, act: OwnFactorAct, party: RelyingParty, *, answer: str, name: str
) -> tuple[str, ...]:
    """Keep a passkey that was made; return recovery codes where it is the first factor.

    The person's other sessions end, as with an app. Raises PasskeyNameBad, PasskeyOfferOver,
    PasskeyRefused, TooManyPasskeys, NoSuchPerson.
    """
    called = name_of_passkey(name)
    engine = session.get_bind().engine
    challenge = passkeys.take_challenge(engine, act.session_hash, ENROL, now=act.now)
    if challenge is None:
        raise PasskeyOfferOver
    found = webauthn_answers.made(party, challenge, answer)
    person = accounts.lock(session, act.actor.person_id)
    if len(passkeys.listed(session, person.id)) >= MOST_PASSKEYS:
        raise TooManyPasskeys
    first = not second_factors.has_any(session, person.id)
    new = Passkey(
        id=new_id(act.now),
        credential=found.credential,
        public_key=found.public_key,
        transports=found.transports,
        made_at=act.now,
        name=called,
        sign_count=found.sign_count,
    )
    if not passkeys.add(session, person.id, new):
        raise PasskeyRefused
    codes = recovery_codes.issue(session, person, key=act.key) if first else ()
    _tell(session, act, person, new)
    ended = end_others(session, person.id, keep=act.session_hash, now=act.now)
    ended_sessions.note(session, person, ended, actor=act.actor, now=act.now)
    return codes


def rename(session: Session, act: OwnFactorAct, passkey_id: UUID, *, name: str) -> None:
    """Call one's own passkey something else. Raises PasskeyNameBad, NotThere."""
    called = name_of_passkey(name)
    person = accounts.lock(session, act.actor.person_id)
    passkeys.rename(session, own(session, person.id, passkey_id).id, called)


def remove(session: Session, act: OwnFactorAct, passkey_id: UUID, *, proof: FreshProof) -> None:
    """Remove one's own passkey.

    Raises UNPROVEN, NotThere.
    """
    own(session, act.actor.person_id, passkey_id)  # what is not there asks for no password
    fresh_proof.confirm(session, act.actor, proof, act.now)
    person = accounts.lock(session, act.actor.person_id)
    gone = [HeldFactor(own(session, person.id, passkey_id).id, FactorKind.PASSKEY)]
    removal.remove(session, person, gone, FactorEnd.OWN, actor=act.actor, now=act.now)


def own(session: Session, person_id: UUID, passkey_id: UUID) -> Passkey:
    """Return a passkey of one's own. Raises NotThere."""
    held = passkeys.listed(session, person_id)
    found = next((each for each in held if each.id == passkey_id), None)
    if found is None:
        raise NotThere
    return found


def _tell(session: Session, act: OwnFactorAct, person: PersonRow, new: Passkey) -> None:
    """Tell it with a digest of what it signs by: a key put in its place would show."""
    tell(
        session,
        FactorNews.PASSKEY_ADDED,
        person,
        about=new.id,
        actor=act.actor,
        now=act.now,
        payload={
            "factor": str(new.id),
            "factor_kind": FactorKind.PASSKEY,
            "codes": second_factors.own(session, person.id).codes,
            "passkey_digest": sha256(new.credential + new.public_key).hexdigest(),
        },
    )
