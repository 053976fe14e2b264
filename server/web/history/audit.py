"""Who approved what, when: the page of those who check, with the proof beside each event."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from server.actions.definitions.deployed import rules_of
from server.actions.history.kept_back import withheld
from server.domain.canonical import Json
from server.domain.texts.vietnamese import sort_key
from server.store.cases import case_pages
from server.store.cases.case_pages import CaseHead
from server.store.history import history_pages
from server.store.history.history_pages import ChainCheck, HistoryEvent
from server.store.people import delegations
from server.store.people.delegations import DelegationRow
from server.web.cases import rulings
from server.web.cases.case_access import (
    Damaged,
    damaged_lines,
    known,
)
from server.web.cases.rulings import RulingLine
from server.web.history import audit_filter, exports
from server.web.history.audit_filter import AuditFilter
from server.web.names.act_filter import CHOICES
from server.web.names.case_titles import case_title
from server.web.names.form_words import words_of
from server.web.names.history_words import (
    actor_of,
    change_lines,
    damage_of,
    outcome_of,
    title_of,
)
from server.web.names.rule_names import RuleNames, unit_names
from server.web.refusals.refusals import sentence
from server.web.requests import keyset
from server.web.requests.access import AUDITOR, access
from server.web.requests.context import (
    actor,
    now,
    session,
)
from server.web.requests.typed_values import id_of
from server.web.words.catalogue import lazy_gettext as _l

blueprint = Blueprint("audit", __name__)
PAGE = 50
MOST_CASES = 200
MOST_FIELDS = 300
STREAM_NAMES = {
    "people": _l("Người dùng, chức vụ, ủy quyền"),
    "security": _l("An toàn, tải nhật ký"),
    "definitions": _l("Quy trình"),
    "blocs": _l("Bộ quy tắc của khối"),
}


@blueprint.get("/audit")
@access(AUDITOR)
def index() -> ResponseReturnValue:
    """List events by the filter; open one by `?open=`, check a chain by `?check=1`.

    By a filter that cannot be read nothing is listed: a list of all would pass for its answer.
    """
    asked = audit_filter.read(request.args)
    before = keyset.read_event(request.args.get("before", ""))
    rows = [] if asked.unread else _page_of(asked, before)
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    cases, damaged = _cases()
    query = asked.query()
    return render_template(
        "audit/index.html",
        asked=asked,
        mistakes=[(field, sentence(refusal)) for field, refusal in asked.unread],
        acts={name: choice.label for name, choice in CHOICES.items()},
        cases=[(case.id, case_title(case), case.simulated) for case in cases],
        streams=STREAM_NAMES,
        units=_units(cases),
        damaged=damaged_lines(damaged),
        lines=[_line(row, cases) for row in rows[:PAGE]],
        detail=_detail(rows[:PAGE], request.args.get("open", ""), cases),
        check=_check(asked) if request.args.get("check") and asked.stream else None,
        checked_at=now(),
        checked_most=history_pages.CHECKED_AT_ONCE,
        query=query,
        place={**query, "before": request.args.get("before") or None},
        first=keyset.address("audit.index", **query) if before else "",
        next=keyset.address("audit.index", **query, before=_place(last)) if last else "",
    )


def _page_of(
    asked: AuditFilter, before: tuple[datetime, int, UUID] | None
) -> Sequence[HistoryEvent]:
    wanted = asked.in_province(actor().province)
    return history_pages.page(session(), wanted, before=before, limit=PAGE + 1)


def _place(event: HistoryEvent) -> str:
    return keyset.write_event(event.row["act_time"], event.row["seq"], event.id)


def _cases() -> tuple[Sequence[CaseHead], Sequence[Damaged]]:
    """Return the cases the auditor may choose from, newest first, and those left out."""
    rows = case_pages.listed_for(session(), None, before=None, limit=MOST_CASES)
    return known(session(), rows, actor=actor())


def _units(cases: Sequence[CaseHead]) -> dict[str, str]:
    found: dict[str, str] = {}
    for digest in {case.rules_digest for case in cases}:
        found |= unit_names(rules_of(session(), digest))
    return dict(sorted(found.items(), key=lambda item: sort_key(item[1])))


def _line(event: HistoryEvent, cases: Sequence[CaseHead]) -> dict[str, object]:
    case = next((case for case in cases if case.id == event.row["case_id"]), None)
    return {
        "id": event.id,
        "seq": event.row["seq"],
        "stream": event.row["stream"],
        "at": event.row["act_time"],
        "title": title_of(event),
        "outcome": _outcome(event),
        "object": case_title(case) if case else "",
        "unit": event.row["subject_unit_id"] or "",
        "simulated": event.row["simulated"],
        "actor": actor_of(event),
        "fits": event.fits,
    }


def _outcome(event: HistoryEvent) -> str:
    kept_back = withheld(session(), event)
    return "" if kept_back else outcome_of(event, words_of(session(), event))


def _detail(
    rows: Sequence[HistoryEvent], wanted: str, cases: Sequence[CaseHead]
) -> dict[str, object] | None:
    event = next((row for row in rows if str(row.id) == wanted), None)
    if event is None:
        return None
    payload, kept_back = event.payload, withheld(session(), event)
    files = payload.get("files")
    return {
        "id": event.id,
        "row": event.row,
        "withheld": kept_back,
        "damage": damage_of(event),
        "reason": "" if kept_back else str(payload.get("reason") or ""),
        "changes": [] if kept_back else _changed(event, cases),
        "rulings": [] if kept_back else _ruled(event, cases),
        "fields": [] if kept_back else flat(payload.get("result"))[:MOST_FIELDS],
        "other": flat({k: v for k, v in payload.items() if k not in exports.SHOWN_APART}),
        "files": [item for item in files if isinstance(item, dict)]
        if isinstance(files, list)
        else [],
        "rules": str(payload.get("rules") or ""),
        "actor": actor_of(event),
        "delegation": _delegation(payload),
        "fits": event.fits,
    }


def _changed(event: HistoryEvent, cases: Sequence[CaseHead]) -> list[dict[str, str]]:
    return change_lines(event, _names_of(event, cases), words_of(session(), event))


def _ruled(event: HistoryEvent, cases: Sequence[CaseHead]) -> Sequence[RulingLine]:
    case = next((case for case in cases if case.id == event.row["case_id"]), None)
    return rulings.for_auditor(event, rules_of(session(), case.rules_digest)) if case else ()


def _names_of(event: HistoryEvent, cases: Sequence[CaseHead]) -> RuleNames:
    case = next((case for case in cases if case.id == event.row["case_id"]), None)
    return RuleNames.of(None if case is None else rules_of(session(), case.rules_digest))


def _delegation(payload: Mapping[str, Json]) -> DelegationRow | None:
    """Return the delegation somebody acted by, as it is kept."""
    actor_then = payload.get("actor")
    found = actor_then.get("delegation") if isinstance(actor_then, dict) else None
    delegation_id = id_of(str(found))
    if delegation_id is None:
        return None
    rows = delegations.listed(session(), delegation_id=delegation_id, since=None)
    return rows[0] if rows else None


def flat(value: Json, path: str = "") -> list[tuple[str, str]]:
    """Write nested data as lines of path and value; what is empty is left out."""
    if isinstance(value, dict):
        parts = [(str(name), part) for name, part in value.items()]
    elif isinstance(value, list):
        parts = [(str(place), part) for place, part in enumerate(value, 1)]
    else:
        return [(path, str(value))] if value not in {None, ""} else []
    return [line for name, part in parts for line in flat(part, f"{path}.{name}".lstrip("."))]


def _check(asked: AuditFilter) -> ChainCheck:
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


blueprint.add_url_rule("/audit/export", "export", exports.export, methods=["POST"])
