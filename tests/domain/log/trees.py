"""Trees and signers for the tests of the log: an independent recursion beside the product's."""

import hashlib
from collections.abc import Sequence

from server.domain.log.checkpoints import Checkpoint, sign_checkpoint
from server.domain.log.keys import KeyKind, Signer
from server.domain.log.tree import Node, leaf_hash, node_hash
from server.store.log.ed25519 import signer_of

ORIGIN = "binhxet.example/nhat-ky"


def entry(index: int) -> bytes:
    return hashlib.sha256(b"entry %d" % index).digest()


def leaves(size: int) -> list[bytes]:
    return [leaf_hash(entry(index)) for index in range(size)]


def by_the_rfc(hashes: Sequence[bytes]) -> bytes:
    """MTH of RFC 6962, section 2.1, as it is written there."""
    if not hashes:
        return hashlib.sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    left = 1
    while left * 2 < len(hashes):
        left *= 2
    below = by_the_rfc(hashes[:left]) + by_the_rfc(hashes[left:])
    return hashlib.sha256(b"\x01" + below).digest()


def node_in(hashes: Sequence[bytes]) -> Node:
    """Answer the complete nodes over leaf hashes, level by level."""
    levels = [list(hashes)]
    while len(levels[-1]) > 1:
        below = levels[-1]
        pairs = range(0, len(below) - 1, 2)
        levels.append([node_hash(below[at], below[at + 1]) for at in pairs])
    return lambda level, index: levels[level][index]


def signer(number: int, name: str = ORIGIN, kind: KeyKind = KeyKind.LOG) -> Signer:
    return signer_of(hashlib.sha256(b"key %d" % number).digest(), name, kind)


LOG = signer(1)
WITNESS = signer(2, "kiem-tra.example/w1", KeyKind.WITNESS)


def checkpoint(size: int, *signers: Signer, root: bytes | None = None) -> bytes:
    at = Checkpoint(ORIGIN, size, by_the_rfc(leaves(size)) if root is None else root)
    return sign_checkpoint(at, signers or (LOG,))
