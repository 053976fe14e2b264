"""Opens an address whose answer may neither be slow without end nor long before its body."""

import io
import socket
import time
import urllib.request
from functools import partial
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from typing import Any

LONGEST_HEAD = 1 << 16
"""Bytes of an answer before its body, whatever comes before it said to be continued."""


class _BoundedReader(io.RawIOBase):
    """What comes by a socket, until time is over; `left` are the bytes that may come, or None."""

    def __init__(self, sock: socket.socket, ends: float) -> None:
        self._sock, self._ends = sock, ends
        self._coming = sock.makefile("rb", buffering=0)
        self.left: int | None = LONGEST_HEAD

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def readinto(self, into: Any) -> int:  # noqa: ANN401 - a buffer of any kind
        """Read what is there; raises TimeoutError and HTTPException."""
        within = self._ends - time.monotonic()
        if within <= 0:
            raise TimeoutError("timed out")
        self._sock.settimeout(within)
        read = self._coming.readinto(into) or 0
        if self.left is not None:
            self.left -= read
            if self.left < 0:
                raise HTTPException(f"more than {LONGEST_HEAD} bytes before the body")
        return read

    def close(self) -> None:
        """Let the socket go."""
        self._coming.close()
        super().close()


class _BoundedResponse(HTTPResponse):
    """An answer whose head has an end."""

    def __init__(self, sock: socket.socket, *rest: Any, ends: float, **said: Any) -> None:  # noqa: ANN401 - as the library calls it
        super().__init__(sock, *rest, **said)
        self.fp.close()
        self._reader = _BoundedReader(sock, ends)
        self.fp = io.BufferedReader(self._reader)

    def begin(self) -> None:
        """Read the head."""
        super().begin()
        self._reader.left = None


class _BoundedHandler(urllib.request.HTTPHandler, urllib.request.HTTPSHandler):
    """Makes connections whose answers end in time."""

    def __init__(self, ends: float) -> None:
        super().__init__()
        self._answer = partial(_BoundedResponse, ends=ends)

    def http_open(self, req: urllib.request.Request) -> HTTPResponse:
        """Ask by a plain connection."""
        return self.do_open(self._made(HTTPConnection), req)

    def https_open(self, req: urllib.request.Request) -> HTTPResponse:
        """Ask by an encrypted one, whose certificate is checked."""
        return self.do_open(self._made(HTTPSConnection), req)

    def _made(self, kind: type[HTTPConnection]) -> Any:  # noqa: ANN401 - the library's own protocol
        return type(kind.__name__, (kind,), {"response_class": staticmethod(self._answer)})


def opened(request: urllib.request.Request, *, seconds: float, ends: float) -> HTTPResponse:
    """Open a request; raises what `urlopen` does, and TimeoutError once it `ends` (monotonic)."""
    found: HTTPResponse = urllib.request.build_opener(_BoundedHandler(ends)).open(
        request, timeout=seconds
    )
    return found
