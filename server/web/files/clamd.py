"""Asks ClamAV's daemon, `clamd`, what it knows of some bytes: its INSTREAM and VERSION commands."""

import socket
import struct
import time
from dataclasses import dataclass
from typing import Final

from server.config.scanner import ScannerSettings

CHUNK: Final = 256 * 1024
LONGEST_ANSWER: Final = 4096
SECONDS: Final = 30.0
"""For a file as a whole: to connect, to send it, and to be answered."""
GLANCE: Final = 2.0
"""Seconds in which a page asks whether the scanner is there."""


class ScannerSilent(Exception):
    """The scanner is not there, takes too long, or cannot look at what it was sent; says why."""


@dataclass(frozen=True, slots=True)
class Scanner:
    """The daemon at an address; each question is a connection of its own."""

    at: ScannerSettings

    def find(self, data: bytes) -> str:
        """Return what the daemon calls what it found; empty where there is nothing.

        Raises ScannerSilent.
        """
        pieces = [data[n : n + CHUNK] for n in range(0, len(data), CHUNK)]
        sent = [b"zINSTREAM\0", *(struct.pack("!I", len(each)) + each for each in pieces)]
        answer = self._asked([*sent, struct.pack("!I", 0)], SECONDS)
        said = answer.removeprefix("stream: ")
        if said == "OK":
            return ""
        if said.endswith(" FOUND"):
            return said.removesuffix(" FOUND")
        raise ScannerSilent(said[:200] or "no answer")

    def version(self) -> str:
        """Return what the daemon calls itself. Raises ScannerSilent."""
        return self._asked([b"zVERSION\0"], GLANCE)

    def _asked(self, pieces: list[bytes], seconds: float) -> str:
        end = time.monotonic() + seconds
        try:
            with self._connected(seconds) as line:
                for piece in pieces:
                    line.settimeout(max(0.01, end - time.monotonic()))
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


def _read(line: socket.socket, end: float) -> str:
    """Read up to the answer's end mark; what breaks off or is too long is no answer."""
    answer = b""
    while not answer.endswith(b"\0"):
        line.settimeout(max(0.01, end - time.monotonic()))
        more = line.recv(LONGEST_ANSWER)
        if not more or len(answer) > LONGEST_ANSWER:
            raise ConnectionError("the answer broke off")
        answer += more
    return answer.rstrip(b"\0\n").decode()
