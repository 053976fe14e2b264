"""A network between us and the database: a proxy on loopback that can be slow, cut, or a liar."""

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from tests.worlds.databases import Database


@dataclass
class Proxy:
    """Passes bytes on to the server's socket.

    `delay` seconds before each piece of an answer; with `forgets_commit` the reply to a COMMIT is
    lost with its connection; with `silent` it takes connections and never answers; with `swallows`
    nothing passes either way, and every connection stays open.
    """

    server: str
    delay: float = 0
    forgets_commit: bool = False
    silent: bool = False
    swallows: bool = False
    listener: socket.socket = field(default_factory=lambda: socket.create_server(("127.0.0.1", 0)))
    open: list[socket.socket] = field(default_factory=list)

    @property
    def port(self) -> int:
        return int(self.listener.getsockname()[1])

    def cut(self) -> None:
        """Cut every connection that is open now."""
        while self.open:
            _shut(self.open.pop())

    def serve(self) -> None:
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            self.open.append(client)
            if self.silent:
                continue
            server = socket.socket(socket.AF_UNIX)
            server.connect(self.server)
            self.open.append(server)
            for run in (self._ask, self._answer):
                threading.Thread(target=run, args=(client, server), daemon=True).start()

    def _passed(self, piece: bytes) -> bytes:
        """Return a piece once anything passes."""
        while self.swallows:
            time.sleep(0.01)
        return piece

    def _ask(self, client: socket.socket, server: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while piece := self._passed(client.recv(65536)):
                server.sendall(piece)
                if self.forgets_commit and b"COMMIT" in piece:
                    time.sleep(0.2)  # the server has it, and commits
                    break
        _shut(client)
        _shut(server)

    def _answer(self, client: socket.socket, server: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while piece := self._passed(server.recv(65536)):
                time.sleep(self.delay)
                if not (self.forgets_commit and b"COMMIT" in piece):
                    client.sendall(piece)
        _shut(client)


def _shut(end: socket.socket) -> None:
    with contextlib.suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()


@contextmanager
def through_network(database: Database) -> Iterator[tuple[Proxy, str]]:
    """Put a network before a database: the proxy, and the SQLAlchemy URL through it."""
    folder = parse_qs(urlsplit(database.url).query)["host"][0]
    proxy = Proxy(f"{folder}/.s.PGSQL.5432")
    threading.Thread(target=proxy.serve, daemon=True).start()
    bare = database.url.partition("?")[0].replace("@/", f"@127.0.0.1:{proxy.port}/")
    try:
        yield proxy, f"{bare}?sslmode=disable"
    finally:
        proxy.swallows = False
        proxy.listener.close()
        proxy.cut()
