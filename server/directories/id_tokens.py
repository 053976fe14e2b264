"""The ID token of a sign-in (OpenID Connect Core 1.0, 3.1.3.7)."""

import hmac

from joserfc.jwk import KeySet

from server.directories.signed_tokens import Claims, ExpectedToken, verified
from server.domain.identity.directories import AnswerRefused


def check_id_token(raw: str, keys: KeySet, expected: ExpectedToken, *, nonce: str) -> Claims:
    """Return what it says of who signed in. Raises AnswerRefused, KeyUnknown."""
    claims = verified(raw, keys, expected)
    if claims.number("exp") is None:
        raise AnswerRefused("exp")
    if not hmac.compare_digest(claims.text("nonce").encode(), nonce.encode()):
        raise AnswerRefused("nonce")
    if not isinstance(claims.of.get("sub"), str) or not claims.text("sub"):
        raise AnswerRefused("sub")
    if "events" in claims.of:
        raise AnswerRefused("events")
    return claims
