"""Style sheets and scripts: named by their content, kept by the browser for a year, compressed."""

import gzip
import hashlib
from functools import lru_cache
from http import HTTPStatus
from pathlib import Path

from flask import Flask, Response, current_app, request, url_for

FOLDER = Path(__file__).parents[1] / "static"
TEXT = {".css", ".js", ".svg", ".json"}
FOR_EVER = "public, max-age=31536000, immutable"
ASK_EACH_TIME = "no-cache"
KEPT_BY_THE_BROWSER = {HTTPStatus.OK, HTTPStatus.NOT_MODIFIED}


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


@lru_cache(maxsize=512)
def _mark(path: Path, stamp: int) -> str:
    """Return the fingerprint of a file as it is now."""
    del stamp
    return _fingerprint(str(path.relative_to(FOLDER)))


@lru_cache(maxsize=64)
def _packed(path: Path, stamp: int) -> bytes:
    del stamp
    return gzip.compress(path.read_bytes(), mtime=0)


def install(app: Flask) -> None:
    """Serve static files compressed where the browser takes it; give `asset` to templates."""
    app.jinja_env.globals["asset"] = asset

    @app.after_request
    def pack(response: Response) -> Response:
        if request.endpoint != "static" or response.status_code not in KEPT_BY_THE_BROWSER:
            return response
        path = FOLDER / (request.view_args or {}).get("filename", "")
        stamp = path.stat().st_mtime_ns
        ours = request.args.get("v") == _mark(path, stamp)
        response.headers["Cache-Control"] = FOR_EVER if ours else ASK_EACH_TIME
        response.headers["Vary"] = "Accept-Encoding"
        if response.status_code == HTTPStatus.NOT_MODIFIED:
            return response
        response.set_etag(_mark(path, stamp))
        if path.suffix in TEXT and request.accept_encodings["gzip"] > 0:
            response.close()
            response.direct_passthrough = False
            response.set_data(_packed(path, stamp))
            response.headers["Content-Encoding"] = "gzip"
            response.set_etag(f"{_mark(path, stamp)}-gzip")
        response.make_conditional(request)
        return response
