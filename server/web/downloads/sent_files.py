"""Files that are made for one answer: written beside the memory, sent piece by piece."""

from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from typing import IO, cast
from urllib.parse import quote

from flask import Response

from server.web.downloads.file_names import plain

IN_MEMORY = 4 * 1024 * 1024
CHUNK = 64 * 1024


def made_file() -> IO[bytes]:
    """Open a file to be written and then sent, which closes it."""
    return cast("IO[bytes]", SpooledTemporaryFile(max_size=IN_MEMORY))


def answer(file: IO[bytes], *, media: str, name: str) -> Response:
    """Send a whole file, to be saved under a name."""
    size = file.seek(0, 2)
    file.seek(0)
    found = Response(_pieces(file), content_type=media)
    found.headers["Content-Disposition"] = saved_as(name)
    found.headers["Content-Length"] = str(size)
    return found


def saved_as(name: str) -> str:
    """Return the header that has an answer saved under a name, whatever letters a program reads."""
    return _named("attachment", name)


def shown_as(name: str) -> str:
    """Return the header that has an answer shown in place, and saved from there under a name."""
    return _named("inline", name)


def _named(how: str, name: str) -> str:
    known = plain(name)
    named = f'{how}; filename="{known}"'
    return named if known == name else f"{named}; filename*=UTF-8''{quote(name)}"


def sent(data: bytes, *, media: str, name: str) -> Response:
    """Send bytes, to be saved under a name."""
    found = Response(data, content_type=media)
    found.headers["Content-Disposition"] = saved_as(name)
    return found


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while piece := file.read(CHUNK):
            yield piece
