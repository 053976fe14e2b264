"""The second factor of a sign-in: codes of an authenticator app, passkeys, recovery codes."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from server.domain.people.actors import Actor
from server.domain.refusals import Refusal

STEP = 30
"""Seconds a code is shown for (RFC 6238)."""
DRIFT = (0, -1, 1)
"""Steps a phone's clock may be away: a code stays good for half a minute more."""
TRIES = 8
"""Wrong codes of a person in the window that passwords are counted in."""
OFFER_HOLDS = timedelta(minutes=15)
"""How long a key that was shown waits for its first code."""
HALF_HOLDS = timedelta(minutes=10)
"""How long a sign-in whose password was right waits for its code."""
RECOVERY_CODES = 10
RECOVERY_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that look alike."""
RECOVERY_LENGTH = 10


class FactorKind(StrEnum):
    """What proves, beside the password, that it is the person."""

    AUTHENTICATOR = "authenticator"
    PASSKEY = "passkey"


class FactorEnd(StrEnum):
    """Why a factor is there no longer."""

    REPLACED = "replaced"
    OWN = "own"
    """The person removed it."""
    CLOSED = "closed"
    """The account was closed."""
    APPOINTED = "appointed"
    """Its person got powers that whoever had set it up may not have been meant to have."""
    RESET = "reset"
    """It was lost: two administrators took it away, or the operator did."""


@dataclass(eq=False)
class WrongCode(Refusal):
    """It is not the code of now, or was used."""


@dataclass(eq=False)
class OfferOver(Refusal):
    """No key waits for its first code: it was shown too long ago, or in another session."""


@dataclass(eq=False)
class SignInOver(Refusal):
    """No sign-in waits for a code: it was begun too long ago."""


@dataclass(eq=False)
class FactorMissing(Refusal):
    """The person has no second factor."""


@dataclass(eq=False)
class FactorRequired(Refusal):
    """In this post nobody acts by a password alone, and the person has no second factor."""


def check_factor(actor: Actor, positions: Collection[str], *, has_factor: bool) -> None:
    """Refuse who acts in a position that wants a factor, own or lent, and has none.

    Accounts of a demonstration have none. Raises FactorRequired.
    """
    if actor.position in positions and not has_factor and not actor.demonstration:
        raise FactorRequired


def step_of(at: datetime) -> int:
    """Return the number of the half minute that codes are made of."""
    return int(at.timestamp()) // STEP


def typed_code(text: str) -> str | None:
    """Read six digits, in groups or not; None where it is something else.

    Digits of other scripts are none: `int` and `isdigit` would take them.
    """
    plain = re.sub(r"[ \-]", "", text.strip())
    return plain if re.fullmatch("[0-9]{6}", plain) else None


def typed_recovery_code(text: str) -> str | None:
    """Read a recovery code as it is kept; None where it cannot be one."""
    plain = re.sub(r"[ \-]", "", text.strip()).lower()
    fits = len(plain) == RECOVERY_LENGTH and set(plain) <= set(RECOVERY_LETTERS)
    return plain if fits else None


def shown_recovery_code(code: str) -> str:
    """Write a recovery code so that it can be read off paper."""
    half = RECOVERY_LENGTH // 2
    return f"{code[:half]}-{code[half:]}"
