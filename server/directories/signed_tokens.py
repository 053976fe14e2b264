"""A token signed by an OpenID provider: its signature, and the claims that all of them share."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from server.domain.identity.directories import AnswerRefused

ALGORITHMS = ("RS256", "PS256", "ES256", "EdDSA")
"""What a provider may sign with, whatever it says of itself: `none` and shared secrets are none."""
LEEWAY = 60
"""Seconds that the clocks of provider and server may be apart."""
LONGEST_TOKEN = 16_384
OWN_WORD = frozenset({"email", "phone_number"})
"""Claims that the owner of an account types: `…_verified` says whether it is theirs (Core, 5.1)."""


class KeyUnknown(Exception):
    """The token names a key that the provider had not published when it was asked last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedToken:
    """Whose token it has to be, for whom, and when it is read (by the real clock)."""

    issuer: str
    client: str
    at: datetime

    @property
    def seconds(self) -> int:
        """The moment as tokens write it."""
        return int(self.at.timestamp())


@dataclass(frozen=True, slots=True)
class Claims:
    """What a token says, after its signature was checked."""

    of: Mapping[str, Any]

    def text(self, name: str) -> str:
        """Return a claim that is a text or a number; empty where it is neither."""
        value = self.of.get(name)
        whole = isinstance(value, int) and not isinstance(value, bool)
        return str(value) if isinstance(value, str) or whole else ""

    def linking(self, name: str) -> str:
        """Return the claim an account is linked by; empty where the provider vouches for none."""
        vouched = name not in OWN_WORD or self.of.get(f"{name}_verified") is True
        return self.text(name) if vouched else ""

    def number(self, name: str) -> float | None:
        """Return a claim that is a number; None where it is none."""
        value = self.of.get(name)
        counts = isinstance(value, int | float) and not isinstance(value, bool)
        return value if counts else None

    @property
    def audience(self) -> frozenset[str]:
        """Whom the token is for."""
        return _texts(self.of.get("aud"))

    @property
    def contexts(self) -> frozenset[str]:
        """How the person proved to the provider who they are: `acr`, and each of `amr`."""
        return (_texts(self.of.get("amr")) | {self.text("acr")}) - {""}


def verified(raw: str, keys: KeySet, expected: ExpectedToken) -> Claims:
    """Check signature, issuer, audience and times. Raises AnswerRefused, KeyUnknown."""
    if len(raw) > LONGEST_TOKEN:
        raise AnswerRefused("length")
    registry = JWSRegistry(algorithms=list(ALGORITHMS), strict_check_header=False)
    try:
        claims = Claims(jwt.decode(raw, keys, registry=registry).claims)
    except InvalidKeyIdError as error:
        raise KeyUnknown from error
    except (JoseError, ValueError, TypeError) as error:  # the latter: headers of no known shape
        raise AnswerRefused("signature") from error
    _check_whose(claims, expected)
    _check_times(claims, expected)
    return claims


def _check_whose(claims: Claims, expected: ExpectedToken) -> None:
    if claims.of.get("iss") != expected.issuer:
        raise AnswerRefused("iss")
    if expected.client not in claims.audience:
        raise AnswerRefused("aud")
    party = claims.of.get("azp")
    if party not in {None, expected.client} or (len(claims.audience) > 1 and party is None):
        raise AnswerRefused("azp")


def _check_times(claims: Claims, expected: ExpectedToken) -> None:
    issued, ends, begins = (claims.number(name) for name in ("iat", "exp", "nbf"))
    if issued is None or issued > expected.seconds + LEEWAY:
        raise AnswerRefused("iat")
    if "exp" in claims.of and (ends is None or ends < expected.seconds - LEEWAY):
        raise AnswerRefused("exp")
    if "nbf" in claims.of and (begins is None or begins > expected.seconds + LEEWAY):
        raise AnswerRefused("nbf")


def _texts(value: object) -> frozenset[str]:
    """Read a text, or a list of texts; anything else is none."""
    named = [value] if isinstance(value, str) else value
    if not isinstance(named, list) or not all(isinstance(each, str) for each in named):
        return frozenset()
    return frozenset(named)
