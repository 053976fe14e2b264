"""Zips: one that somebody sent is read no further than asked for; a version is packed into one."""

import io
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from server.domain.deployment.upload_refusals import (
    ProcessFileTooLarge,
    TooManyProcessFiles,
    ZipLink,
    ZipLocked,
    ZipUnreadable,
)

MOST_ENTRIES: Final = 2_000
"""Entries a zip may have, with those that are not unpacked."""
_ENTRY: Final = b"PK\x01\x02"
"""Begins each entry of a zip's directory."""
_LOCKED: Final = 0x1
_PACKED: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_DAMAGED: Final = (
    zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError, OSError, zlib.error
)  # fmt: skip
_MEGABYTE: Final = 1024 * 1024


def unpacked(
    data: bytes, *, largest: int, wanted: Callable[[str], bool]
) -> Iterator[tuple[str, bytes]]:
    """Give the entries of a zip by path: the bytes of what is wanted, of all else none.

    What an entry says of its own size is not believed. Raises TooManyProcessFiles, ZipLink,
    ZipLocked, ProcessFileTooLarge and ZipUnreadable, and what `wanted` raises.
    """
    if data.count(_ENTRY) > MOST_ENTRIES:  # before an object is made of each
        raise TooManyProcessFiles(MOST_ENTRIES)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _DAMAGED:
        raise ZipUnreadable from None
    for entry in archive.infolist():
        if entry.is_dir():
            continue
        kind = stat.S_IFMT(entry.external_attr >> 16)
        if kind not in {0, stat.S_IFREG}:
            raise ZipLink(entry.filename)
        yield entry.filename, _bytes(archive, entry, largest) if wanted(entry.filename) else b""


def packed(folder: str, files: Mapping[str, str]) -> bytes:
    """Pack a version's files as a folder that can be sent or deployed again: forms in `forms/`.

    The same files give the same bytes.
    """
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in sorted(files.items()):
            form = name.endswith(".json") and name != f"{folder}.en.json"
            path = f"{folder}/forms/{name}" if form else f"{folder}/{name}"
            entry = zipfile.ZipInfo(path)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = (stat.S_IFREG | 0o644) << 16
            archive.writestr(entry, text)
    return made.getvalue()


def _bytes(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, largest: int) -> bytes:
    if entry.flag_bits & _LOCKED:
        raise ZipLocked(entry.filename)
    if entry.compress_type not in _PACKED:  # bzip2 and LZMA unpack without a bound of their own
        raise ZipUnreadable
    try:
        with archive.open(entry) as file:
            found = file.read(largest + 1)
    except _DAMAGED:
        raise ZipUnreadable from None
    if len(found) > largest:
        raise ProcessFileTooLarge(entry.filename, largest // _MEGABYTE)
    return found
