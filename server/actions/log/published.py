"""Reading a log where it is published: at an address, or in a folder of the same layout."""

import time
import urllib.request
from collections.abc import Mapping
from http import HTTPStatus
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from urllib.error import HTTPError, URLError

from server.actions.log.bounded_answers import opened
from server.actions.log.witness import Read

SECONDS = 20.0
"""How long an answer may take, from the question to its last byte."""
LARGEST = 1 << 20
AT_ONCE = 1 << 16
_NONE: Mapping[str, str] = {}
AWAY = (URLError, OSError, ValueError, HTTPException)


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


def post(address: str, body: bytes, *, kind: str, seconds: float = SECONDS) -> tuple[int, bytes]:
    """POST a body of a media type; return the answer's status and body. Raises LogUnreachable."""
    if not address.startswith(("http://", "https://")):
        raise LogUnreachable(f"{address}: http:// or https://")
    return _asked(address, seconds, body, {"Content-Type": kind})


def _fetched(address: str) -> bytes:
    status, data = _asked(address, SECONDS)
    if status >= HTTPStatus.BAD_REQUEST:
        raise LogUnreachable(f"{address}: HTTP {status}")
    return data


def _asked(
    address: str, seconds: float, body: bytes | None = None, headers: Mapping[str, str] = _NONE
) -> tuple[int, bytes]:
    """Answer status and body, of an error too. Raises LogUnreachable, also once time is over."""
    ends = time.monotonic() + seconds
    try:
        request = urllib.request.Request(address, data=body, headers=dict(headers))  # noqa: S310 - checked
        with _opened(request, seconds, ends) as answer:
            return answer.status or 0, _body(answer, ends)
    except AWAY as error:
        raise LogUnreachable(f"{address}: {error}") from error


def _opened(
    request: urllib.request.Request, seconds: float, ends: float
) -> HTTPResponse | HTTPError:
    try:
        return opened(request, seconds=seconds, ends=ends)
    except HTTPError as refused:
        return refused


def _body(answer: HTTPResponse | HTTPError, ends: float) -> bytes:
    """Read an answer to its end or the largest size; who says it byte by byte is not waited for."""
    body = b""
    while len(body) < LARGEST and (part := answer.read1(AT_ONCE)):
        body += part
        if time.monotonic() > ends:
            raise TimeoutError("timed out")
    return body


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise LogUnreachable(f"{file}: {error.strerror}") from error
