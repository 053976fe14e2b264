"""Passwords as they are kept: argon2id, with the salt and the cost in the text."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from server.domain.identity.passwords import normal, other_forms

_HASHER = PasswordHasher()


def hash_password(password: str) -> str:
    """Return what is stored instead of the password, in its normal form."""
    return _HASHER.hash(normal(password))


def fits(password: str, stored: str | None) -> bool:
    """Tell whether a password is the stored one; just as slow where there is no account.

    Hashes older than the normal form were made of what a keyboard sent, composed or not.
    """
    return any(_fits(form, stored) for form in (normal(password), *other_forms(password)))


def is_normal(password: str, stored: str | None) -> bool:
    """Tell whether the hash of a password that fits was made of its normal form."""
    return not other_forms(password) or _fits(normal(password), stored)


def _fits(password: str, stored: str | None) -> bool:
    try:
        _HASHER.verify(stored or _nobodys(), password)
    except (VerificationError, InvalidHashError):
        return False
    return stored is not None


@cache
def _nobodys() -> str:
    return hash_password("no account has this one")
