"""Two pages for whoever watches the installation: whether it lives, and whether it can serve.

Neither says why not, for anybody may ask; the log does.
"""

import logging
from http import HTTPStatus

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from server.actions.deployment import deploy
from server.store.database.busy import BUSY, cause
from server.store.schema import readiness
from server.web.refusals.refusals import RETRY_AFTER_SECONDS
from server.web.requests.access import PUBLIC, access
from server.web.requests.context import session
from server.web.requests.installation import installation

blueprint = Blueprint("health", __name__)
log = logging.getLogger(__name__)


@blueprint.get("/healthz")
@access(PUBLIC)
def lives() -> ResponseReturnValue:
    """Say that the process answers; the database is not asked."""
    return _plain("ok", HTTPStatus.OK)


@blueprint.get("/readyz")
@access(PUBLIC)
def ready() -> ResponseReturnValue:
    """Say whether pages can be served: the database, its schema, and the definitions are there."""
    missing = _missing()
    if not missing:
        return _plain("ok", HTTPStatus.OK)
    log.warning("not ready: %s", ", ".join(missing))
    answer = _plain("not ready", HTTPStatus.SERVICE_UNAVAILABLE)
    answer.headers["Retry-After"] = RETRY_AFTER_SECONDS
    return answer


def _missing() -> list[str]:
    try:
        return readiness.missing(session(), deploy.keys(installation().settings.workflows))
    except BUSY as error:
        return [cause(error)]


def _plain(text: str, status: HTTPStatus) -> Response:
    answer = Response(f"{text}\n", status, mimetype="text/plain")
    answer.headers["Cache-Control"] = "no-store"
    return answer
