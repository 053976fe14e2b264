"""The names inside a compound file, the container of Word's and Excel's older formats.

Layout as in Microsoft's [MS-CFB]: a header, sectors, a table of which sector follows which, and a
directory of entries of 128 bytes. Only the directory is read; a broken file has no names.
"""

import struct
from collections.abc import Iterator

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = 512
_IN_HEADER = 109
_LAST_SECTOR = 0xFFFFFFFA
_ENTRY = 128
_LONGEST_NAME = 64
_SECTOR_SIZES = {9: 512, 12: 4096}


def names(data: bytes) -> frozenset[str]:
    """Return what the streams and storages are called; nothing where it is no compound file."""
    if not data.startswith(MAGIC) or len(data) < _HEADER:
        return frozenset()
    size = _SECTOR_SIZES.get(struct.unpack_from("<H", data, 30)[0])
    if size is None:
        return frozenset()
    following = _following(data, size)
    first = struct.unpack_from("<I", data, 48)[0]
    entries = b"".join(_chain(data, size, following, first))
    found = (_name(entries[at : at + _ENTRY]) for at in range(0, len(entries), _ENTRY))
    return frozenset(name for name in found if name)


def _following(data: bytes, size: int) -> list[int]:
    """Read the table of following sectors; its own places stand in the header and its chain."""
    places = list(struct.unpack_from(f"<{_IN_HEADER}I", data, 76))
    more, most = struct.unpack_from("<I", data, 68)[0], len(data) // size
    while more < _LAST_SECTOR and len(places) < most + _IN_HEADER:
        sector = _sector(data, size, more)
        if len(sector) < size:
            break
        *further, more = struct.unpack(f"<{size // 4}I", sector)
        places += further
    table: list[int] = []
    for place in places:
        sector = _sector(data, size, place) if place < _LAST_SECTOR else b""
        if len(sector) == size:
            table += struct.unpack(f"<{size // 4}I", sector)
    return table


def _chain(data: bytes, size: int, following: list[int], first: int) -> Iterator[bytes]:
    """Give the sectors of a chain; one that runs in a circle ends with the file's own length."""
    at = first
    for _ in range(len(data) // size):
        if at >= len(following):
            return
        yield _sector(data, size, at)
        at = following[at]


def _sector(data: bytes, size: int, number: int) -> bytes:
    start = (number + 1) * size
    return data[start : start + size]


def _name(entry: bytes) -> str:
    if len(entry) < _ENTRY or entry[66] == 0:
        return ""
    length = struct.unpack_from("<H", entry, 64)[0]
    if not 2 <= length <= _LONGEST_NAME:  # noqa: PLR2004 - at least its end mark
        return ""
    return entry[: length - 2].decode("utf-16-le", errors="replace")
