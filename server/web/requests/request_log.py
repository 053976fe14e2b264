"""One line for each request, and the id by which its line, its error page and its user agree."""

import logging
import re
import time
from uuid import uuid4

from flask import Flask, Response, request

from server.store.database.sessions import statements

log = logging.getLogger("server.request")
GIVEN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}")
"""What a proxy may call a request; anything else is not repeated."""
ID, BEGAN, STATEMENTS, PERSON = (
    f"binhxet.{name}" for name in ("request", "began", "statements", "person")
)


def request_id() -> str:
    """Return the id of the request under way."""
    found: str = request.environ.get(ID, "")
    return found


def of_person(person_id: object) -> None:
    """Note who asks, once it is known."""
    request.environ[PERSON] = str(person_id)


def install(app: Flask, *, proxies: int) -> None:
    """Name each request and log its end; only a proxy of ours may have named it before.

    Register it first: what runs after a request runs in reverse order, and the line comes last.
    """

    @app.before_request
    def begin() -> None:
        given = request.headers.get("X-Request-Id", "") if proxies else ""
        request.environ[ID] = given if GIVEN.fullmatch(given) else uuid4().hex
        request.environ[BEGAN] = time.monotonic()
        request.environ[STATEMENTS] = statements.count

    @app.after_request
    def end(response: Response) -> Response:
        response.headers["X-Request-Id"] = request_id()
        environ = request.environ
        log.info(
            "request",
            extra={
                "request": request_id(),
                "method": request.method,
                "endpoint": request.endpoint or "",
                "status": response.status_code,
                "ms": round((time.monotonic() - environ[BEGAN]) * 1000),
                "statements": statements.count - environ[STATEMENTS],
                "person": environ.get(PERSON, ""),
            },
        )
        return response
