"""A proof at the OpenID provider before an act: begun, brought back, and the act sent after it.

What was sent is kept sealed for its session, and sent again by a button once it is proved.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from http import HTTPStatus
from uuid import UUID

from flask import Blueprint, Response, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from server.actions.directories import prove_anew
from server.actions.directories.prove_anew import PROOF_HOLDS, BegunProof, BroughtAnswer
from server.directories.openid_provider import ANEW, BegunSignIn, OpenIdProvider
from server.domain.identity.directories import (
    AnswerRefused,
    Directory,
    DirectorySilent,
    ProofNotFresh,
    ProofOfAnother,
)
from server.domain.people.actors import TooManyTries
from server.domain.refusals import Refusal
from server.domain.tasks.work import NotThere
from server.store.identity import directory_links, provider_proofs
from server.store.identity.provider_proofs import KEPT, ProviderProof
from server.store.identity.web_sessions import hashed
from server.web.proofs import asked
from server.web.proofs.at_provider import ProofAwaited
from server.web.refusals.refusals import sentence, status_of
from server.web.requests import kept_forms, sealing
from server.web.requests.access import SIGNED_IN, access
from server.web.requests.addresses import stand_at
from server.web.requests.context import actor, now, session, signed_in_session
from server.web.requests.identity import signed_in
from server.web.requests.installation import installation
from server.web.requests.kept_forms import KeptForm

blueprint = Blueprint("proving", __name__)
_KIND = "provider-proof"
REFUSED = (AnswerRefused, DirectorySilent, ProofNotFresh, ProofOfAnother, TooManyTries)


@dataclass(frozen=True, slots=True)
class SentAct:
    """What the browser takes along, and the act that was sent and waits."""

    begun: BegunSignIn
    form: KeptForm

    def sealed(self) -> bytes:
        """Encrypt it."""
        form = [self.form.person, self.form.address, self.form.pairs]
        return sealing.seal(_KIND, json.dumps([asdict(self.begun), form]).encode())

    @classmethod
    def opened(cls, sealed: bytes) -> "SentAct":
        """Open what was sealed. Raises NotThere where it is too old, or of another installation."""
        plain = sealing.unseal(_KIND, sealed, seconds=int(KEPT.total_seconds()))
        if plain is None:
            raise NotThere
        begun, (person, address, pairs) = json.loads(plain)
        texts = tuple((name, text) for name, text in pairs)
        return cls(BegunSignIn(**begun), KeptForm(person, address, texts))


@blueprint.app_errorhandler(ProofAwaited)
def ask(_: ProofAwaited) -> ResponseReturnValue:
    """Keep the act that was sent, and go to the page that leads to the provider.

    A form may lead to no other site, not even by way of us: a link does.
    """
    session().rollback()
    form = kept_forms.posted(str(actor().person_id))
    sent = SentAct(BegunSignIn.new(), form)
    begun = BegunProof(
        session_hash=signed_in_session().id_hash,
        purpose=form.address.partition("?")[0],
        link_id=_link(),
        begun=sent.begun,
        sealed=sent.sealed(),
    )
    made = prove_anew.begin(session(), begun, at=asked.real_time())
    return redirect(url_for("proving.show", proof_id=made), HTTPStatus.SEE_OTHER)


@blueprint.get("/proof/<uuid:proof_id>")
@access(SIGNED_IN)
def show(proof_id: UUID) -> ResponseReturnValue:
    """Lead to the provider; after it has answered, send the act, or begin anew."""
    provider = asked.provider()
    proof = provider_proofs.find(session(), proof_id, signed_in_session().id_hash)
    if proof is None:
        raise NotThere
    sent = SentAct.opened(proof.sealed)
    if not prove_anew.waits(proof, asked.real_time()):
        return _page(sent, proved=_holds(proof))
    try:
        return _page(sent, address=provider.address_of(sent.begun, ANEW))
    except (AnswerRefused, DirectorySilent) as refusal:
        return _page(sent, refusal=refusal), status_of(refusal)


def answered(provider: OpenIdProvider, fields: Mapping[str, str]) -> Response | None:
    """Take the provider's answer to a proof; None where this session has begun no such."""
    found = signed_in()
    if found is None:
        return None
    state = hashed(fields.get("state", ""))
    proof = provider_proofs.of_state(session(), state, found.session.id_hash)
    if proof is None:
        return None
    sent, here = SentAct.opened(proof.sealed), url_for("proving.show", proof_id=proof.id)
    stand_at(here)
    brought = BroughtAnswer(proof=proof, begun=sent.begun, fields=fields, at=asked.real_time())
    try:
        prove_anew.take(session(), provider, brought, actor=found.actor, now=now())
    except REFUSED as refusal:
        session().rollback()
        return make_response(_page(sent, refusal=refusal), status_of(refusal))
    return make_response(redirect(here, HTTPStatus.SEE_OTHER))


def _link() -> UUID:
    """Return the link by which it is to be proved. Raises NotThere where it is gone by now."""
    issuer, person_id = asked.provider().settings.links_issuer, actor().person_id
    link = directory_links.by_issuer(session(), person_id, Directory.OPENID, issuer)
    if link is None:
        raise NotThere
    return link.id


def _holds(proof: ProviderProof) -> bool:
    """Tell whether it may still be used."""
    return proof.proved_at is not None and proof.proved_at > asked.real_time() - PROOF_HOLDS


def _page(
    sent: SentAct, *, address: str = "", proved: bool = False, refusal: Refusal | None = None
) -> str:
    held = installation().settings.directories.openid
    return render_template(
        "directories/proof.html",
        kept=sent.form,
        address=address,
        proved=proved,
        refused=sentence(refusal) if refusal else "",
        name=held.name if held else "",
    )
