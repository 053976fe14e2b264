"""Asks ClamAV's daemon, `clamd`, what it knows of some bytes: its INSTREAM and VERSION commands."""

import socket
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from server.config.scanner import ScannerSettings

CHUNK: Final = 256 * 1024
LONGEST_ANSWER: Final = 4096
SECONDS: Final = 30.0
"""For all files of a request together: to connect, to send them, and to be answered."""
AT_ONCE: Final = threading.BoundedSemaphore(3)
"""So many of a web process's threads wait for the daemon; where it hangs, the others answer."""
TURN: Final = 5.0
"""Seconds that another waits for its turn."""
GLANCE: Final = 2.0
"""Seconds in which a page asks whether the scanner is there."""


class ScannerSilent(Exception):
    """The scanner is not there, takes too long, or cannot look at what it was sent; says why."""


@dataclass(frozen=True, slots=True)
class Scanner:
    """The daemon at an address; each question is a connection of its own."""

    at: ScannerSettings

    def find(self, data: bytes, *, until: float) -> str:
        """Return what the daemon calls what it found; empty where there is nothing.

        `until` is when the answer must be here, by the monotonic clock. Raises ScannerSilent.
        """
        pieces = [data[n : n + CHUNK] for n in range(0, len(data), CHUNK)]
        sent = [b"zINSTREAM\0", *(struct.pack("!I", len(each)) + each for each in pieces)]
        answer = self._asked([*sent, struct.pack("!I", 0)], until)
        said = answer.removeprefix("stream: ")
        if said == "OK":
            return ""
        if said.endswith(" FOUND"):
            return said.removesuffix(" FOUND")
        raise ScannerSilent(said[:200] or "no answer")

    def version(self) -> str:
        """Return what the daemon calls itself. Raises ScannerSilent."""
        return self._asked([b"zVERSION\0"], time.monotonic() + GLANCE)

    def _asked(self, pieces: list[bytes], end: float) -> str:
        try:
            with self._connected(_left(end)) as line:
                for piece in pieces:
                    line.settimeout(_left(end))
                    line.sendall(piece)
                return _read(line, end)
        except (OSError, UnicodeDecodeError) as error:
            raise ScannerSilent(f"{type(error).__name__}: {error}") from error

    def _connected(self, seconds: float) -> socket.socket:
        if not self.at.socket:
            return socket.create_connection((self.at.host, self.at.port), timeout=seconds)
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(seconds)
        try:
            line.connect(self.at.socket)
        except OSError:
            line.close()
            raise
        return line


@contextmanager
def turn() -> Iterator[float]:
    """Wait for a turn to ask; give until when all must be answered. Raises ScannerSilent."""
    if not AT_ONCE.acquire(timeout=TURN):
        raise ScannerSilent("busy with others")
    try:
        yield time.monotonic() + SECONDS
    finally:
        AT_ONCE.release()


def _left(end: float) -> float:
    """Return the seconds until then. Raises TimeoutError where none are left."""
    left = end - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _read(line: socket.socket, end: float) -> str:
    """Read up to the answer's end mark; what breaks off or is too long is no answer."""
    answer = b""
    while not answer.endswith(b"\0"):
        line.settimeout(_left(end))
        more = line.recv(LONGEST_ANSWER)
        if not more or len(answer) > LONGEST_ANSWER:
            raise ConnectionError("the answer broke off")
        answer += more
    return answer.rstrip(b"\0\n").decode()
