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
            self._answer(HTTPStatus.NOT_FOUND, "no such path\n")
            return
        try:
            line = witness.cosign(self.kept, self._body(), at=int(time.time()))
        except WitnessRefuses as refusal:
            conflict = refusal.status is HTTPStatus.CONFLICT
            self._answer(refusal.status, f"{refusal.text}\n", SIZE_TYPE if conflict else PLAIN)
        except (KeysRefused, OSError) as problem:
            self.log_error("%s", problem)
            self._answer(HTTPStatus.INTERNAL_SERVER_ERROR, "not kept\n")
        else:
            self._answer(HTTPStatus.OK, line)

    def do_GET(self) -> None:
        """Answer the last cosigned checkpoint of the log whose origin has that SHA-256."""
        named = {f"/{each.name}/checkpoint": each for each in (self.kept.path / "seen").iterdir()}
        if file := named.get(self.path):
            self._answer(HTTPStatus.OK, file.read_text())
        else:
            self._answer(HTTPStatus.NOT_FOUND, "no such log\n")

    def _body(self) -> bytes:
        length = self.headers.get("Content-Length", "")
        if not (length.isascii() and length.isdigit()) or int(length) > LARGEST:
            raise WitnessRefuses(HTTPStatus.BAD_REQUEST, "no length, or too long")
        return self.rfile.read(int(length))

    def _answer(self, status: HTTPStatus, text: str, kind: str = PLAIN) -> None:
        data = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
