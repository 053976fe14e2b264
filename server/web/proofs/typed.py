"""A proof before an act: a password that was typed once more, or what a passkey has signed."""

from flask import request

from server.actions.factors.passkey_proof import SignedProof
from server.actions.identity.fresh_proof import FreshProof, TypedProof
from server.domain.identity.passkeys import LONGEST_ANSWER
from server.domain.identity.passwords import LONGEST_TYPED
from server.web.proofs import asked, at_provider, passkey_place
from server.web.requests.context import signed_in_session
from server.web.requests.installation import installation

ANSWER = "passkey_answer"
"""The field of what a passkey has signed; a script fills it in."""


def proof(field: str = "password") -> FreshProof:
    """Return what stands in a form: of a passkey, else in the field of the password.

    Raises NoPasskeysHere, and ProofAwaited where the provider's word is still to come.
    """
    signed = request.form.get(ANSWER, "")
    if signed:
        return SignedProof(
            answer=signed[: LONGEST_ANSWER + 1],
            session_hash=signed_in_session().id_hash,
            path=request.path,
            party=passkey_place.party(),
        )
    held = installation().settings.directories.ldap
    return TypedProof(
        request.form.get(field, "")[:LONGEST_TYPED],
        directory=asked.ldap() if held else None,
        sought=at_provider.sought(),
    )
