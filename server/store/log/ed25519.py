"""Ed25519 signatures for the domain's notes; the private key is 32 bytes."""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from server.domain.log.keys import KeyKind, Signer, VerifierKey


def verify(public: bytes, signature: bytes, message: bytes) -> bool:
    """Tell whether the key made the signature of the message."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def new_private_key() -> bytes:
    """Make a private key from the system's randomness."""
    return Ed25519PrivateKey.generate().private_bytes_raw()


def signer_of(private: bytes, name: str, kind: KeyKind = KeyKind.LOG) -> Signer:
    """Return the signer a private key is. Raises ValueError where it is none."""
    key = Ed25519PrivateKey.from_private_bytes(private)
    public = key.public_key().public_bytes_raw()
    return Signer(VerifierKey(name, kind, public), key.sign)
