"""The page that takes a folder or a zip of process files, and says what is wrong with it."""

from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from server.actions.deployment import bounded_lint, proposals
from server.actions.deployment.folder_lint import FolderJudged, product_forms
from server.domain.deployment import uploads
from server.domain.deployment.uploads import Folder, take
from server.domain.refusals import Refusal
from server.store.deployment import proposals as kept
from server.web.deployment import findings
from server.web.refusals.refusals import sentence, status_of
from server.web.requests.access import ADMINISTRATOR, access
from server.web.requests.context import actor, language, now, session
from server.web.requests.installation import installation
from server.web.requests.uses import Use, counted


@dataclass(frozen=True, slots=True)
class Faulty:
    """An upload in which the linter found something."""

    folder: Folder
    judged: FolderJudged


@access(ADMINISTRATOR)
def show() -> ResponseReturnValue:
    """Show the form of an upload."""
    return _page()


@access(ADMINISTRATOR)
@counted(Use.TRIALS)
def upload() -> ResponseReturnValue:
    """Judge an upload; what is clean is kept for its person and shown, what is not stays theirs."""
    try:
        found = _judged()
    except Refusal as refusal:
        session().rollback()
        return _page(refusal=refusal), status_of(refusal)
    if isinstance(found, Faulty):
        return _page(faulty=found), HTTPStatus.UNPROCESSABLE_ENTITY
    return redirect(url_for("deployment.proposal", proposal_id=found), HTTPStatus.SEE_OTHER)


def _judged() -> UUID | Faulty:
    """Judge between two transactions: nobody waits for a connection meanwhile."""
    folder = take(_sent())
    product = product_forms(installation().settings.forms)
    asked = proposals.asked_of(session(), folder.files, product, actor=actor())
    session().rollback()
    judged = bounded_lint.judge(asked)
    if judged.found:
        return Faulty(folder, judged)
    return proposals.keep_draft(
        session(), asked, judged, actor=actor(), now=now(), left_out=folder.left_out
    )


def _sent() -> Iterator[tuple[str, bytes]]:
    """Go through what was sent: a folder's files have paths; fields nobody filled are empty."""
    for file in request.files.getlist("files"):
        if file.filename:
            yield file.filename, file.stream.read()


def _page(*, refusal: Refusal | None = None, faulty: Faulty | None = None) -> str:
    who = actor()
    judged = faulty.judged if faulty else None
    groups = list(findings.grouped(judged, language())) if judged else []
    return render_template(
        "deployment/upload.html",
        refused=sentence(refusal) if refusal else "",
        faulty=faulty,
        findings=groups,
        first=findings.first(groups),
        most=findings.MOST,
        draft=kept.draft_of(session(), who.person_id),
        alone=not proposals.another_could(session(), actor=who, now=now()),
        elsewhere=bool(kept.provinces(session()) - {*who.reach.provinces}),
        limits=uploads,
    )
