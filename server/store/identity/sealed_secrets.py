"""Secrets as the database keeps them: encrypted under this installation's own key.

Who reads the database alone, a backup or an export, learns nothing; and a secret opens for the
person it was sealed for alone, so that a row moved to another account is worth nothing.
"""

import hmac
import secrets
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_NONCE = 12


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


def keyed_hash(key: bytes, person_id: UUID, text: str) -> str:
    """Return what is kept of a person's recovery code: nobody tries one without the key."""
    own = _derived(key, b"binhxet.recovery-code")
    return hmac.new(own, f"{person_id} {text}".encode(), "sha256").hexdigest()


def _cipher(key: bytes) -> AESGCM:
    return AESGCM(_derived(key, b"binhxet.second-factor"))


def _derived(key: bytes, use: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=use).derive(key)
