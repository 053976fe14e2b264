"""One published version: what differs in it from the one before, its diagram and its files."""

from urllib.parse import quote

from flask import Response, render_template
from flask.typing import ResponseReturnValue

from server.actions.definitions.deployed import files_of
from server.actions.deployment import looking
from server.domain.deployment.archives import packed
from server.domain.tasks.work import NotThere
from server.store.deployment import versions
from server.store.deployment.versions import PublishedVersion
from server.web.cases.diagram_model import diagram_of
from server.web.deployment import difference_words
from server.web.requests.access import ADMINISTRATOR, access
from server.web.requests.context import actor, language, session


@access(ADMINISTRATOR)
def show(version: str) -> ResponseReturnValue:
    """Show a version beside the one before it."""
    found = _found(version)
    look = looking.look_at_published(session(), found)
    return render_template(
        "deployment/version.html", version=found, look=look, **difference_words.words()
    )


@access(ADMINISTRATOR)
def diagram(version: str) -> ResponseReturnValue:
    """Answer a version's diagram, its names in the reader's language."""
    drawn = diagram_of(session(), version, _found(version).key)
    return Response(drawn.in_language(language()), mimetype="application/xml")


@access(ADMINISTRATOR)
def files(version: str) -> ResponseReturnValue:
    """Hand over a version's files as a zip, which can be uploaded or deployed again."""
    found = _found(version)
    key, texts = files_of(session(), version)
    answer = Response(packed(key, texts), mimetype="application/zip")
    name = f"{key}-{found.version}.zip"
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def _found(version: str) -> PublishedVersion:
    found = versions.find(session(), version, actor().province)
    if found is None:
        raise NotThere
    return found
