"""How many requests there are, how long they take and how many statements they send.

Nothing here names a person, a case or an address: only the part of the pages, and the answer.
"""

import time

from flask import Flask, Response, request
from prometheus_client import Counter, Histogram

from server.store.database.sessions import statements

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
ANSWERS = Counter(
    "binhxet_requests", "Requests answered, by part of the pages.", ("part", "method", "status")
)
SECONDS = Histogram(
    "binhxet_request_seconds",
    "Seconds from a request's arrival at the application to its answer.",
    ("part",),
    buckets=BUCKETS,
)
STATEMENTS = Counter("binhxet_statements", "Statements sent to the database.", ("part",))
METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})
_BEGAN, _BEFORE = "binhxet.measured", "binhxet.measured_statements"


def install(app: Flask) -> None:
    """Count every request, those refused too; register it before what may refuse one."""

    @app.before_request
    def begin() -> None:
        request.environ[_BEGAN] = time.perf_counter()
        request.environ[_BEFORE] = statements.count

    @app.after_request
    def end(response: Response) -> Response:
        environ = request.environ
        part = request.blueprint or request.endpoint or "none"
        method = request.method if request.method in METHODS else "other"
        ANSWERS.labels(part, method, str(response.status_code)).inc()
        SECONDS.labels(part).observe(time.perf_counter() - environ[_BEGAN])
        STATEMENTS.labels(part).inc(statements.count - environ[_BEFORE])
        return response
