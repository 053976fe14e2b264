"""Looks at a workbook's archive before anything in it is parsed, and packs it anew.

Sizes are counted while unpacking, because the archive's own directory may lie. What could fetch,
run or show two readers two different things is refused: macros, links to outside, document types,
a part twice.
"""

import io
import zipfile
import zlib
from collections.abc import Sequence
from enum import StrEnum
from typing import Final

LARGEST: Final = 2 * 1024 * 1024
LONGEST_CELL: Final = 32_767
"""Characters that a spreadsheet program keeps in a cell; the rest of a longer one is cut off."""
LARGEST_UNPACKED: Final = 16 * 1024 * 1024
MOST_PARTS: Final = 100
STRICT: Final = b"http://purl.oclc.org/ooxml/"
"""Whose names Excel writes as "Strict Open XML Spreadsheet", which readers do not know."""
OLD_OR_ENCRYPTED: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ACTIVE: Final = (
    *("vbaproject", "externallinks/", "activex/", "embeddings/", "ctrlprops/"),
    *("connections.xml", "querytables/", "customui"),
)
NEEDED: Final = ("[Content_Types].xml", "xl/workbook.xml")
_WAYS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""Of packing a part: those of spreadsheet programs. Others unpack far more at a time than asked."""
_A_PIECE: Final = 65536
_HEAD: Final = 4096
_BROKEN: Final = (
    *(zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError),
    *(NotImplementedError, RuntimeError),
)


class SheetFault(StrEnum):
    """Why a workbook is not taken."""

    TOO_LARGE = "too_large"
    OLD_OR_ENCRYPTED = "old_or_encrypted"
    NO_WORKBOOK = "no_workbook"
    DAMAGED = "damaged"
    TOO_MANY_PARTS = "too_many_parts"
    PART_TWICE = "part_twice"
    BAD_PART_NAME = "bad_part_name"
    ACTIVE_CONTENT = "active_content"
    DOCUMENT_TYPE = "document_type"
    TOO_SLOW = "too_slow"
    UNREADABLE = "unreadable"
    NOT_OURS = "not_ours"
    TOO_LONG = "too_long"
    FORMULA = "formula"
    BAD_VALUE = "bad_value"
    NO_COLUMN = "no_column"
    CELL_TOO_LONG = "cell_too_long"
    NUMBER_TOO_FINE = "number_too_fine"
    TABLE_TWICE = "table_twice"
    COLUMN_TWICE = "column_twice"
    STRICT = "strict"


class SheetRefused(Exception):
    """A workbook is not taken: why, and where in it, as `sheet!cell`, where that is known."""

    def __init__(self, fault: SheetFault, where: str = "") -> None:
        """Name the fault and its place."""
        super().__init__(fault, where)
        self.fault, self.where = fault, where


def checked(data: bytes) -> bytes:
    """Return an archive of the same parts whose directory is true; raises SheetRefused."""
    if len(data) > LARGEST:
        raise SheetRefused(SheetFault.TOO_LARGE)
    if data.startswith(OLD_OR_ENCRYPTED):
        raise SheetRefused(SheetFault.OLD_OR_ENCRYPTED)
    if not data.startswith(b"PK\x03\x04"):
        raise SheetRefused(SheetFault.NO_WORKBOOK)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _check_names([each.filename for each in entries])
            return _packed(archive, entries)
    except SheetRefused:
        raise
    except _BROKEN:
        raise SheetRefused(SheetFault.DAMAGED) from None


def _check_names(names: Sequence[str]) -> None:
    small = [name.lower() for name in names]
    found = {
        SheetFault.TOO_MANY_PARTS: len(names) > MOST_PARTS,
        SheetFault.PART_TWICE: len(set(small)) != len(names),
        SheetFault.BAD_PART_NAME: any(
            name.startswith("/") or ".." in name.split("/") or "\\" in name for name in names
        ),
        SheetFault.ACTIVE_CONTENT: any(part in name for name in small for part in ACTIVE),
        SheetFault.NO_WORKBOOK: not set(NEEDED) <= set(names),
    }
    for fault, so in found.items():
        if so:
            raise SheetRefused(fault)


def _packed(archive: zipfile.ZipFile, entries: Sequence[zipfile.ZipInfo]) -> bytes:
    clean, left = io.BytesIO(), LARGEST_UNPACKED
    with zipfile.ZipFile(clean, "w", zipfile.ZIP_STORED) as out:
        for entry in entries:
            body = _body(archive, entry, left)
            left -= len(body)
            if entry.filename.endswith((".xml", ".rels", ".vml")):
                _check_text(body)
            if entry.filename == NEEDED[1] and STRICT in body:
                raise SheetRefused(SheetFault.STRICT)
            out.writestr(entry.filename, body)
    return clean.getvalue()


def _body(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes:
    if entry.compress_type not in _WAYS:
        raise SheetRefused(SheetFault.DAMAGED)
    pieces: list[bytes] = []
    with archive.open(entry) as part:
        while piece := part.read(_A_PIECE):
            most -= len(piece)
            if most < 0:
                raise SheetRefused(SheetFault.TOO_LARGE)
            pieces.append(piece)
    return b"".join(pieces)


def _check_text(body: bytes) -> None:
    """Refuse document types, and encodings in which one could hide."""
    typed = b"<!DOCTYPE" in body or b"<!ENTITY" in body
    if typed or body[:2] in {b"\xff\xfe", b"\xfe\xff"} or b"\x00" in body[:_HEAD]:
        raise SheetRefused(SheetFault.DOCUMENT_TYPE)
