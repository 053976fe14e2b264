"""What a person was refused: a page that is not theirs, or one asked for too often."""

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Final

from flask import Flask, Response, current_app, request

from server.domain.identity.security_events import (
    ACCESS_REFUSED,
    CSRF_REFUSED,
    FILE_INFECTED,
    LIMIT_REACHED,
    REQUEST_MALFORMED,
)
from server.store.security_events import writing
from server.store.security_events.writing import SecurityEvent
from server.web.files import scanning
from server.web.requests import access, identity
from server.web.requests.identity import SignedIn
from server.web.requests.installation import installation
from server.web.requests.transaction import now, release
from server.web.security_events.whence import whence

KINDS: Final[Mapping[int, str]] = {
    HTTPStatus.BAD_REQUEST: REQUEST_MALFORMED,
    HTTPStatus.FORBIDDEN: ACCESS_REFUSED,
    HTTPStatus.NOT_FOUND: ACCESS_REFUSED,
    HTTPStatus.TOO_MANY_REQUESTS: LIMIT_REACHED,
}

LONGEST_FOUND = 100


def install(app: Flask) -> None:
    """Tell what was refused, when the request's own transaction has ended.

    "Not yours" and "not there" are told alike, so that neither takes longer. Of strangers a forged
    form alone is told.
    """

    @app.after_request
    def tell(response: Response) -> Response:
        kind = _kind(response.status_code)
        found = _who(kind)
        if found or kind == CSRF_REFUSED:
            moment, origin = now(), whence()
            release()
            about = str(found.actor.person_id) if found else origin.address_hash
            event = _event(kind, response.status_code, found, f"{about}/{moment:%Y-%m-%dT%H}")
            writing.tell_apart(installation().engine, event, origin)
        return response


def _kind(status: int) -> str:
    if not request.endpoint:
        return ""
    told = {access.FORGED: CSRF_REFUSED, scanning.INFECTED: FILE_INFECTED}
    marked = next((kind for mark, kind in told.items() if mark in request.environ), "")
    return marked or KINDS.get(status, "")


def _who(kind: str) -> SignedIn | None:
    if not kind:
        return None
    return identity.signed_in() if kind == CSRF_REFUSED else identity.known()


def _event(kind: str, status: int, found: SignedIn | None, often: str) -> SecurityEvent:
    """Describe it; a flood at one page is one row, however `often` one asks within the hour."""
    endpoint = request.endpoint or ""
    view = current_app.view_functions[endpoint]
    told = {
        "page": endpoint,
        "rule": str(getattr(view, access.MARK, "")),
        "status": int(status),
        "thing": next(iter(request.view_args or {}), ""),
        "found": str(request.environ.get(scanning.INFECTED, ""))[:LONGEST_FOUND],
    }
    return SecurityEvent(
        at=now(),
        kind=kind,
        person_id=found.actor.person_id if found else None,
        post_id=found.actor.post_id if found else "",
        province=found.actor.province if found else "",
        once=f"{kind}/{status}/{endpoint}/{often}" + (f"/{told['found']}" if told["found"] else ""),
        details=json.dumps(told, sort_keys=True),
    )
