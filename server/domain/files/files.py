"""Which files may be handed in: kinds told by their bytes and their ending, both agreeing."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from server.domain.files.file_kinds import (
    KINDS,
    WITH_MACROS,
    ContentFit,
)
from server.domain.refusals import Refusal

MEGABYTE = 1024 * 1024
LARGEST = 20 * MEGABYTE
"""Bytes in a file at most."""
MOST_FILES = 200
"""Files in one task's draft at most."""
LONGEST_NAME = 120
FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')


@dataclass(eq=False)
class FileTooLarge(Refusal):
    """The file has more bytes than allowed; `limit` and `size` are in megabytes."""

    file_name: str
    limit: int
    size: Decimal


@dataclass(eq=False)
class FileEmpty(Refusal):
    """The file has no bytes, or none was chosen."""


@dataclass(eq=False)
class FileKindRefused(Refusal):
    """The file's ending is of no kind that may be handed in, or the form has no place for it."""

    file_name: str


@dataclass(eq=False)
class FileDiffers(Refusal):
    """The file's bytes are not what its ending says."""

    file_name: str
    ending: str


@dataclass(eq=False)
class FileHasMacros(Refusal):
    """The file is an Office document that carries macros."""

    file_name: str


@dataclass(eq=False)
class FileLocked(Refusal):
    """The file is an Office document that only opens with a password."""

    file_name: str


@dataclass(eq=False)
class FileInfected(Refusal):
    """The scanner knows something harmful in the file; `found` is what it calls that."""

    file_name: str
    found: str


@dataclass(eq=False)
class FileUnscanned(Refusal):
    """The scanner did not answer, and nothing is taken that it has not seen."""

    file_name: str


@dataclass(eq=False)
class TooManyFiles(Refusal):
    """The task's draft holds as many files as it may."""

    limit: int


@dataclass(eq=False)
class FileHandedIn(Refusal):
    """The file was handed in with its task; it stays."""

    file_name: str


@dataclass(eq=False)
class FileChanged(Refusal):
    """What is kept of the file is not what was handed in; nothing of it is given out."""

    file_name: str


@dataclass(eq=False)
class VersionDamaged(Refusal):
    """A version of the score table is not kept as it was, so nothing can be compared with it."""

    sha256: str


_UNWANTED = {ContentFit.MACROS: FileHasMacros, ContentFit.LOCKED: FileLocked}


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file that may be handed in: its cleaned name and the media type its bytes have."""

    name: str
    media_type: str


def check_file(name: str, data: bytes) -> CheckedFile:
    """Take a file.

    Raises FileEmpty, FileTooLarge, FileKindRefused, FileDiffers, FileHasMacros and FileLocked.
    """
    cleaned = clean_name(name)
    if not data:
        raise FileEmpty
    if len(data) > LARGEST:
        raise FileTooLarge(cleaned, LARGEST // MEGABYTE, megabytes(len(data)))
    return CheckedFile(cleaned, _media_type(cleaned, data))


def _media_type(name: str, data: bytes) -> str:
    ending = name.rpartition(".")[2].lower()
    if ending in WITH_MACROS:
        raise FileHasMacros(name)
    kind = KINDS.get(ending)
    if kind is None:
        raise FileKindRefused(name)
    look = kind.look(data)
    if look is ContentFit.DIFFERENT:
        raise FileDiffers(name, ending)
    if look in _UNWANTED:
        raise _UNWANTED[look](name)
    return kind.media_type


def megabytes(size: int) -> Decimal:
    """Return a size in megabytes to one decimal, never less than it is."""
    return (Decimal(size) / MEGABYTE).quantize(Decimal("0.1"), rounding=ROUND_CEILING)


def clean_name(name: str) -> str:
    """Return a name that is only a name: no folders, no control characters, not too long."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    bare = "".join(c for c in FORBIDDEN.sub("_", last) if unicodedata.category(c)[0] != "C")
    stem, dot, ending = bare.strip(" .").rpartition(".")
    return f"{stem[: LONGEST_NAME - len(ending) - 1]}{dot}{ending}"[:LONGEST_NAME] or "_"
