"""The token by which a provider says that a session ended (Back-Channel Logout 1.0, 2.6)."""

from dataclasses import dataclass

from joserfc.jwk import KeySet

from server.directories.signed_tokens import ExpectedToken, verified
from server.domain.identity.directories import AnswerRefused

LOGOUT = "http://schemas.openid.net/event/backchannel-logout"
YOUNG = 300
"""Seconds after its making that a token counts: glewlwyd's have no end of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndedAtProvider:
    """Whose sessions end; `token` is the name of the token, which counts once."""

    session_subject: str
    token: str


def check_logout_token(raw: str, keys: KeySet, expected: ExpectedToken) -> EndedAtProvider:
    """Return whose sessions end. Raises AnswerRefused, KeyUnknown.

    One that names a session and nobody is refused: we keep no names of the provider's sessions.
    """
    claims = verified(raw, keys, expected)
    issued = claims.number("iat")
    if issued is None or issued < expected.seconds - YOUNG:
        raise AnswerRefused("iat")
    events = claims.of.get("events")
    if not isinstance(events, dict) or not isinstance(events.get(LOGOUT), dict):
        raise AnswerRefused("events")
    if "nonce" in claims.of:
        raise AnswerRefused("nonce")
    subject, token = claims.of.get("sub"), claims.of.get("jti")
    if not isinstance(subject, str) or not subject:
        raise AnswerRefused("sub")
    if not isinstance(token, str) or not token:
        raise AnswerRefused("jti")
    return EndedAtProvider(session_subject=subject, token=token)
