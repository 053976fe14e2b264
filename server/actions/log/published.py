"""Reading a log where it is published: at an address, or in a folder of the same layout."""

import urllib.request
from pathlib import Path
from urllib.error import HTTPError, URLError

from server.actions.log.witness import Read

SECONDS = 20.0
LARGEST = 1 << 20


class LogUnreachable(Exception):
    """Nothing was read; the text says where and why."""


def reader(place: str) -> Read:
    """Answer what reads there. `place` is an address or a folder."""
    if place.startswith(("http://", "https://")):
        return lambda path: _fetched(f"{place.rstrip('/')}/{path}")
    return lambda path: _read(Path(place) / path)


def send(address: str, body: bytes) -> tuple[int, str]:
    """POST a text; return the answer's status and text. Raises LogUnreachable."""
    status, answer = post(address, body, kind="text/plain; charset=utf-8")
    return status, answer.decode(errors="replace")


def post(address: str, body: bytes, *, kind: str) -> tuple[int, bytes]:
    """POST a body of a media type; return the answer's status and body. Raises LogUnreachable."""
    if not address.startswith(("http://", "https://")):
        raise LogUnreachable(f"{address}: http:// or https://")
    request = urllib.request.Request(address, data=body, headers={"Content-Type": kind})  # noqa: S310 - checked
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310 - the same
            return answer.status, answer.read(LARGEST)
    except HTTPError as refused:
        with refused:
            return refused.code, refused.read(LARGEST)
    except (URLError, OSError, ValueError) as error:
        raise LogUnreachable(f"{address}: {error}") from error


def _fetched(address: str) -> bytes:
    try:
        with urllib.request.urlopen(address, timeout=SECONDS) as answer:  # noqa: S310 - checked
            data: bytes = answer.read(LARGEST)
    except (URLError, OSError, ValueError) as error:
        raise LogUnreachable(f"{address}: {error}") from error
    return data


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise LogUnreachable(f"{file}: {error.strerror}") from error
