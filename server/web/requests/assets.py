"""Style sheets and scripts: named by their content, kept by the browser for a year, compressed."""

import gzip
import hashlib
import re
from functools import lru_cache
from http import HTTPStatus
from pathlib import Path

from flask import Flask, Response, current_app, request, url_for

FOLDER = Path(__file__).parents[1] / "static"
SHEETS = FOLDER / "css"
TEXT = {".css", ".js", ".svg", ".json"}
FOR_EVER = "public, max-age=31536000, immutable"
ASK_EACH_TIME = "no-cache"
PARTS = re.compile(r'@import "([a-z_]+\.css)";')
"""A style sheet's parts, named one a line; the browser gets them as one file, in their order."""
UNSENT = re.compile(r"/\*.*?\*/|(?<=\n)\s+", re.DOTALL)
"""What our style sheets say to who reads them here: remarks and indents."""
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
    return hashlib.sha256(content(path)).hexdigest()[:12] if path.exists() else "missing"


def content(path: Path) -> bytes:
    """Return what is sent for a file; our style sheet is sent with the parts it names."""
    if path.parent != SHEETS:
        return path.read_bytes()
    whole = PARTS.sub(lambda part: (SHEETS / part[1]).read_text(), path.read_text())
    return UNSENT.sub("", whole).encode()


def _stamp(path: Path) -> int:
    """Return when a file, or any of our style sheets, was last changed, in nanoseconds."""
    beside = SHEETS.glob("*.css") if path.parent == SHEETS else (path,)
    return max(file.stat().st_mtime_ns for file in beside)


@lru_cache(maxsize=512)
def _mark(path: Path, stamp: int) -> str:
    """Return the fingerprint of a file as it is now."""
    del stamp
    return _fingerprint(str(path.relative_to(FOLDER)))


@lru_cache(maxsize=64)
def _packed(path: Path, stamp: int) -> bytes:
    del stamp
    return gzip.compress(content(path), mtime=0)


def install(app: Flask) -> None:
    """Serve static files compressed where the browser takes it; give `asset` to templates."""
    app.jinja_env.globals["asset"] = asset

    @app.after_request
    def pack(response: Response) -> Response:
        if request.endpoint != "static" or response.status_code not in KEPT_BY_THE_BROWSER:
            return response
        path = FOLDER / (request.view_args or {}).get("filename", "")
        stamp = _stamp(path)
        ours = request.args.get("v") == _mark(path, stamp)
        response.headers["Cache-Control"] = FOR_EVER if ours else ASK_EACH_TIME
        response.headers["Vary"] = "Accept-Encoding"
        if response.status_code == HTTPStatus.NOT_MODIFIED:
            return response
        response.set_etag(_mark(path, stamp))
        packs = path.suffix in TEXT and request.accept_encodings["gzip"] > 0
        if packs or path.parent == SHEETS:
            response.close()
            response.direct_passthrough = False
            response.set_data(_packed(path, stamp) if packs else content(path))
        if packs:
            response.headers["Content-Encoding"] = "gzip"
            response.set_etag(f"{_mark(path, stamp)}-gzip")
        response.make_conditional(request)
        return response
