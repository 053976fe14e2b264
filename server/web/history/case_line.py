"""A case as a line of events, with what each can prove beside it."""

from collections.abc import Sequence
from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from server.domain.deadlines import local_day
from server.domain.history.asked import NotOnThisPage
from server.domain.history.oddities import Oddity
from server.store.binding.baseline import as_found_of
from server.store.cases import case_pages
from server.store.history import case_counts, history_pages, oddities
from server.store.history.case_counts import EventCounts
from server.store.history.history_events import HistoryEvent
from server.web.frame.formats import day
from server.web.history import audit_filter, event_lines, event_proof
from server.web.history.audit_detail import told
from server.web.history.case_events import CaseAudit, audited, clock, line, screen_of
from server.web.names.case_titles import case_title
from server.web.names.history_words import title_of
from server.web.names.rule_names import unit_names
from server.web.refusals.refusals import sentence
from server.web.requests import keyset
from server.web.requests.access import AUDITOR, access
from server.web.requests.context import now, session
from server.web.requests.typed_values import FLAG, chosen, id_of
from server.web.words.catalogue import gettext as _

PAGE = 50
CHECKED_UNASKED = 500
"""A chain of at most so many events is recomputed each time its case is looked at."""
JUDGED = ("approve", "return")


@access(AUDITOR)
def show(case_id: UUID) -> ResponseReturnValue:
    """Show a page of a case's events, newest first; open one by `?open=`."""
    found = audited(case_id)
    asked, case = audit_filter.read(request.args), found.sight.case
    rows = [] if asked.unread else _page_of(found, asked)
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    opened = _asked_for(found, rows[:PAGE])
    mistakes = [(field, sentence(refusal)) for field, refusal in asked.unread]
    if request.args.get("open") and opened is None and not mistakes:
        mistakes.append(("", sentence(NotOnThisPage())))
    place = {"case_id": case_id, "act": list(asked.acts), "odd": list(asked.oddities)}
    before = request.args.get("before")
    return render_template(
        "audit/case.html",
        case=case,
        name=case_title(case),
        mistakes=mistakes,
        views=_views(found, asked, case_counts.counts(session(), case_id)),
        check=_check(found),
        checked_at=now(),
        lines=_lines(found, rows[:PAGE]),
        opened=_opened(opened, found) if opened else None,
        behind=oddities.behind(session()),
        as_found=as_found_of(session(), found.stream),
        place={**place, "before": before},
        **keyset.event_pages("audit.case", place, before=before, last=last),
    )


def _asked_for(found: CaseAudit, rows: Sequence[HistoryEvent]) -> HistoryEvent | None:
    """Return the event to be opened: of this page, or of another page of the case."""
    wanted = id_of(request.args.get("open", ""))
    listed = next((row for row in rows if row.id == wanted), None)
    if listed is not None or wanted is None:
        return listed
    return history_pages.of_stream(session(), found.stream, wanted)


def _page_of(found: CaseAudit, asked: audit_filter.AuditFilter) -> Sequence[HistoryEvent]:
    of_case = audit_filter.narrowed(found.asked(), asked)
    before = keyset.read_event(request.args.get("before", ""))
    return history_pages.page(session(), of_case, before=before, limit=PAGE + 1)


def _views(
    found: CaseAudit, asked: audit_filter.AuditFilter, counted: EventCounts
) -> list[tuple[str, str, int, bool]]:
    """Offer all events, those that judge, those that change points, those with a sign."""
    case = found.sight.case
    judged = counted.of("approve", "sign", "decide", "return", "refuse")

    def way(**values: object) -> str:
        return keyset.address("audit.case", case_id=case.id, **values)

    plain = not (asked.acts or asked.oddities or asked.unread)
    return [
        (way(), _("Tất cả"), case.seq, plain),
        (way(act=[*JUDGED]), _("Duyệt, trả lại, ký"), judged, asked.acts == JUDGED),
        (way(act=["score"]), _("Chấm điểm"), counted.of("score"), asked.acts == ("score",)),
        (way(odd=[*Oddity]), _("Chỉ dấu hiệu"), counted.with_signs, bool(asked.oddities)),
    ]


def _check(found: CaseAudit) -> history_pages.ChainCheck | None:
    """Recompute the chain of a small case; that of a large one is recomputed when asked for."""
    if not chosen("check", FLAG) and found.sight.case.seq > CHECKED_UNASKED:
        return None
    head = case_pages.chain_head(session(), found.sight.case.id)
    return history_pages.check(session(), found.stream, head=head)


def _lines(found: CaseAudit, rows: Sequence[HistoryEvent]) -> list[dict[str, object]]:
    units = unit_names(found.sight.rules)
    signs = event_lines.signs_of(rows, units)
    return [
        line(row, found.sight)
        | {
            "day": _day(row),
            "signs": signs.get(row.id, ()),
            "unit": units.get(row.row["subject_unit_id"] or "", ""),
        }
        for row in rows
    ]


def _day(event: HistoryEvent) -> tuple[str, str]:
    """Return the day of an event, to be sorted by and to be read."""
    here = local_day(event.row["act_time"])
    return here.isoformat(), day(here)


def _opened(event: HistoryEvent, found: CaseAudit) -> dict[str, object]:
    """Gather what the panel beside the line says of an event."""
    case = found.sight.case
    hash_before = history_pages.hash_at(session(), found.stream, event.row["seq"] - 1)
    return {
        **told(event, case),
        "title": title_of(event),
        "clock": clock(event),
        "screen": screen_of(event),
        "proofs": event_proof.proofs(event, hash_before=hash_before),
        "seen": url_for("audit.seen", case_id=case.id, seq=event.row["seq"]),
        "then": url_for("audit.moment", case_id=case.id, seq=event.row["seq"]),
    }
