"""One published version: what differs in it from the one before, its diagram and its files."""

from collections.abc import Mapping

from flask import Response, render_template
from flask.typing import ResponseReturnValue

from server.actions.definitions.deployed import files_of
from server.actions.deployment import looking
from server.domain.deployment.archives import packed
from server.domain.tasks.work import NotThere
from server.store.deployment import versions
from server.store.deployment.versions import PublishedVersion
from server.web.cases.diagram.answer import ALONE, answer
from server.web.cases.diagram.model import diagram_of
from server.web.deployment import difference_words
from server.web.downloads import sent_files
from server.web.requests.access import ADMINISTRATOR, access
from server.web.requests.context import actor, session
from server.web.requests.uses import Use, counted


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
    return answer(diagram_of(session(), version, _found(version).key))


@access(ADMINISTRATOR)
@counted(Use.EXPORTS)
def files(version: str) -> ResponseReturnValue:
    """Hand over a version's files as a zip, which can be uploaded or deployed again."""
    found = _found(version)
    key, texts = files_of(session(), version)
    return packed_files(key, texts, name=f"{key}-{found.version}.zip")


def packed_files(key: str, texts: Mapping[str, str], *, name: str) -> Response:
    """Answer the files of a version as a zip to be saved."""
    made = Response(packed(key, texts), mimetype="application/zip")
    made.headers["Content-Disposition"] = sent_files.saved_as(name)
    made.headers["Content-Security-Policy"] = ALONE
    return made


def _found(version: str) -> PublishedVersion:
    found = versions.find(session(), version, actor().reach)
    if found is None:
        raise NotThere
    return found
