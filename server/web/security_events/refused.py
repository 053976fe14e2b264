"""What a person was refused: a page that is not theirs, or one asked for too often."""

import json
from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus
from typing import Final

from flask import Flask, Response, current_app, request

from server.domain.identity.security_events import ACCESS_REFUSED, LIMIT_REACHED
from server.store.security_events import writing
from server.store.security_events.writing import SecurityEvent
from server.web.requests import access, identity
from server.web.requests.identity import SignedIn
from server.web.requests.installation import installation
from server.web.requests.transaction import now, release
from server.web.security_events.whence import whence

KINDS: Final[Mapping[int, str]] = {
    HTTPStatus.FORBIDDEN: ACCESS_REFUSED,
    HTTPStatus.NOT_FOUND: ACCESS_REFUSED,
    HTTPStatus.TOO_MANY_REQUESTS: LIMIT_REACHED,
}


def install(app: Flask) -> None:
    """Tell what was refused, when the request's own transaction has ended.

    "Not yours" and "not there" are told alike, so that neither takes longer.
    """

    @app.after_request
    def tell(response: Response) -> Response:
        kind = KINDS.get(response.status_code)
        found = identity.known() if kind and request.endpoint else None
        if kind and found is not None:
            moment = now()
            release()
            event = _event(kind, response.status_code, found, moment)
            writing.tell_apart(installation().engine, event, whence())
        return response


def _event(kind: str, status: int, found: SignedIn, moment: datetime) -> SecurityEvent:
    """Describe it; a flood of one person at one page is one row an hour."""
    endpoint = request.endpoint or ""
    person, view = found.actor.person_id, current_app.view_functions[endpoint]
    told = {
        "page": endpoint,
        "rule": str(getattr(view, access.MARK, "")),
        "status": int(status),
        "thing": next(iter(request.view_args or {}), ""),
    }
    return SecurityEvent(
        at=moment,
        kind=kind,
        person_id=person,
        post_id=found.actor.post_id,
        province=found.actor.province,
        once=f"{kind}/{status}/{person}/{endpoint}/{moment:%Y-%m-%dT%H}",
        details=json.dumps(told, sort_keys=True),
    )
