"""The list of cases, and the page of one case with its parts behind real links."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from uuid import UUID

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from server.actions.definitions.deployed import rules_of
from server.domain.administration.repairs import CaseBroken
from server.domain.texts.words import Words
from server.store.cases import case_pages, case_progress
from server.store.cases.case_pages import CaseHead
from server.web.cases import (
    blocs,
    case_words,
    catalogue,
    deadlines,
    discussion,
    history,
    opening,
    overview,
    papers,
    priority,
    tabs,
)
from server.web.cases.case_access import (
    Damaged,
    Sight,
    damaged_lines,
    known,
    look,
    roster,
    sight_alone,
)
from server.web.cases.diagram import answer as diagram_answer
from server.web.cases.diagram.model import Diagram
from server.web.cases.diagram.of_case import drawn_for
from server.web.cases.tabs import Tab
from server.web.cases.untold_steps import untold
from server.web.frame.formats import number
from server.web.names.case_titles import case_title
from server.web.requests import keyset
from server.web.requests.access import SIGNED_IN, access
from server.web.requests.context import (
    actor,
    session,
)
from server.web.requests.typed_values import searched_by
from server.web.words.catalogue import lazy_gettext as _l

blueprint = Blueprint("cases", __name__)
blueprint.app_context_processor(case_words.words)
PAGE = 30
FIRST: Mapping[str, Tab] = {"overview": Tab(_l("Tổng quan"), overview.values)}
LAST: Mapping[str, Tab] = {
    "documents": Tab(_l("Tài liệu"), papers.values),
    "history": Tab(_l("Lịch sử"), history.values),
    "discussion": Tab(_l("Trao đổi"), discussion.values),
}


@blueprint.get("/cases")
@access(SIGNED_IN)
def index() -> ResponseReturnValue:
    """List the cases the actor may know of, newest first; those found by some words."""
    who, typed = actor(), searched_by()
    rows = case_pages.listed_for(
        session(),
        case_pages.in_reach(who.reach, roster(who)),
        typed=typed,
        before=keyset.read(request.args.get("before", "")),
        limit=PAGE + 1,
        unit=who.unit_id,
    )
    shown, damaged = known(session(), rows[:PAGE], actor=who)
    tallies = case_progress.elements(session(), [case.id for case in shown])
    lines = _rows(shown, tallies, damaged)
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    kept = {"q": typed or None}
    return render_template(
        "cases/index.html",
        rows=lines,
        damaged=damaged_lines(damaged),
        typed=typed,
        first=keyset.address("cases.index", **kept) if request.args.get("before") else "",
        next=keyset.address("cases.index", **kept, before=keyset.write(last.opened_at, last.id))
        if last
        else "",
    )


@blueprint.get("/cases/<uuid:case_id>")
@access(SIGNED_IN)
def show(case_id: UUID) -> ResponseReturnValue:
    """Show one part of a case; a stranger gets what they get for a case that is not there."""
    tab = request.args.get("tab", "overview")
    sight = look(session(), case_id, actor=actor())
    parts = _tabs(sight)
    if tab not in parts:
        abort(HTTPStatus.NOT_FOUND)
    return render_template(
        f"cases/{tab}.html",
        sight=sight,
        case=sight.case,
        rules=sight.rules,
        name=case_title(sight.case),
        damaged=damaged_lines(sight.damaged),
        tabs=[
            (url_for("cases.show", case_id=case_id, tab=key), _label(sight, key, each), key == tab)
            for key, each in parts.items()
        ],
        **parts[tab].values(sight),
    )


def _tabs(sight: Sight) -> dict[str, Tab]:
    """Give the parts of a case's page: those of processes where the case's manifest names them."""
    return {**FIRST, **tabs.of_processes(sight), **tabs.shared(sight), **LAST}


def _label(sight: Sight, key: str, tab: Tab) -> str:
    """Say what a part is called; the history says how many events there are."""
    counted = key == "history" and sight.tells() and not history.leaves_out(sight)
    told = sight.case.seq if counted else 0
    return f"{tab.label} ({number(told)})" if told else str(tab.label)


@blueprint.get("/cases/<uuid:case_id>/diagram.xml")
@access(SIGNED_IN)
def diagram(case_id: UUID) -> ResponseReturnValue:
    """Answer the diagram the case runs on, its names in the reader's language."""
    case = look(session(), case_id, actor=actor()).case
    return diagram_answer.answer(_drawn(case))


def _rows(
    cases: Sequence[CaseHead],
    tallies: Mapping[UUID, tuple[case_progress.ElementTally, ...]],
    damaged: list[Damaged],
) -> list[dict[str, object]]:
    """Write a line a case; one whose diagram cannot be read goes to the damaged ones."""
    lines = []
    for case in cases:
        try:
            hidden = untold(sight_alone(session(), case), actor().eyes(case.kind), _drawn(case))
            told = [tally for tally in tallies[case.id] if tally.element not in hidden]
            lines.append(_row(case, told))
        except CaseBroken as broken:
            damaged.append(Damaged(case=case, error=broken.error))
    return lines


def _drawn(case: CaseHead) -> Diagram:
    return drawn_for(session(), case)


def _row(case: CaseHead, tallies: Sequence[case_progress.ElementTally]) -> dict[str, object]:
    rules = rules_of(session(), case.rules_digest)
    drawn = _drawn(case)
    names = {task.id: drawn.words(task.name) for task in drawn.tasks}
    waiting = [tally for tally in tallies if tally.waiting]
    order = {task.id: place for place, task in enumerate(drawn.tasks)}
    waiting.sort(key=lambda tally: order.get(tally.element, len(order)))
    return {
        "case": case,
        "name": case_title(case),
        "bloc": rules.bloc.name,
        "steps": [names.get(tally.element, Words(tally.element)) for tally in waiting],
        "due": min((tally.due for tally in waiting if tally.due), default=None),
    }


blueprint.add_url_rule("/cases/new", "new", catalogue.show)
blueprint.add_url_rule("/cases/open", "check_opening", opening.check)
blueprint.add_url_rule("/cases/open", "open", opening.submit, methods=["POST"])
blueprint.add_url_rule("/cases/<uuid:case_id>/priorities", "priorities", priority.show)
blueprint.add_url_rule(
    "/cases/<uuid:case_id>/priorities", "rank", priority.submit, methods=["POST"]
)
blueprint.add_url_rule("/cases/<uuid:case_id>/deadlines", "deadlines", deadlines.show)
blueprint.add_url_rule(
    "/cases/<uuid:case_id>/deadlines", "extend", deadlines.submit, methods=["POST"]
)
blueprint.add_url_rule("/blocs", "blocs", blocs.index)
blueprint.add_url_rule("/blocs/<path:bloc_year_id>", "bloc", blocs.show)
