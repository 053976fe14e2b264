"""Style sheets and scripts: named by their content, kept by the browser for a year, compressed."""

import gzip
import hashlib
from functools import lru_cache
from pathlib import Path

from flask import Flask, Response, current_app, request, url_for

FOLDER = Path(__file__).parent / "static"
TEXT = {".css", ".js", ".svg", ".json"}
FOR_EVER = "public, max-age=31536000, immutable"


def asset(name: str) -> str:
    """Return the address of a file under `static`, with its content's fingerprint.

    A file is read once in a process's life, but on each page where one works on the pages.
    """
    if current_app.debug:
        return url_for("static", filename=name, v=_fingerprint(name))
    return _address(name, request.script_root)


@lru_cache(maxsize=512)
def _address(name: str, _root: str) -> str:
    """Write the address; the root of the pages is part of it."""
    return url_for("static", filename=name, v=_fingerprint(name))


def _fingerprint(name: str) -> str:
    path = FOLDER / name
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12] if path.exists() else "missing"


@lru_cache(maxsize=64)
def _packed(path: Path, stamp: int) -> bytes:
    del stamp
    return gzip.compress(path.read_bytes(), mtime=0)


def install(app: Flask) -> None:
    """Serve static files compressed where the browser takes it; give `asset` to templates."""
    app.jinja_env.globals["asset"] = asset

    @app.after_request
    def pack(response: Response) -> Response:
        if request.endpoint != "static" or response.status_code != 200:  # noqa: PLR2004 - OK
            return response
        if "v" in request.args:
            response.headers["Cache-Control"] = FOR_EVER
        path = FOLDER / (request.view_args or {}).get("filename", "")
        response.headers["Vary"] = "Accept-Encoding"
        if path.suffix in TEXT and request.accept_encodings["gzip"] > 0:
            response.close()
            response.direct_passthrough = False
            response.set_data(_packed(path, path.stat().st_mtime_ns))
            response.headers["Content-Encoding"] = "gzip"
            response.headers.pop("ETag", None)
        return response
