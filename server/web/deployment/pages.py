"""One proposal to publish: what differs, and what its two administrators do with it."""

from collections.abc import Callable, Mapping
from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from server.actions.deployment import bounded_lint, looking, proposals, publishing
from server.actions.deployment.folder_lint import FolderJudged
from server.domain.deployment.proposals import LintFindsNow, outdated, seal_of
from server.domain.refusals import Refusal
from server.domain.tasks.work import NotThere
from server.store.blocs import bloc_years
from server.store.deployment import proposals as kept
from server.store.deployment.proposals import ProposedVersion
from server.web.cases.diagram.answer import answer
from server.web.cases.diagram.model import read
from server.web.deployment import difference_words, findings, uploading, versions
from server.web.refusals import page_acts
from server.web.refusals.refusals import password_sentence, sentence
from server.web.requests.access import ADMINISTRATOR, access
from server.web.requests.context import actor, language, now, session
from server.web.requests.installation import installation
from server.web.requests.uses import Use, counted
from server.web.words.language import pick

blueprint = Blueprint("deployment", __name__)
LONGEST_TYPED = 4000


@blueprint.get("/operations/proposals/<uuid:proposal_id>")
@access(ADMINISTRATOR)
def proposal(proposal_id: UUID) -> ResponseReturnValue:
    """Show what a proposal would publish, beside what is published."""
    return _page(proposal_id)


@blueprint.get("/operations/proposals/<uuid:proposal_id>/<key>/diagram.xml")
@access(ADMINISTRATOR)
def proposed_diagram(proposal_id: UUID, key: str) -> ResponseReturnValue:
    """Answer a proposed diagram, its names in the reader's language."""
    return answer(read(_proposed(proposal_id, key), key))


@blueprint.get("/operations/proposals/<uuid:proposal_id>/<key>/files.zip")
@access(ADMINISTRATOR)
@counted(Use.EXPORTS)
def proposed_files(proposal_id: UUID, key: str) -> ResponseReturnValue:
    """Hand over the files of a proposed version, as they would be published."""
    return versions.packed_files(key, _proposed(proposal_id, key), name=f"{key}-de-nghi.zip")


def _proposed(proposal_id: UUID, key: str) -> Mapping[str, str]:
    """Return the files of a proposed version for who may look at it; raises NotThere."""
    proposals.seen_by(session(), proposal_id, actor=actor())
    found = {each.key: each for each in kept.versions(session(), proposal_id)}
    if key not in found:
        raise NotThere
    return found[key].files


@blueprint.post("/operations/proposals/<uuid:proposal_id>/propose")
@access(ADMINISTRATOR)
def propose(proposal_id: UUID) -> ResponseReturnValue:
    """Let an upload wait for another administrator."""
    hold = installation().settings.proposals_hold
    return _done(
        proposal_id,
        lambda: proposals.propose(
            session(), proposal_id, note=_typed("note"), actor=actor(), now=now(), hold=hold
        ),
    )


@blueprint.post("/operations/proposals/<uuid:proposal_id>/publish")
@access(ADMINISTRATOR)
def publish(proposal_id: UUID) -> ResponseReturnValue:
    """Publish what another proposed; the password is asked for once more."""
    found: list[FolderJudged] = []

    def act() -> None:
        """Judge anew between two transactions, then look again at all it rests on."""
        seen = request.form.get("seen", "")
        page_acts.check_password()
        asked, newest = publishing.asked_again(
            session(), proposal_id, seen=seen, actor=actor(), now=now()
        )
        session().rollback()
        found.append(bounded_lint.judge(asked))
        publishing.publish(
            session(),
            proposal_id,
            found[0],
            beside_newest=newest,
            seen=seen,
            actor=actor(),
            now=now(),
        )

    return _done(proposal_id, act, found)


@blueprint.post("/operations/proposals/<uuid:proposal_id>/reject")
@access(ADMINISTRATOR)
def reject(proposal_id: UUID) -> ResponseReturnValue:
    """Reject what another proposed, with the reason."""
    return _done(
        proposal_id,
        lambda: publishing.reject(
            session(), proposal_id, reason=_typed("reason"), actor=actor(), now=now()
        ),
    )


@blueprint.post("/operations/proposals/<uuid:proposal_id>/withdraw")
@access(ADMINISTRATOR)
def withdraw(proposal_id: UUID) -> ResponseReturnValue:
    """Take back one's own proposal."""
    return _done(
        proposal_id,
        lambda: proposals.withdraw(session(), proposal_id, actor=actor(), now=now()),
    )


def _done(
    proposal_id: UUID, act: Callable[[], object], judged: list[FolderJudged] | None = None
) -> ResponseReturnValue:
    """Act, and show the proposal again; a refusal is said on it, and what was typed stays."""
    then = url_for("deployment.proposal", proposal_id=proposal_id)
    return page_acts.done(
        act, then=then, page=lambda refusal: _page(proposal_id, refusal, judged or [])
    )


def _typed(name: str) -> str:
    return request.form.get(name, "").strip()[:LONGEST_TYPED]


def _page(
    proposal_id: UUID, refusal: Refusal | None = None, judged: list[FolderJudged] | None = None
) -> str:
    who = actor()
    row = proposals.seen_by(session(), proposal_id, actor=who)
    looks = [_look(each) for each in kept.versions(session(), row.id)]
    found = judged[0] if judged and isinstance(refusal, LintFindsNow) else None
    groups = list(findings.grouped(found, language())) if found else []
    return render_template(
        "deployment/proposal.html",
        row=row,
        seal=seal_of(row.versions),
        looks=looks,
        played=findings.played(row.played, language()),
        names="; ".join(pick(look.name) for look in looks),
        outdated=outdated(row.bases, bloc_years.newest_definitions(session())),
        findings=groups,
        first=findings.first(groups),
        most=findings.MOST,
        judged=found,
        own=row.proposed_by == who.person_id,
        alone=not proposals.another_could(session(), actor=who, now=now()),
        at=now(),
        form=request.form,
        refused=sentence(refusal) if refusal else "",
        password_error=password_sentence(refusal),
        **difference_words.words(),
    )


def _look(version: ProposedVersion) -> looking.Look:
    return looking.look_at_proposed(session(), version)


for path, name, view, method in (
    ("new", "upload_form", uploading.show, "GET"),
    ("new", "upload", uploading.upload, "POST"),
    ("<version>", "version", versions.show, "GET"),
    ("<version>/diagram.xml", "version_diagram", versions.diagram, "GET"),
    ("<version>/files.zip", "version_files", versions.files, "GET"),
):
    blueprint.add_url_rule(f"/operations/versions/{path}", name, view, methods=[method])
