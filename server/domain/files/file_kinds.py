"""The kinds of files offices hand in, each told by its bytes; the ending has to agree."""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from server.domain.files import compound_file

PDF_HEADER_WITHIN = 1024
"""Bytes that may stand before a PDF's header, as readers allow (Adobe's notes to ISO 32000)."""
_MOST_READ = 1024 * 1024
_FOREIGN = (b"MZ", b"PK", b"\x7fELF", compound_file.MAGIC)
_HEIC = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"})
_HEIF = frozenset({b"mif1", b"msf1"})
_VBA = frozenset({"macros", "vba", "_vba_project", "_vba_project_cur"})
_MACRO_WORDS = (b"macroenabled", b"vbaproject", b"macrosheet")
_PART = b"PK\x01\x02"
"""How what an archive's directory says of a part begins."""
_MOST_PARTS = 10_000
_PACKED = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""How the parts of an Office document are (ISO/IEC 29500-2); others unpack more than is asked."""
_MOST_INFLATED = 64 * 1024 * 1024
"""Of a document's compound parts together; what is larger cannot be looked through."""


class ContentFit(Enum):
    """What the bytes of a file say about its ending."""

    GOOD = auto()
    DIFFERENT = auto()
    MACROS = auto()
    LOCKED = auto()


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file: the media type it is served as, and how its bytes are looked at."""

    media_type: str
    look: Callable[[bytes], ContentFit]


def _when(good: object) -> ContentFit:
    return ContentFit.GOOD if good else ContentFit.DIFFERENT


def _pdf(data: bytes) -> ContentFit:
    head = data[: PDF_HEADER_WITHIN + len(b"%PDF-")]
    return _when(b"%PDF-" in head and not data.startswith(_FOREIGN))


def _starts(magic: bytes) -> Callable[[bytes], ContentFit]:
    return lambda data: _when(data.startswith(magic))


def _heif(data: bytes) -> ContentFit:
    """Look at the brands of an ISO media file: HEIC, or HEIF in general."""
    if data[4:8] != b"ftyp":
        return ContentFit.DIFFERENT
    end = min(int.from_bytes(data[:4], "big"), 256)
    main, others = data[8:12], {data[at : at + 4] for at in range(16, end, 4)}
    return _when(main in _HEIC | _HEIF or others & _HEIC)


def _package(folder: str) -> Callable[[bytes], ContentFit]:
    """Look for the parts of an Office document; a protected one is a compound file around it."""

    def look(data: bytes) -> ContentFit:
        if "EncryptedPackage" in compound_file.names(data):
            return ContentFit.LOCKED
        if data.count(_PART) > _MOST_PARTS:  # before an object is made of each
            return ContentFit.DIFFERENT
        try:
            archive = zipfile.ZipFile(io.BytesIO(data))
            names = archive.namelist()
            _check_packing(archive)
            with archive.open("[Content_Types].xml") as part:
                types = part.read(_MOST_READ)
            macros = _macros_in(archive, types)
        except (zipfile.BadZipFile, KeyError, ValueError, NotImplementedError, RuntimeError,
                EOFError, OSError, zlib.error):  # fmt: skip
            return ContentFit.DIFFERENT
        whole = data.startswith(b"PK\x03\x04") and any(name.startswith(folder) for name in names)
        if not whole:
            return ContentFit.DIFFERENT
        return ContentFit.MACROS if macros else ContentFit.GOOD

    return look


def _check_packing(archive: zipfile.ZipFile) -> None:
    """Raise ValueError for a part that is packed as those of no Office document are."""
    for part in archive.infolist():
        if part.compress_type not in _PACKED:
            raise ValueError(part.filename)


def _macros_in(archive: zipfile.ZipFile, types: bytes) -> bool:
    """Look for macros by the parts' names and types, and inside: both can be written otherwise.

    Raises ValueError where there is more than can be looked through.
    """
    lower = types.lower()
    if any(word in lower for word in _MACRO_WORDS):
        return True
    parts = archive.infolist()
    named = any(part.filename.rpartition("/")[2].lower() == "vbaproject.bin" for part in parts)
    return named or any(not _VBA.isdisjoint(_folded(inside)) for inside in _compounds(archive))


def _compounds(archive: zipfile.ZipFile) -> Iterator[bytes]:
    """Give the parts that are compound files; raises ValueError where they are too much."""
    left = _MOST_INFLATED
    for info in archive.infolist():
        with archive.open(info) as part:
            if part.read(len(compound_file.MAGIC)) != compound_file.MAGIC:
                continue
            inside = compound_file.MAGIC + part.read(left)
        left -= len(inside)
        if left <= 0:
            raise ValueError(info.filename)
        yield inside


def _folded(data: bytes) -> frozenset[str]:
    """Return what is inside a compound file; big and small letters are one there."""
    return frozenset(name.lower() for name in compound_file.names(data))


def _compound(*streams: str) -> Callable[[bytes], ContentFit]:
    """Look for the stream that makes a compound file a document of the older formats."""

    def look(data: bytes) -> ContentFit:
        names = _folded(data)
        if names.isdisjoint(stream.lower() for stream in streams):
            return ContentFit.DIFFERENT
        return ContentFit.GOOD if names.isdisjoint(_VBA) else ContentFit.MACROS

    return look


_OFFICE = "application/vnd.openxmlformats-officedocument."
_JPEG = FileKind("image/jpeg", _starts(b"\xff\xd8\xff"))
KINDS: Mapping[str, FileKind] = {
    "pdf": FileKind("application/pdf", _pdf),
    "docx": FileKind(f"{_OFFICE}wordprocessingml.document", _package("word/")),
    "doc": FileKind("application/msword", _compound("WordDocument")),
    "xlsx": FileKind(f"{_OFFICE}spreadsheetml.sheet", _package("xl/")),
    "xls": FileKind("application/vnd.ms-excel", _compound("Workbook", "Book")),
    "png": FileKind("image/png", _starts(b"\x89PNG\r\n\x1a\n")),
    "jpg": _JPEG,
    "jpeg": _JPEG,
    "jfif": _JPEG,
    "heic": FileKind("image/heic", _heif),
    "heif": FileKind("image/heif", _heif),
}
"""By ending, in small letters."""
WITH_MACROS = frozenset({"docm", "dotm", "xlsm", "xltm", "xlsb", "xlam"})
"""Endings of Office files made to carry macros."""
