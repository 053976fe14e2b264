"""Tiles as C2SP's tlog-tiles publishes a tree: what they are called and what they hold."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from server.domain.log.edge import HEIGHT, WIDTH
from server.domain.log.refused import LogRefused
from server.domain.log.tree import HASH_BYTES, Node, folded

ENTRIES = "entries"
HIGHEST = 63
LONGEST_ENTRY = 65_535
_PATH = re.compile(
    r"tile/(?P<level>entries|[0-9]{1,2})/(?P<index>(?:x[0-9]{3}/){0,6}[0-9]{3})"
    r"(?:\.p/(?P<width>[1-9][0-9]{0,2}))?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class TileName:
    """A tile of hashes at a level, or a bundle of entries where the level is None.

    `width` is how many it holds, 256 where it is full.
    """

    level: int | None
    index: int
    width: int = WIDTH

    @property
    def path(self) -> str:
        """Its path below the log's address."""
        level = ENTRIES if self.level is None else str(self.level)
        partial = f".p/{self.width}" if self.width < WIDTH else ""
        return f"tile/{level}/{_grouped(self.index)}{partial}"

    def within(self, size: int) -> bool:
        """Tell whether a tree of that size has as many hashes there."""
        held = size >> HEIGHT * (self.level or 0)
        return self.index * WIDTH + self.width <= held


def parse_path(path: str) -> TileName:
    """Read what `TileName.path` writes. Raises LogRefused for every other spelling."""
    found = _PATH.fullmatch(path)
    if found is None:
        raise LogRefused("no path of a tile")
    level = None if found["level"] == ENTRIES else int(found["level"])
    index = int(found["index"].replace("x", "").replace("/", ""))
    name = TileName(level, index, int(found["width"] or WIDTH))
    if name.path != path or (level or 0) > HIGHEST:
        raise LogRefused("no path of a tile")
    return name


def bundle(entries: Sequence[bytes]) -> bytes:
    """Write entries as a bundle does: each with its length before it."""
    if any(len(entry) > LONGEST_ENTRY for entry in entries):
        raise LogRefused("an entry longer than 65,535 bytes")
    return b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)


def node_in_tiles(size: int, read: Callable[[TileName], bytes]) -> Node:
    """Answer the nodes of a tree of that size from its tiles alone; each tile is read once.

    Raises LogRefused for a tile of another length, and whatever `read` raises.
    """
    tiles: dict[tuple[int, int], list[bytes]] = {}

    def hashes_of(level: int, index: int) -> list[bytes]:
        if (level, index) not in tiles:
            width = min(WIDTH, (size >> HEIGHT * level) - index * WIDTH)
            tiles[level, index] = hashes_in(read(TileName(level, index, width)), width)
        return tiles[level, index]

    def node(level: int, index: int) -> bytes:
        tile_level, above = divmod(level, HEIGHT)
        first = index << above
        begins = first % WIDTH
        return folded(hashes_of(tile_level, first // WIDTH)[begins : begins + (1 << above)])

    return node


def hashes_in(data: bytes, width: int) -> list[bytes]:
    """Read the hashes of a tile. Raises LogRefused where it does not hold that many."""
    if width < 1 or len(data) != width * HASH_BYTES:
        raise LogRefused("a tile of another length")
    return [data[at : at + HASH_BYTES] for at in range(0, len(data), HASH_BYTES)]


def _grouped(index: int) -> str:
    """Write a number in groups of three digits, all but the last with an x before them."""
    text = f"{index % 1000:03}"
    while index >= 1000:  # noqa: PLR2004 - groups of three digits
        index //= 1000
        text = f"x{index % 1000:03}/{text}"
    return text
