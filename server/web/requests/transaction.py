"""One HTTP request: one point in time, one database transaction, at most one commit.

A page that only reads cannot write: PostgreSQL refuses it.
"""

from datetime import datetime
from http import HTTPStatus

from flask import Flask, Response, g, request

from server.store import Session
from server.web.requests.installation import installation

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def session() -> Session:
    """Return the request's session, opened at first use."""
    if "session" not in g:
        g.session = installation().open(read_only=request.method in SAFE)
    opened: Session = g.session
    return opened


def now() -> datetime:
    """Return the request's point in time (aware UTC), the same however often it is asked."""
    if "now" not in g:
        installation().look_at_clock()
        g.now = installation().clock()()
    read: datetime = g.now
    return read


def begin_at(moment: datetime) -> None:
    """Let the request's point in time, where nobody asked for it yet, be this one."""
    g.setdefault("now", moment)


def commit_in_refusal() -> None:
    """Commit what this request wrote though it refuses what was asked: a draft, never an act."""
    g.commits = True


def write_at_get() -> None:
    """Let this GET write: the answer of who else proves a sign-in comes by a redirect.

    Called before anything is read; what it writes is one sign-in, for a browser that began it.
    """
    if "session" in g:
        g.pop("session").close()
    g.session = installation().open(read_only=False)


def release() -> None:
    """Give the request's connection back where what it wrote was committed, or never will be."""
    if "session" in g:
        g.session.rollback()


def install(app: Flask) -> None:
    """Commit what was answered without an error; close in any case."""

    @app.after_request
    def commit(response: Response) -> Response:
        done = response.status_code < HTTPStatus.BAD_REQUEST or "commits" in g
        if "session" in g and done and response.status_code < HTTPStatus.INTERNAL_SERVER_ERROR:
            g.session.commit()
        return response

    @app.teardown_request
    def close(_: BaseException | None) -> None:
        if "session" in g:
            g.pop("session").close()
