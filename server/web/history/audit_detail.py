"""What one event tells who checks: old and new, who, by what right, and how it was proved."""

from collections.abc import Mapping, Sequence

from flask import url_for

from server.actions.definitions.deployed import rules_of
from server.actions.history.kept_back import withheld
from server.domain.canonical import Json
from server.store.cases.case_pages import CaseHead
from server.store.history.act_receipts import GIVEN_FOR
from server.store.history.event_search import COMPLETED
from server.store.history.history_events import HistoryEvent
from server.store.people import delegations
from server.store.people.delegations import DelegationRow
from server.web.cases import rulings
from server.web.cases.rulings import RulingLine
from server.web.history.event_contents import MOST_LINES, contents, flat
from server.web.history.event_records import answers_of, files_of
from server.web.names.form_words import words_of
from server.web.names.history_words import actor_of, change_lines, damage_of, erased_words
from server.web.names.rule_names import RuleNames
from server.web.requests.context import session
from server.web.requests.typed_values import id_of


def told(event: HistoryEvent, case: CaseHead | None) -> dict[str, object]:
    """Gather what every page tells of an event it opens: of a case, or of none."""
    kept_back = withheld(session(), event)
    return {
        "id": event.id,
        "row": event.row,
        "withheld": kept_back,
        "damage": damage_of(event),
        "reason": "" if kept_back else str(event.payload.get("reason") or ""),
        "changes": [] if kept_back else _changed(event, case),
        "actor": actor_of(event),
        "delegation": _delegation(event.payload),
        "receipt": _receipt(event),
    }


def detail(event: HistoryEvent, case: CaseHead | None) -> dict[str, object]:
    """Gather all there is of an event: also what was handed in and what tables answered."""
    payload, found = event.payload, told(event, case)
    kept_back = found["withheld"]
    return {
        **found,
        "erased": erased_words(event),
        "rulings": [] if kept_back else _ruled(event, case),
        "fields": [] if kept_back else _handed_in(event, names_of(case)),
        "other": contents(event, names_of(case)),
        "files": files_of(event),
        "rules": str(payload.get("rules") or ""),
        "fits": event.fits,
    }


def _changed(event: HistoryEvent, case: CaseHead | None) -> list[dict[str, str]]:
    return change_lines(event, names_of(case), words_of(session(), event))


def _ruled(event: HistoryEvent, case: CaseHead | None) -> Sequence[RulingLine]:
    return rulings.for_auditor(event, rules_of(session(), case.rules_digest)) if case else ()


def names_of(case: CaseHead | None) -> RuleNames:
    """Name what the frozen rules of a case name; without one everything stands for itself."""
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


def _handed_in(event: HistoryEvent, names: RuleNames) -> Sequence[tuple[str, str]]:
    """Say what was handed in as its form calls it; what no form can say stands as it is kept."""
    said = [(each.label, line) for each in answers_of(event, names) for line in each.lines]
    return said or [*flat(event.payload.get("result"))][:MOST_LINES]


def _receipt(event: HistoryEvent) -> str:
    """Return where the receipt of an act is that has one."""
    given = event.row["kind"] == COMPLETED and event.payload.get("act") in GIVEN_FOR
    return url_for("receipts.show", event_id=event.id) if given else ""
