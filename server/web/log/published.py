"""The log as C2SP's tlog-tiles publishes it, for witnesses and auditors' tools.

Anybody may read it: an entry is the hash of a header that holds a salted digest, so it tells
nothing of anybody, and a witness that had to sign in would be one we choose.
"""

from http import HTTPStatus

from flask import Blueprint, Response, abort
from flask.typing import ResponseReturnValue

from server.domain.log.refused import LogRefused
from server.domain.log.tiles import parse_path
from server.store.log import checkpoints, tree_rows, trusted
from server.web.log import key_page
from server.web.requests.access import PUBLIC, access
from server.web.requests.context import session

blueprint = Blueprint("log", __name__)
IMMUTABLE = "public, max-age=31536000, immutable"


@blueprint.get("/log/checkpoint")
@access(PUBLIC)
def checkpoint() -> ResponseReturnValue:
    """Answer the newest checkpoint with the lines of its witnesses; 404 before the first."""
    newest = trusted.newest(session())
    if newest is None:
        abort(HTTPStatus.NOT_FOUND)
    note = checkpoints.with_cosignatures(session(), newest)
    return Response(note, content_type="text/plain; charset=utf-8")


@blueprint.get("/log/tile/<path:name>")
@access(PUBLIC)
def tile(name: str) -> ResponseReturnValue:
    """Answer a tile or bundle of what is signed; 404 for every other path."""
    newest = trusted.newest(session())
    try:
        found = parse_path(f"tile/{name}")
        if newest is None or not found.within(newest.size):
            abort(HTTPStatus.NOT_FOUND)
        data = tree_rows.tile_data(session(), found)
    except LogRefused:
        abort(HTTPStatus.NOT_FOUND)
    answer = Response(data, content_type="application/octet-stream")
    answer.headers["Cache-Control"] = IMMUTABLE
    return answer


blueprint.add_url_rule("/log/key", "key", key_page.show)
