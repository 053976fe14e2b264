"""Whose form it is: a signed mark on every form and page says for whom it was drawn.

It outlives the session, so that what was typed can be given back to that person and nobody else. It
lets nobody in and stands for nobody's act.
"""

from flask import Flask, request
from itsdangerous import BadSignature, URLSafeSerializer

from server.web.requests.identity import signed_in
from server.web.requests.installation import installation

FIELD = "_for"
KEPT = "binhxet.mark"
"""Under this the request's environment keeps it: a page asks once a form."""
LONGEST = 200


def mark() -> str:
    """Return the mark of who is signed in; empty for a stranger."""
    known = request.environ
    if KEPT not in known:
        found = signed_in()
        known[KEPT] = _signer().dumps(str(found.actor.person_id)) if found else ""
    return str(known[KEPT])


def person_of(text: str) -> str:
    """Return the id of the person a form was drawn for; empty where no page of ours says so."""
    try:
        return str(_signer().loads(text)) if len(text) <= LONGEST else ""
    except BadSignature:
        return ""


def install(app: Flask) -> None:
    """Give the mark to templates."""
    app.jinja_env.globals["reader_mark"] = mark


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(installation().settings.secret_key, salt="binhxet.form-of")
