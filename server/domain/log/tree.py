"""The Merkle tree of RFC 6962: its hashes, root and proofs, made by the RFC's own recursion.

A complete node is addressed by its level (0: leaves) and its index on that level.
"""

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import TypeAlias

from server.domain.log.refused import LogRefused

HASH_BYTES = 32
EMPTY = hashlib.sha256(b"").digest()
"""The root of the tree without leaves."""
Node: TypeAlias = Callable[[int, int], bytes]
"""Answers the hash of the complete node at a level and an index."""


def leaf_hash(entry: bytes) -> bytes:
    """Return the hash of a leaf."""
    return hashlib.sha256(b"\0" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of the node above two."""
    return hashlib.sha256(b"\1" + left + right).digest()


def folded(hashes: Sequence[bytes]) -> bytes:
    """Return the node above a power of two of hashes."""
    while len(hashes) > 1:
        hashes = [node_hash(*hashes[at : at + 2]) for at in range(0, len(hashes), 2)]
    return hashes[0]


def root(size: int, node: Node) -> bytes:
    """Return the root of the first `size` leaves."""
    return _over(0, size, node) if size else EMPTY


def roots_at(leaf_hashes: Iterable[bytes], sizes: Collection[int]) -> Iterator[tuple[int, bytes]]:
    """Yield the root at each of the sizes that the leaf hashes reach, read once."""
    peaks: list[bytes] = []
    for size, leaf in enumerate(leaf_hashes, start=1):
        _grow(peaks, size, leaf)
        if size in sizes:
            yield size, _joined(peaks)


def _grow(peaks: list[bytes], size: int, leaf: bytes) -> None:
    """Add the leaf that makes a tree of that size to its complete subtrees, left to right."""
    peaks.append(leaf)
    for _ in range((size & -size).bit_length() - 1):
        right = peaks.pop()
        peaks.append(node_hash(peaks.pop(), right))


def _joined(peaks: Sequence[bytes]) -> bytes:
    found = peaks[-1]
    for left in reversed(peaks[:-1]):
        found = node_hash(left, found)
    return found


def inclusion(index: int, size: int, node: Node) -> list[bytes]:
    """Return the proof that the leaf at `index` is among the first `size`; its sibling first.

    Raises LogRefused where it is not.
    """
    if not 0 <= index < size:
        raise LogRefused("the index lies outside the tree")
    return _path(index, (0, size), node)


def consistency(old: int, new: int, node: Node) -> list[bytes]:
    """Return the proof that the first `new` leaves begin with the first `old`.

    Empty from 0 (it proves nothing of the new root) and where both are equal. Raises LogRefused
    where the old tree is the larger one.
    """
    if not 0 <= old <= new:
        raise LogRefused("the old tree is larger than the new one")
    return _subproof(old, (0, new), node, whole=True) if old else []


def _path(index: int, over: tuple[int, int], node: Node) -> list[bytes]:
    low, high = over
    if high - low == 1:
        return []
    middle = low + split(high - low)
    if index < middle:
        return [*_path(index, (low, middle), node), _over(middle, high, node)]
    return [*_path(index, (middle, high), node), _over(low, middle, node)]


def _subproof(old: int, over: tuple[int, int], node: Node, *, whole: bool) -> list[bytes]:
    low, high = over
    if old == high:
        return [] if whole else [_over(low, high, node)]
    middle = low + split(high - low)
    if old <= middle:
        return [*_subproof(old, (low, middle), node, whole=whole), _over(middle, high, node)]
    return [*_subproof(old, (middle, high), node, whole=False), _over(low, middle, node)]


def _over(low: int, high: int, node: Node) -> bytes:
    """Return the hash over the leaves from `low` until before `high`."""
    leaves = high - low
    level = leaves.bit_length() - 1
    if leaves == 1 << level:
        return node(level, low >> level)
    middle = low + split(leaves)
    return node_hash(_over(low, middle, node), _over(middle, high, node))


def split(leaves: int) -> int:
    """Return the largest power of two below a number of leaves, two at least."""
    return 1 << (leaves - 1).bit_length() - 1
