"""Text that only this installation can read again, each kind by a key of its own."""

import base64
import hashlib
import zlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from server.web.requests.installation import installation


def seal(kind: str, plain: bytes) -> bytes:
    """Compress and encrypt."""
    return _cipher(kind).encrypt(zlib.compress(plain))


def unseal(kind: str, sealed: bytes, *, seconds: int) -> bytes | None:
    """Open what `seal` made; None where it is older than that, or not ours."""
    try:
        return zlib.decompress(_cipher(kind).decrypt(sealed, ttl=seconds))
    except InvalidToken:
        return None


def _cipher(kind: str) -> MultiFernet:
    """Seal under the newest secret, and open what the one before it has sealed."""
    return MultiFernet([_of(kind, secret) for secret in installation().settings.secrets])


def _of(kind: str, secret: str) -> Fernet:
    key = hashlib.sha256(f"binhxet.{kind} {secret}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
