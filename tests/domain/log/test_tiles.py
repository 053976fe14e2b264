"""Tiles: their paths, what they hold, and that nothing else is needed for a proof."""

from collections import Counter

import pytest

from server.domain.log.edge import RightEdge
from server.domain.log.refused import LogRefused
from server.domain.log.tiles import TileName, bundle, node_in_tiles, parse_path
from server.domain.log.tree import consistency, inclusion, root
from tests.domain.log.reading import tiles_of, unbundled
from tests.domain.log.trees import by_the_rfc, leaves, node_in

PATHS = {
    TileName(0, 1234067): "tile/0/x001/x234/067",
    TileName(0, 0, 5): "tile/0/000.p/5",
    TileName(None, 273, 112): "tile/entries/273.p/112",
    TileName(63, 1000): "tile/63/x001/000",
}
OTHER_SPELLINGS = (
    "tile/0/1", "tile/00/000", "tile/64/000", "tile/0/x000/001", "tile/0/001.p/256",
    "tile/0/001.p/0", "tile/0/001.p/07", "tile/entry/000", "tile/0/٠٠١", "tile/0/001\n",
    "tile/8/0/000",
)  # fmt: skip


@pytest.mark.parametrize(("name", "path"), PATHS.items())
def test_a_tile_is_called_as_the_specification_says(name: TileName, path: str) -> None:
    assert name.path == path
    assert parse_path(path) == name


@pytest.mark.parametrize("path", OTHER_SPELLINGS)
def test_a_path_has_one_spelling(path: str) -> None:
    with pytest.raises(LogRefused):
        parse_path(path)


def test_a_tree_of_70000_has_the_tiles_of_the_specification() -> None:
    found = Counter((name.level, name.width) for name in tiles_of(70_000))
    assert found == {(0, 256): 273, (0, 112): 1, (1, 256): 1, (1, 17): 1, (2, 1): 1}


@pytest.mark.parametrize("size", [1, 2, 255, 256, 257, 600, 1025])
def test_proofs_from_tiles_alone_are_those_of_the_tree(size: int) -> None:
    hashes = leaves(size)
    whole = node_in(hashes)
    node = node_in_tiles(size, lambda name: _data(name, hashes))
    assert root(size, node) == by_the_rfc(hashes)
    assert inclusion(size // 2, size, node) == inclusion(size // 2, size, whole)
    old = max(1, size // 3)
    assert consistency(old, size, node) == consistency(old, size, whole)


def test_a_tile_of_another_length_is_refused() -> None:
    node = node_in_tiles(3, lambda _: b"\0" * 64)
    with pytest.raises(LogRefused):
        root(3, node)


def test_whatever_the_batches_the_full_tiles_are_the_same() -> None:
    hashes = leaves(70_000)
    at_once = RightEdge().grown(hashes)
    edge, tiles, at = RightEdge(), [], 0
    for batch in (1, 254, 1, 256, 257, 1000, 65_000, 3231):
        edge, full = edge.grown(hashes[at : at + batch])
        tiles += full
        at += batch
    assert at == len(hashes)
    assert edge == at_once[0]
    assert sorted(map(repr, tiles)) == sorted(map(repr, at_once[1]))
    assert [(tile.level, tile.index) for tile in at_once[1] if tile.level] == [(1, 0)]


def test_a_bundle_gives_its_entries_back_and_one_cut_off_none() -> None:
    entries = [b"", b"a" * 32, b"b" * 65_535]
    assert unbundled(bundle(entries)) == entries
    with pytest.raises(LogRefused):
        unbundled(bundle(entries)[:-1])
    with pytest.raises(LogRefused):
        unbundled(b"\0")
    with pytest.raises(LogRefused):
        bundle([b"c" * 65_536])


def _data(name: TileName, hashes: list[bytes]) -> bytes:
    node, level = node_in(hashes), 8 * (name.level or 0)
    first = name.index * 256
    return b"".join(node(level, first + at) for at in range(name.width))
