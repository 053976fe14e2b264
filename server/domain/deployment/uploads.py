"""What of an uploaded folder or zip is taken: its process files, by the names a version has.

Of a path only two things count: the file's name, and whether it stands in a folder `common`. So a
folder in a folder is the same as its files alone, and two files of one name are refused.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from server.domain.deployment.archives import unpacked
from server.domain.deployment.upload_refusals import (
    BackslashInPath,
    DiagramMissing,
    NameRefused,
    NothingUploaded,
    NotUtf8,
    OutsideFolder,
    ProcessFileTooLarge,
    SameName,
    TooManyProcessFiles,
    UploadTooLarge,
)

MEGABYTE: Final = 1024 * 1024
MOST_FILES: Final = 300
LARGEST_FILE: Final = 2 * MEGABYTE
"""Bytes of one file, unpacked; the linter reads no larger diagram."""
LARGEST_UPLOAD: Final = 10 * MEGABYTE
"""Bytes of all files together, unpacked."""
COMMON: Final = "common/"
CALLS: Final = "/calls/"
"""Under such a folder a version holds the files of the processes it calls."""
DIAGRAM: Final = ".bpmn"
ENDINGS: Final = (DIAGRAM, ".toml", ".dmn", ".json")
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}(\.en)?\.(bpmn|toml|dmn|json)")
_DIAGRAM: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,59}\.bpmn")
_DRIVE: Final = re.compile(r"[A-Za-z]:")
_NOBODYS: Final = frozenset({"Thumbs.db", "desktop.ini", "__MACOSX"})
"""What operating systems add to folders by themselves; so is whatever begins with a dot."""


@dataclass(frozen=True, slots=True)
class Folder:
    """What was taken: texts by name, forms in `common` as `common/<name>`; and what was not."""

    files: Mapping[str, str]
    left_out: tuple[str, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of its definitions: the names of its diagrams."""
        return tuple(sorted(n.removesuffix(DIAGRAM) for n in self.files if n.endswith(DIAGRAM)))


def take(uploads: Iterable[tuple[str, bytes]]) -> Folder:
    """Take the process files of an upload, each a path and its bytes; a zip stands for its files.

    Raises a refusal of `upload_refusals`: nothing of an upload is taken then.
    """
    taking = _Taking()
    for path, data in _unpacked(uploads):
        name = _place(path)
        if name is not None:
            taking.add(name, path, data)
        elif not _is_nobodys(path):
            taking.left_out.append(_shown(path))
    if not taking.files:
        raise NothingUploaded
    if not any(name.endswith(DIAGRAM) for name in taking.files):
        raise DiagramMissing
    return Folder(taking.files, tuple(sorted(taking.left_out)))


@dataclass(slots=True)
class _Taking:
    """What was taken so far; `paths` are where names came from, whatever their case."""

    files: dict[str, str] = field(default_factory=dict)
    paths: dict[str, str] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)
    size: int = 0

    def add(self, name: str, path: str, data: bytes) -> None:
        """Take one file under the name it has in a version."""
        self.size += len(data)
        if self.size > LARGEST_UPLOAD:
            raise UploadTooLarge(LARGEST_UPLOAD // MEGABYTE)
        text, other = _text(path, data), self.paths.get(name.casefold())
        if other is not None:
            if self.files.get(name) == text and CALLS in f"/{path} /{other}":
                return  # a version's files taken out: it holds again what it calls
            raise SameName(_shown(path), _shown(other))
        if len(self.paths) == MOST_FILES:
            raise TooManyProcessFiles(MOST_FILES)
        self.paths[name.casefold()] = path
        self.files[name] = text


def _unpacked(uploads: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    for path, data in uploads:
        if path.lower().endswith(".zip"):
            yield from unpacked(data, largest=LARGEST_FILE, wanted=_is_wanted)
        else:
            yield path, data


def _is_wanted(path: str) -> bool:
    """Tell whether a zip's entry is to be unpacked; raises as `take` for a path that lies."""
    return _place(path) is not None


def _place(path: str) -> str | None:
    """Return the name a file has in a version, None for one that is no process file."""
    text = unicodedata.normalize("NFC", path)
    parts = text.split("/")
    if text.startswith("/") or ".." in parts or _DRIVE.match(text):
        raise OutsideFolder(_shown(path))
    name = parts[-1]
    if _is_nobodys(text) or not name.lower().endswith(ENDINGS):
        return None
    if "\\" in name:
        raise BackslashInPath(_shown(path))
    pattern = _DIAGRAM if name.lower().endswith(DIAGRAM) else _NAME
    if not pattern.fullmatch(name):
        raise NameRefused(_shown(path))
    common = parts[-2:-1] == [COMMON[:-1]] and name.endswith(".json")
    return f"{COMMON}{name}" if common else name


def _is_nobodys(path: str) -> bool:
    return any(part in _NOBODYS or part.startswith(".") for part in path.split("/"))


def _text(path: str, data: bytes) -> str:
    if len(data) > LARGEST_FILE:
        raise ProcessFileTooLarge(_shown(path), LARGEST_FILE // MEGABYTE)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotUtf8(_shown(path)) from None


def _shown(path: str) -> str:
    """Return a path as a page may show it: short, what cannot be printed as a question mark."""
    return "".join(each if each.isprintable() else "?" for each in path)[:120]
