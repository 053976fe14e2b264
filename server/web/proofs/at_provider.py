"""The word of an OpenID provider before an act: to whom it is offered, and whether it has come."""

from dataclasses import dataclass

from flask import request

from server.actions.directories.prove_anew import PROOF_HOLDS
from server.domain.identity.directories import Directory
from server.store.identity import directory_links, provider_proofs
from server.store.identity.provider_proofs import SoughtProof
from server.web.proofs import asked
from server.web.requests.identity import signed_in
from server.web.requests.installation import installation
from server.web.requests.transaction import session

FIELD = "_proof"
_OFFER = "binhxet.proof_offer"


class ProofAwaited(Exception):
    """The act waits until its person has proved it at the provider."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofOffer:
    """Where somebody may prove an act; `alone`: they have no password that could."""

    name: str
    alone: bool


def offer() -> ProofOffer | None:
    """Return where who is signed in may prove an act beside a password; None for nowhere."""
    known = request.environ
    if _OFFER not in known:
        known[_OFFER] = _offer()
    found: ProofOffer | None = known[_OFFER]
    return found


def sought() -> SoughtProof | None:
    """Return the proof that this act uses up; None where its form asks for none.

    Raises ProofAwaited where it is still to be had.
    """
    found = signed_in()
    if FIELD not in request.form or found is None or offer() is None:
        return None
    wanted = SoughtProof(
        session_hash=found.session.id_hash,
        purpose=request.path,
        issuer=installation().settings.directories.issuers[Directory.OPENID],
        since=asked.real_time() - PROOF_HOLDS,
    )
    if not provider_proofs.stands(session(), wanted):
        raise ProofAwaited
    return wanted


def _offer() -> ProofOffer | None:
    directories, found = installation().settings.directories, signed_in()
    if directories.openid is None or found is None:
        return None
    ways = directory_links.ways_of(session(), found.actor.person_id, directories.issuers)
    if not ways.openid:
        return None
    return ProofOffer(name=directories.openid.name, alone=not (ways.password or ways.ldap))
