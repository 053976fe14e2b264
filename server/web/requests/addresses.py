"""Where a page is found again: after a switch of language, after signing in."""

from unicodedata import category

from flask import Flask, current_app, request
from werkzeug.exceptions import HTTPException

from server.domain.history.asked import ControlInAddress
from server.web.requests.transaction import SAFE

HOME, CONTROL = "/tasks", "Cc"
LONGEST_SHOWN = 40
_STANDS_AT = "binhxet.stands_at"
PASTED = frozenset("\t\r\n")
"""Control characters that come along with what was copied from a table or a text."""


def install(app: Flask) -> None:
    """Refuse an address that holds a control character: nothing is called or found by one."""

    @app.before_request
    def check() -> None:
        named = (("", request.path), *request.args.items(multi=True))
        for name, text in named:
            if _controlled(name + text):
                raise ControlInAddress(_printed(name or request.path)[:LONGEST_SHOWN])


def _controlled(text: str) -> bool:
    return any(category(sign) == CONTROL and sign not in PASTED for sign in text)


def _printed(text: str) -> str:
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text)


def stand_at(path: str) -> None:
    """Say where the page of this answer is found again: its own address holds what counts once."""
    request.environ[_STANDS_AT] = path


def here() -> str:
    """Return the address of this page; after a POST that of the page it belongs to.

    A form posts below the page it stands on, so that is the nearest address above that opens.
    """
    if _STANDS_AT in request.environ:
        return str(request.environ[_STANDS_AT])
    if request.method in SAFE:
        return request.full_path.rstrip("?")
    path = request.path
    while path and not _opens(path):
        path = path.rpartition("/")[0]
    asked = request.query_string.decode("utf-8", "replace")
    return f"{path or '/'}?{asked}" if asked else path or "/"


def _opens(path: str) -> bool:
    try:
        current_app.url_map.bind("").match(path, method="GET")
    except HTTPException:
        return False
    return True


def local_path(wanted: str | None) -> str:
    """Return a path of this site to go on to; anything that could lead elsewhere is the list."""
    if not wanted or not wanted.startswith("/") or wanted.startswith("//"):
        return HOME
    return HOME if "\\" in wanted or any(ord(c) < ord(" ") for c in wanted) else wanted
