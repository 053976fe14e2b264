"""A page that answers a post gets an address of its own: a reload asks for it, and sends nothing.

What a browser posts is answered by where to go, be it a form with mistakes or a page to check. The
answer is kept sealed for the session and found by a key at the address of the page it belongs to;
where it is gone, that page is drawn. A script that posts is answered as it is, and so is who is not
signed in.
"""

import secrets
from http import HTTPStatus
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from flask import Flask, Response, request

from server.store.database.busy import BUSY
from server.store.identity import shown_answers
from server.store.identity.shown_answers import ShownAnswer
from server.store.identity.web_sessions import LONGEST, hashed
from server.web.requests import identity, sealing
from server.web.requests.addresses import here
from server.web.requests.installation import installation
from server.web.requests.transaction import SAFE, now, release, session

FIELD = "_answer"
LARGEST = 4_000_000
"""Bytes of a page that is kept; a longer one is answered as it is."""
ONCE = frozenset(
    {"calendar.make_link", "people.confirm", "factors.confirm", "factors.make_codes"}
    | {"passkeys.confirm"}
)
"""What shows a secret, which is told to nobody again."""
_KIND = "shown-answer"


def install(app: Flask) -> None:
    """Keep what posts are answered by, and show it where it is asked for."""

    @app.before_request
    def show() -> Response | None:
        key = request.args.get(FIELD, "")
        return _kept(key) if key and request.method in SAFE else None

    @app.after_request
    def keep(response: Response) -> Response:
        if _is_to_be_kept(response) and (key := _keep(response)):
            response.status_code = HTTPStatus.SEE_OTHER
            response.headers["Location"] = _address(key)
            response.set_data(b"")
        return response


def _kept(key: str) -> Response | None:
    found = identity.signed_in()
    if found is None:
        return None
    answer = shown_answers.find(session(), key=hashed(key), holder=found.session.id_hash)
    age = int(LONGEST.total_seconds())
    page = sealing.unseal(_KIND, answer.sealed, seconds=age) if answer else None
    if answer is None or page is None:
        return None
    return Response(page, status=answer.status, content_type="text/html; charset=utf-8")


def _is_to_be_kept(response: Response) -> bool:
    answered = response.status_code == HTTPStatus.OK or (
        HTTPStatus.BAD_REQUEST <= response.status_code < HTTPStatus.INTERNAL_SERVER_ERROR
    )
    return (
        request.method == "POST"
        and answered
        and "text/html" in request.headers.get("Accept", "")
        and response.mimetype == "text/html"
        and not response.is_streamed
        and request.endpoint not in ONCE
        and "Retry-After" not in response.headers  # another time it is answered otherwise
        and len(response.get_data()) <= LARGEST
    )


def _keep(response: Response) -> str:
    """Keep an answer in a transaction of its own, when the request's has ended; return its key.

    Empty where nobody is signed in, or nothing can be written now: it is then answered as it is.
    """
    try:
        found = identity.signed_in()
        if found is None:
            return ""
        answer = ShownAnswer(
            status=response.status_code, sealed=sealing.seal(_KIND, response.get_data())
        )
        key, holder, at = secrets.token_urlsafe(24), found.session.id_hash, now()
        release()
        with installation().open(read_only=False) as apart:
            shown_answers.keep(apart, key=hashed(key), holder=holder, answer=answer, now=at)
            apart.commit()
    except BUSY:
        return ""
    return key


def _address(key: str) -> str:
    parts = urlsplit(here())
    asked = [pair for pair in parse_qsl(parts.query) if pair[0] != FIELD]
    return urlunsplit(parts._replace(query=urlencode([*asked, (FIELD, key)])))
