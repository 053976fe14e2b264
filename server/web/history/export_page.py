"""The page to export from: one case or a period, and the verifiers with how to run them."""

from collections.abc import Sequence
from http import HTTPStatus

from flask import Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from server.domain.refusals import Refusal
from server.web.downloads import sent_files
from server.web.history import audit_choices, audit_filter, verifier_files
from server.web.history.audit_filter import AuditFilter
from server.web.history.verifier_files import VerifierFile
from server.web.refusals.refusals import sentence
from server.web.requests.access import AUDITOR, access
from server.web.requests.context import actor, session

PINS = """\
log TÊN+1a2b3c4d+…
quorum none
"""
"""What a policy file looks like where nobody witnesses the log; its keys come on paper."""
WITNESSED_PINS = """\
log TÊN+1a2b3c4d+…
witness thanh-tra TÊN+5e6f7a8b+…
quorum thanh-tra
#binhxet seen 70321 …
"""
"""The same with a witness, and with the checkpoint that was verified last."""
FILES = {"command": verifier_files.command, "page": verifier_files.page}


@access(AUDITOR)
def show() -> ResponseReturnValue:
    """Ask what is to be exported, and hand out what proves it."""
    asked = audit_filter.read(request.args)
    return _page(asked, asked.unread)


def refused(asked: AuditFilter, unread: Sequence[tuple[str, Refusal]]) -> Response:
    """Ask anew for what cannot be exported as it was asked, with all that was typed."""
    return Response(_page(asked, unread), status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _page(asked: AuditFilter, unread: Sequence[tuple[str, Refusal]]) -> str:
    cases, _ = audit_choices.cases(session(), actor())
    return render_template(
        "audit/export.html",
        asked=asked,
        size=request.form.get("known", "").strip()[:15],
        mistakes=[(field, sentence(refusal)) for field, refusal in unread],
        streams=audit_choices.streams(session(), actor().reach),
        cases=audit_choices.labels(cases),
        command=verifier_files.command(),
        page=verifier_files.page(),
        run_line=verifier_files.run_line(),
        pins=PINS,
        witnessed_pins=WITNESSED_PINS,
    )


@access(AUDITOR)
def verifier(name: str) -> Response:
    """Send a verifier as a file."""
    if name not in FILES:
        abort(HTTPStatus.NOT_FOUND)
    file: VerifierFile = FILES[name]()
    answer = Response(file.data, content_type=file.media)
    answer.headers["Content-Disposition"] = sent_files.saved_as(file.name)
    answer.headers["Content-Length"] = str(len(file.data))
    return answer
