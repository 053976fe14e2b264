"""The ID token of a sign-in (OpenID Connect Core 1.0, 3.1.3.7)."""

import hmac
import math
from datetime import datetime

from joserfc.jwk import KeySet

from server.directories.signed_tokens import LEEWAY, Claims, ExpectedToken, verified
from server.domain.identity.directories import AnswerRefused, ProofNotFresh


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


def check_fresh(proved_at: float | None, *, since: datetime, at: datetime, skew: int) -> None:
    """Refuse who did not prove it since the moment they were sent. Raises ProofNotFresh.

    A provider that asks nobody again repeats an older `auth_time`, or leaves it out.
    """
    earliest, latest = since.timestamp() - skew, at.timestamp() + LEEWAY
    if proved_at is None or not math.floor(earliest) <= proved_at <= latest:
        raise ProofNotFresh
