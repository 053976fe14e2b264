"""Whose form it is: a signed mark on every form and page says for whom it was drawn.

It outlives the session, so that what was typed can be given back to that person and nobody else. It
lets nobody in and stands for nobody's act.
"""

from functools import lru_cache

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
        known[KEPT] = _signed(_secret(), str(found.actor.person_id)) if found else ""
    return str(known[KEPT])


def person_of(text: str) -> str:
    """Return the id of the person a form was drawn for; empty where no page of ours says so.

    A page that was drawn under the secret before this one is ours, too.
    """
    if len(text) > LONGEST:
        return ""
    told = (_read(secret, text) for secret in installation().settings.secrets)
    return next(filter(None, told), "")


def install(app: Flask) -> None:
    """Give the mark to templates."""
    app.jinja_env.globals["reader_mark"] = mark


@lru_cache(maxsize=1024)
def _signed(secret: str, person: str) -> str:
    """Sign for a person once in a process's life: every page of theirs has the same mark."""
    return str(_signer(secret).dumps(person))


def _read(secret: str, text: str) -> str:
    try:
        return str(_signer(secret).loads(text))
    except BadSignature:
        return ""


def _signer(secret: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt="binhxet.form-of")


def _secret() -> str:
    return installation().settings.secret_key
