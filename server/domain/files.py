"""Which files may be handed in: kinds told by their first bytes and their ending, both agreeing."""

import io
import re
import unicodedata
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from server.domain.refusals import Refusal

LARGEST = 20 * 1024 * 1024
"""Bytes in a file at most."""
MOST_FILES = 200
"""Files in one task's draft at most."""
LONGEST_NAME = 120
FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')


@dataclass(eq=False)
class FileTooLarge(Refusal):
    """The file has more bytes than allowed; `limit` is in megabytes."""

    file_name: str
    limit: int


@dataclass(eq=False)
class FileEmpty(Refusal):
    """The file has no bytes, or none was chosen."""


@dataclass(eq=False)
class FileKindRefused(Refusal):
    """The file is of no kind that may be handed in, or its ending says another one."""

    file_name: str


@dataclass(eq=False)
class TooManyFiles(Refusal):
    """The task's draft holds as many files as it may."""

    limit: int


@dataclass(eq=False)
class FileHandedIn(Refusal):
    """The file was handed in with its task; it stays."""

    file_name: str


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file that may be handed in: its cleaned name and the media type its bytes have."""

    name: str
    media_type: str


def check_file(name: str, data: bytes) -> CheckedFile:
    """Take a file. Raises FileEmpty, FileTooLarge and FileKindRefused."""
    cleaned = clean_name(name)
    if not data:
        raise FileEmpty
    if len(data) > LARGEST:
        raise FileTooLarge(cleaned, LARGEST // 1024 // 1024)
    ending = cleaned.rpartition(".")[2].lower()
    kind = _KINDS.get(ending)
    if kind is None or not kind.looks(data):
        raise FileKindRefused(cleaned)
    return CheckedFile(cleaned, kind.media_type)


def clean_name(name: str) -> str:
    """Return a name that is only a name: no folders, no control characters, not too long."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    bare = "".join(c for c in FORBIDDEN.sub("_", last) if unicodedata.category(c)[0] != "C")
    stem, dot, ending = bare.strip(" .").rpartition(".")
    return f"{stem[: LONGEST_NAME - len(ending) - 1]}{dot}{ending}"[:LONGEST_NAME] or "_"


@dataclass(frozen=True, slots=True)
class _Kind:
    media_type: str
    looks: Callable[[bytes], bool]


def _starts(magic: bytes) -> Callable[[bytes], bool]:
    return lambda data: data.startswith(magic)


def _office(folder: str) -> Callable[[bytes], bool]:
    """Tell an Office document by the parts of its archive; one with macros is none of ours."""

    def looks(data: bytes) -> bool:
        try:
            names = zipfile.ZipFile(io.BytesIO(data)).namelist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError):
            return False
        macros = any(name.rpartition("/")[2].lower() == "vbaproject.bin" for name in names)
        parts = "[Content_Types].xml" in names and any(n.startswith(folder) for n in names)
        return parts and not macros

    return looks


_OFFICE = "application/vnd.openxmlformats-officedocument."
_JPEG = _Kind("image/jpeg", _starts(b"\xff\xd8\xff"))
_KINDS: Mapping[str, _Kind] = {
    "pdf": _Kind("application/pdf", _starts(b"%PDF-")),
    "docx": _Kind(f"{_OFFICE}wordprocessingml.document", _office("word/")),
    "xlsx": _Kind(f"{_OFFICE}spreadsheetml.sheet", _office("xl/")),
    "png": _Kind("image/png", _starts(b"\x89PNG\r\n\x1a\n")),
    "jpg": _JPEG,
    "jpeg": _JPEG,
}
ENDINGS = tuple(_KINDS)
