"""Secrets as the database keeps them: encrypted under this installation's own key.

Who reads the database alone, a backup or an export, learns nothing; and a secret opens for the
person it was sealed for alone, so that a row moved to another account is worth nothing.
"""

import hmac
import secrets
from collections.abc import Iterable
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_NONCE = 12
_NAME = 8
_APART = "."


def seal(key: bytes, person_id: UUID, plain: bytes) -> bytes:
    """Encrypt a person's secret under the installation's key."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + _cipher(key).encrypt(nonce, plain, person_id.bytes)


def unseal(key: bytes, person_id: UUID, sealed: bytes) -> bytes | None:
    """Open what `seal` made; None where it is another person's or another installation's."""
    try:
        return _cipher(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], person_id.bytes)
    except (InvalidTag, ValueError):
        return None


def unseal_by_any(keys: Iterable[bytes], person_id: UUID, sealed: bytes) -> bytes | None:
    """Open what was sealed under one of these keys; None where it was under none."""
    opened = (unseal(key, person_id, sealed) for key in keys)
    return next((plain for plain in opened if plain is not None), None)


def keyed_hash(key: bytes, person_id: UUID, text: str) -> str:
    """Return what is kept of a person's recovery code: nobody tries one without the key.

    The key's name stands before it, so that what hangs on a former key can be counted.
    """
    return f"{name_of(key)}{_APART}{_hash(key, person_id, text)}"


def kept_hashes(keys: Iterable[bytes], person_id: UUID, text: str) -> list[str]:
    """Return all that may be kept of a code under these keys; older releases named no key."""
    return [
        each
        for key in keys
        for each in (keyed_hash(key, person_id, text), _hash(key, person_id, text))
    ]


def name_of(key: bytes) -> str:
    """Name a key by what tells nothing of it, so that two can be told apart."""
    return _derived(key, b"binhxet.name-of-key").hex()[:_NAME]


def _hash(key: bytes, person_id: UUID, text: str) -> str:
    own = _derived(key, b"binhxet.recovery-code")
    return hmac.new(own, f"{person_id} {text}".encode(), "sha256").hexdigest()


def _cipher(key: bytes) -> AESGCM:
    return AESGCM(_derived(key, b"binhxet.second-factor"))


def _derived(key: bytes, use: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=use).derive(key)
