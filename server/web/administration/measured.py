"""How many requests there are, how long they take and how many statements they send.

Nothing here names a person, a case or an address: only the part of the pages, and the answer.
"""

import time

from flask import Flask, Response, request
from prometheus_client import Counter, Histogram

from server.store.database.sessions import statements
from server.web.requests.request_log import BEGAN, STATEMENTS

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
SENT = Counter("binhxet_statements", "Statements sent to the database.", ("part",))
METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})


def install(app: Flask) -> None:
    """Count every request, those refused too, by what the log of requests notes at its begin."""

    @app.after_request
    def end(response: Response) -> Response:
        environ = request.environ
        part = request.blueprint or request.endpoint or "none"
        method = request.method if request.method in METHODS else "other"
        ANSWERS.labels(part, method, str(response.status_code)).inc()
        SECONDS.labels(part).observe(time.monotonic() - environ[BEGAN])
        SENT.labels(part).inc(statements.count - environ[STATEMENTS])
        return response
