"""Whether a proof holds, by the loops of RFC 9162 (2.1.3.2 and 2.1.4.2).

On purpose another way than the one `tree` makes proofs by.
"""

from collections.abc import Sequence

from server.domain.log.tree import EMPTY, HASH_BYTES, node_hash


def includes(*, index: int, size: int, leaf: bytes, proof: Sequence[bytes], root: bytes) -> bool:
    """Tell whether the leaf hash stands at `index` in the tree of that size and root."""
    if not 0 <= index < size or not _hashes(proof):
        return False
    at, last, found = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if at & 1 or at == last:
            found = node_hash(sibling, found)
            at, last = _up_to_a_right_child(at, last)
        else:
            found = node_hash(found, sibling)
        at, last = at >> 1, last >> 1
    return last == 0 and found == root


def extends(
    *, old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]
) -> bool:
    """Tell whether the tree of size `new` begins with the one of size `old`.

    From size 0 it does whatever the new root is: that says nothing of the new tree.
    """
    if not 0 <= old <= new:
        return False
    if old == 0:
        return not proof and old_root == EMPTY and (new > 0 or new_root == EMPTY)
    if old == new:
        return not proof and old_root == new_root
    return _extends(old, new, (old_root, new_root), proof)


def _extends(old: int, new: int, roots: tuple[bytes, bytes], proof: Sequence[bytes]) -> bool:
    path = [roots[0], *proof] if old & (old - 1) == 0 else list(proof)
    if not path or not _hashes(path):
        return False
    at, last = old - 1, new - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    first = second = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            first, second = node_hash(sibling, first), node_hash(sibling, second)
            at, last = _up_to_a_right_child(at, last)
        else:
            second = node_hash(second, sibling)
        at, last = at >> 1, last >> 1
    return last == 0 and (first, second) == roots


def _up_to_a_right_child(at: int, last: int) -> tuple[int, int]:
    while at and not at & 1:
        at, last = at >> 1, last >> 1
    return at, last


def _hashes(proof: Sequence[bytes]) -> bool:
    return all(len(found) == HASH_BYTES for found in proof)
