"""The tree as rows: full tiles, and the right edge read from what never changes.

The partial tile of the lowest level is the last leaves; that of a higher one is the roots of the
full tiles below.
"""

from collections.abc import Sequence

from sqlalchemy import text

from server.domain.log.edge import HEIGHT, WIDTH, FullTile, RightEdge
from server.domain.log.refused import LogRefused
from server.domain.log.tiles import TileName, bundle, node_in_tiles
from server.domain.log.tree import HASH_BYTES, Node, leaf_hash
from server.store import Session
from server.store.log import leaves


def edge(session: Session, size: int) -> RightEdge:
    """Read the edge of the tree of that size, at most 255 rows a level.

    Raises LogRefused where rows of it are missing.
    """
    levels, level = [], 0
    while held := size >> HEIGHT * level:
        width = held % WIDTH
        levels.append(tuple(_hashes(session, level, held - width, width)))
        level += 1
    return RightEdge(tuple(levels))


def write(session: Session, tiles: Sequence[FullTile]) -> None:
    """Write tiles that have become full."""
    for tile in tiles:
        values = {"level": tile.level, "n": tile.index, "root": tile.root, "data": tile.data}
        session.execute(_WRITE, values)


def tile_data(session: Session, name: TileName) -> bytes:
    """Return what a tile or bundle holds, as it is published.

    Raises LogRefused where the tree is not that large.
    """
    first = name.index * WIDTH
    if name.level is None:
        found = leaves.entries(session, first, name.width)
        if len(found) != name.width:
            raise LogRefused("no such bundle")
        return bundle(found)
    values = {"level": name.level, "n": name.index}
    full: bytes | None = session.execute(_DATA, values).scalar_one_or_none()
    if full is not None:
        return bytes(full)[: name.width * HASH_BYTES]
    return b"".join(_hashes(session, name.level, first, name.width))


def node(session: Session, size: int) -> Node:
    """Answer the nodes of the tree of that size."""
    return node_in_tiles(size, lambda name: tile_data(session, name))


def _hashes(session: Session, level: int, first: int, number: int) -> Sequence[bytes]:
    """Return hashes of a level of tiles. Raises LogRefused where some are missing."""
    if not number:
        return ()
    if level == 0:
        found = [leaf_hash(entry) for entry in leaves.entries(session, first, number)]
    else:
        values = {"level": level - 1, "first": first, "after": first + number}
        found = [bytes(row.root) for row in session.execute(_ROOTS, values)]
    if len(found) != number:
        raise LogRefused(f"hashes of level {level} are missing from {first} on")
    return found


_WRITE = text("INSERT INTO tile(level, n, root, data) VALUES (:level, :n, :root, :data)")
_DATA = text("SELECT data FROM tile WHERE level = :level AND n = :n")
_ROOTS = text(
    "SELECT root FROM tile WHERE level = :level AND n >= :first AND n < :after ORDER BY n"
)
