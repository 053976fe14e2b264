"""A password that was typed once more, before an act that wants a fresh proof."""

from flask import request

from server.actions.identity.fresh_password import TypedProof
from server.domain.identity.passwords import LONGEST_TYPED
from server.web.proofs import asked
from server.web.requests.installation import installation


def proof(field: str = "password") -> TypedProof:
    """Return what stands in a field of the form, with the directory that may know it."""
    held = installation().settings.directories.ldap
    return TypedProof(
        request.form.get(field, "")[:LONGEST_TYPED], directory=asked.ldap() if held else None
    )
