"""Codes of an authenticator app (TOTP, RFC 6238): of which half minute a typed one is."""

import hmac
from datetime import datetime

from pyotp import TOTP

from server.domain.identity.second_factors import DRIFT, STEP, step_of, typed_code

ISSUER = "Bình Xét"


def matching_step(secret: str, typed: str, *, at: datetime) -> int | None:
    """Return the half minute that a typed code is of; None where it is none of now.

    The library takes a code as often as it comes: who asks uses the half minute up.
    """
    code, now, totp = typed_code(typed), step_of(at), TOTP(secret)
    if code is None:
        return None
    fit = [now + away for away in DRIFT if hmac.compare_digest(totp.at((now + away) * STEP), code)]
    return fit[0] if fit else None


def address_of(secret: str, login: str) -> str:
    """Return what an app reads from the picture."""
    return TOTP(secret).provisioning_uri(name=login, issuer_name=ISSUER)
