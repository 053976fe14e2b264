"""The tree and its proofs: the RFC's vectors, an independent recursion, the RFC's own checks."""

from collections.abc import Sequence

import pytest

from server.domain.log.checks import extends, includes
from server.domain.log.edge import RightEdge
from server.domain.log.refused import LogRefused
from server.domain.log.tree import (
    EMPTY,
    consistency,
    inclusion,
    leaf_hash,
    root,
    roots_at,
)
from tests.domain.log.trees import by_the_rfc, leaves, node_in

VECTORS = [
    bytes.fromhex(entry)
    for entry in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
"""The entries of the reference implementation of RFC 6962, and its roots of 1 to 8 of them."""
ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
MOST = 1025
ALL = leaves(MOST)
NODE = node_in(ALL)
SMALL = [by_the_rfc(ALL[:size]) for size in range(201)]


def test_roots_are_those_of_the_vectors() -> None:
    hashed = [leaf_hash(entry) for entry in VECTORS]
    assert root(0, NODE) == EMPTY
    assert [found.hex() for _, found in roots_at(hashed, range(len(ROOTS) + 1))] == [*ROOTS]


@pytest.mark.slow
def test_four_ways_to_a_root_agree_from_nothing_to_1025_leaves() -> None:
    edge, read = RightEdge(), {0: EMPTY, **dict(roots_at(ALL, range(MOST + 1)))}
    for size in range(MOST + 1):
        wanted = by_the_rfc(ALL[:size])
        assert root(size, NODE) == wanted == read[size]
        assert (edge.size, edge.root) == (size, wanted)
        edge, _ = edge.grown(ALL[size : size + 1])


def proved(index: int, size: int, leaf: bytes, proof: Sequence[bytes]) -> bool:
    return includes(index=index, size=size, leaf=leaf, proof=proof, root=SMALL[size])


def goes_on(old: int, new: int, roots: tuple[bytes, bytes], proof: Sequence[bytes]) -> bool:
    return extends(old=old, new=new, old_root=roots[0], new_root=roots[1], proof=proof)


def test_the_inclusion_of_every_leaf_of_small_trees_is_proved_and_of_no_other() -> None:
    for size in range(1, 130):
        for index in range(size):
            proof = inclusion(index, size, NODE)
            assert proved(index, size, ALL[index], proof)
            assert not proved(index, size, ALL[index + 1], proof)


@pytest.mark.parametrize("size", [2, 7, 64, 200])
def test_a_changed_inclusion_proof_proves_nothing(size: int) -> None:
    proof = inclusion(1, size, NODE)
    assert proved(1, size, ALL[1], proof)
    assert not proved(0, size, ALL[1], proof)
    assert not proved(size, size, ALL[1], proof)
    for other in ([*proof, EMPTY], proof[:-1], [proof[0] + b"\0", *proof[1:]]):
        assert not proved(1, size, ALL[1], other)


@pytest.mark.slow
def test_consistency_is_proved_between_all_sizes_up_to_200() -> None:
    for new in range(201):
        for old in range(new + 1):
            proof = consistency(old, new, NODE)
            assert goes_on(old, new, (SMALL[old], SMALL[new]), proof)
            if 0 < old < new:
                changed = [bytes([proof[0][0] ^ 1]) + proof[0][1:], *proof[1:]]
                assert not goes_on(old, new, (SMALL[old - 1], SMALL[new]), proof)
                assert not goes_on(old, new, (SMALL[old], SMALL[new - 1]), proof)
                assert not goes_on(old, new, (SMALL[old], SMALL[new]), changed)


def test_a_proof_from_nothing_is_empty_and_says_nothing() -> None:
    assert goes_on(0, 7, (EMPTY, SMALL[3]), [])
    assert not goes_on(0, 7, (EMPTY, SMALL[7]), [EMPTY])
    assert not goes_on(0, 0, (EMPTY, SMALL[7]), [])
    assert not goes_on(7, 3, (SMALL[7], SMALL[3]), [])


def test_no_proof_is_made_outside_the_tree() -> None:
    with pytest.raises(LogRefused):
        inclusion(7, 7, NODE)
    with pytest.raises(LogRefused):
        consistency(8, 7, NODE)
