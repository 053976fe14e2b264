"""Who approved what, when: the page of those who check, with the proof beside each event."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from server.actions.definitions.processes import short_name
from server.domain.history.asked import NothingToCheck, NotOnThisPage
from server.domain.refusals import Refusal
from server.store.binding.baseline import as_found
from server.store.cases import case_pages
from server.store.cases.case_pages import CaseHead
from server.store.history import history_pages, oddities
from server.store.history.history_events import HistoryEvent
from server.store.history.history_pages import ChainCheck
from server.web.cases.case_access import (
    damaged_lines,
    known,
)
from server.web.history import (
    audit_choices,
    audit_filter,
    case_line,
    case_moment,
    case_seen,
    event_lines,
    export_page,
    exports,
    sign_ins,
)
from server.web.history.audit_detail import detail
from server.web.history.audit_filter import AuditFilter
from server.web.names.act_filter import CHOICES
from server.web.names.case_titles import case_title
from server.web.names.oddity_words import NAMES
from server.web.refusals.refusals import sentence
from server.web.requests import keyset
from server.web.requests.access import AUDITOR, access
from server.web.requests.context import (
    actor,
    now,
    session,
)
from server.web.requests.typed_values import FLAG, chosen, id_of
from server.web.words.language import pick

blueprint = Blueprint("audit", __name__)
PAGE = 50


@blueprint.get("/audit")
@access(AUDITOR)
def index() -> ResponseReturnValue:
    """List events by the filter; open one by `?open=`, check a chain by `?check=1`.

    By a filter that cannot be read nothing is listed: a list of all would pass for its answer.
    """
    asked = audit_filter.read(request.args)
    before = keyset.read_event(request.args.get("before", ""))
    cases, damaged = audit_choices.cases(session(), actor())
    query, reach = asked.query(), actor().reach
    choices = audit_choices.choices(session(), reach, asked, {case.kind for case in cases})
    unread = [*asked.unread, *choices.unknown]
    rows = [] if unread else _page_of(asked, before)
    unread += () if rows else audit_choices.no_such_case(session(), reach, asked)
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    of_rows = _of_events(rows[:PAGE], cases)
    opened, unread = _opened(rows[:PAGE], [*unread, *_unchecked(asked, unread)])
    return render_template(
        "audit/index.html",
        asked=asked,
        mistakes=[(field, sentence(refusal)) for field, refusal in unread],
        acts={name: choice.label for name, choice in CHOICES.items()},
        odd={str(kind): label for kind, label in NAMES.items()},
        behind=oddities.behind(session()),
        as_found=as_found(session()),
        cases=audit_choices.labels(cases),
        kinds=_kinds(cases, asked),
        streams=choices.streams,
        units=choices.units,
        choices=choices,
        offered=audit_choices.offered(session(), reach, asked, choices),
        damaged=damaged_lines(damaged),
        lines=_lines(rows[:PAGE], of_rows, choices.units),
        detail=detail(opened, of_rows.get(opened.row["case_id"])) if opened else None,
        check=_check(asked, cases, choices.streams),
        checked_at=now(),
        checked_most=history_pages.CHECKED_AT_ONCE,
        query=query,
        place={**query, "before": request.args.get("before") or None},
        **keyset.event_pages("audit.index", query, before=before, last=last),
    )


def _opened(
    rows: Sequence[HistoryEvent], unread: list[tuple[str, Refusal]]
) -> tuple[HistoryEvent | None, list[tuple[str, Refusal]]]:
    """Return the event of the page that is to be opened, and what is said of the address."""
    wanted = request.args.get("open", "")
    found = next((row for row in rows if row.id == id_of(wanted)), None)
    astray = bool(wanted) and found is None and not unread
    return found, [*unread, *([("", NotOnThisPage())] if astray else [])]


def _unchecked(
    asked: AuditFilter, unread: Sequence[tuple[str, Refusal]]
) -> Sequence[tuple[str, Refusal]]:
    """Say that a chain is to be checked and none is named, unless more is said already."""
    astray = chosen("check", FLAG) and not (asked.stream or unread)
    return [("case", NothingToCheck())] if astray else []


def _kinds(cases: Sequence[CaseHead], asked: AuditFilter) -> dict[str, str]:
    """Name the kinds of the cases there are, and the one that is asked for."""
    kinds = sorted({case.kind for case in cases} | ({asked.kind} if asked.kind else set()))
    return {kind: pick(short_name(session(), kind)) for kind in kinds}


def _page_of(
    asked: AuditFilter, before: tuple[datetime, int, UUID] | None
) -> Sequence[HistoryEvent]:
    wanted = asked.in_reach(actor().reach)
    return history_pages.page(session(), wanted, before=before, limit=PAGE + 1)


def _of_events(rows: Sequence[HistoryEvent], known_: Sequence[CaseHead]) -> dict[UUID, CaseHead]:
    """Return the cases of events, also those too old to be chosen from a list."""
    found = {case.id: case for case in known_}
    wanted = {row.row["case_id"] for row in rows} - {None, *found}
    found |= {case.id: case for case in case_pages.heads(session(), wanted)} if wanted else {}
    return found


def _lines(
    rows: Sequence[HistoryEvent], cases: Mapping[UUID, CaseHead], units: Mapping[str, str]
) -> list[dict[str, object]]:
    signs = event_lines.signs_of(rows, units)
    return [
        _line(row, cases.get(row.row["case_id"])) | {"signs": signs.get(row.id, ())} for row in rows
    ]


def _line(event: HistoryEvent, case: CaseHead | None) -> dict[str, object]:
    return {
        **event_lines.event_line(event, begun_by=case.definition_hash if case else ""),
        "stream": event.row["stream"],
        "object": case_title(case) if case else "",
        "case_id": case.id if case else None,
        "unit": event.row["subject_unit_id"] or "",
        "simulated": event.row["simulated"],
    }


def _may_check(
    asked: AuditFilter, cases: Sequence[CaseHead], streams: Mapping[str, object]
) -> bool:
    """Tell whether a chain is named whose length may be told: none of another province's."""
    if asked.case_id is None or asked.case_id in {case.id for case in cases}:
        return asked.case_id is not None or asked.stream in streams
    shown, damaged = known(session(), case_pages.heads(session(), [asked.case_id]), actor=actor())
    return bool(shown or damaged)


def _check(
    asked: AuditFilter, cases: Sequence[CaseHead], streams: Mapping[str, object]
) -> ChainCheck | None:
    """Recompute the chain that is asked for, if it is."""
    if not chosen("check", FLAG) or not _may_check(asked, cases, streams):
        return None
    head = (
        case_pages.chain_head(session(), _case_id(asked))
        if asked.case_id
        else history_pages.stream_head(session(), asked.stream)
    )
    return history_pages.check(session(), asked.stream, head=head)


def _case_id(asked: AuditFilter) -> UUID:
    if asked.case_id is None:
        raise LookupError(asked.case)
    return asked.case_id


blueprint.add_url_rule("/audit/cases/<uuid:case_id>", "case", case_line.show)
blueprint.add_url_rule("/audit/cases/<uuid:case_id>/moment", "moment", case_moment.show)
blueprint.add_url_rule(
    "/audit/cases/<uuid:case_id>/diagram/<version>.xml", "diagram", case_moment.diagram
)
blueprint.add_url_rule("/audit/cases/<uuid:case_id>/events/<int:seq>", "seen", case_seen.show)
blueprint.add_url_rule("/audit/sign-ins", "sign_ins", sign_ins.show)
blueprint.add_url_rule("/audit/export", "export", exports.export, methods=["POST"])
blueprint.add_url_rule("/audit/export", "exporting", export_page.show)
blueprint.add_url_rule("/audit/export/<name>", "verifier", export_page.verifier)
