"""The right edge of the tree: what a log has to read to grow, and the full tiles that come of it.

On each level of tiles the edge holds the 0 to 255 hashes that fill no tile yet.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from server.domain.log.tree import EMPTY, folded, node_hash

WIDTH = 256
"""The hashes of a full tile."""
HEIGHT = 8
"""The levels of the tree that one level of tiles covers."""
Levels: TypeAlias = "tuple[tuple[bytes, ...], ...]"


@dataclass(frozen=True, slots=True)
class FullTile:
    """A tile that will not change any more, and the node above it."""

    level: int
    index: int
    root: bytes
    data: bytes


@dataclass(frozen=True, slots=True)
class RightEdge:
    """The hashes of the partial tiles, level by level from the leaves."""

    levels: Levels = ()

    @property
    def size(self) -> int:
        """The number of leaves of the whole tree."""
        return sum(len(hashes) << HEIGHT * level for level, hashes in enumerate(self.levels))

    @property
    def root(self) -> bytes:
        """The root of the whole tree."""
        found: bytes | None = None
        for hashes in self.levels:
            for peak in _peaks(hashes):
                found = peak if found is None else node_hash(peak, found)
        return EMPTY if found is None else found

    def grown(self, leaf_hashes: Sequence[bytes]) -> "tuple[RightEdge, list[FullTile]]":
        """Append leaves; return the new edge and the tiles that are full now."""
        size, new = self.size, list(leaf_hashes)
        levels: list[tuple[bytes, ...]] = []
        full: list[FullTile] = []
        while new or len(levels) < len(self.levels):
            level = len(levels)
            held = [*(self.levels[level] if level < len(self.levels) else ()), *new]
            tiles = _full_tiles(level, size >> HEIGHT * (level + 1), held)
            full += tiles
            new = [tile.root for tile in tiles]
            levels.append(tuple(held[len(tiles) * WIDTH :]))
        return RightEdge(tuple(levels)), full


def _full_tiles(level: int, index: int, hashes: Sequence[bytes]) -> list[FullTile]:
    found = []
    for nth in range(len(hashes) // WIDTH):
        tile = hashes[nth * WIDTH : (nth + 1) * WIDTH]
        found.append(FullTile(level, index + nth, folded(tile), b"".join(tile)))
    return found


def _peaks(hashes: Sequence[bytes]) -> list[bytes]:
    """Return the complete trees of a partial tile, from right to left."""
    found, end = [], len(hashes)
    for level in range(HEIGHT):
        if len(hashes) >> level & 1:
            found.append(folded(hashes[end - (1 << level) : end]))
            end -= 1 << level
    return found
