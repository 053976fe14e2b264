"""A witness over HTTP: `add-checkpoint`, and the last cosigned checkpoint of each log."""

import time
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from server.actions.log import witness
from server.domain.log.witnessing import SIZE_TYPE, WitnessRefuses
from server.store.log.key_folder import KeysRefused
from server.store.log.witness_folder import WitnessFolder

LARGEST = 64 * 1024
"""A request of 63 hashes and a hundred signature lines is far smaller."""
SECONDS = 30
PLAIN = "text/plain; charset=utf-8"


def serve(folder: WitnessFolder, bind: str, port: int) -> ThreadingHTTPServer:
    """Listen; the caller runs it and closes it. Raises OSError."""

    class Witness(_Handler):
        kept = folder

    return ThreadingHTTPServer((bind, port), Witness)


class _Handler(BaseHTTPRequestHandler):
    kept: WitnessFolder
    timeout = SECONDS

    def do_POST(self) -> None:
        """Cosign what goes on from what was seen."""
        if self.path.rpartition("/")[2] != "add-checkpoint":
            self._answer(HTTPStatus.NOT_FOUND, b"no such path\n")
            return
        try:
            line = witness.cosign(self.kept, self._body(), at=int(time.time()))
        except WitnessRefuses as refusal:
            conflict = refusal.status is HTTPStatus.CONFLICT
            self._answer(
                refusal.status, f"{refusal.text}\n".encode(), SIZE_TYPE if conflict else PLAIN
            )
        except (KeysRefused, OSError) as problem:
            self._not_kept(problem)
        else:
            self._answer(HTTPStatus.OK, line.encode())

    def do_GET(self) -> None:
        """Answer the last cosigned checkpoint of the log whose origin has that SHA-256."""
        digest = self.path.removeprefix("/").removesuffix("/checkpoint")
        asked = digest if self.path == f"/{digest}/checkpoint" else ""
        try:
            note = self.kept.shown(asked)
        except (KeysRefused, OSError) as problem:
            self._not_kept(problem)
            return
        if note is None:
            self._answer(HTTPStatus.NOT_FOUND, b"no such log\n")
        else:
            self._answer(HTTPStatus.OK, note)

    def _not_kept(self, problem: Exception) -> None:
        self.log_error("%s", problem)
        self._answer(HTTPStatus.INTERNAL_SERVER_ERROR, b"not kept\n")

    def _body(self) -> bytes:
        length = self.headers.get("Content-Length", "")
        if not (length.isascii() and length.isdigit()) or int(length) > LARGEST:
            raise WitnessRefuses(HTTPStatus.BAD_REQUEST, "no length, or too long")
        return self.rfile.read(int(length))

    def _answer(self, status: HTTPStatus, data: bytes, kind: str = PLAIN) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
