"""The history of one case: who did what when; values only where they may be read anyway."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from flask import request

from server.domain.cases.visibility import Kind, Turn
from server.store.history import history_pages
from server.store.history.history_pages import EventFilter, HistoryEvent
from server.web.cases.case_access import (
    AWARD_REVIEW,
    EVALUATION,
    SUBMISSION,
    Sight,
)
from server.web.names.history_words import (
    actor_of,
    change_lines,
    damage_of,
    outcome_of,
    title_of,
)
from server.web.names.rule_names import RuleNames
from server.web.requests import keyset
from server.web.requests.context import session

PAGE = 40
OF_BODIES = frozenset({
    "check", "check_dossier", "appraise_dossier", "put_sign", "sign_to_council", "council_vote",
})  # fmt: skip
OF_DECISION = frozenset({"decide", "issue", "issue_decision", "notify_refusal", "announce"})
_MINUTES = ("meeting", "reconvene", "minutes", "sign", "sign_minutes")
_DOSSIER = ("dossier", "sign", "sign_submission", "supplement")
SEEN_AS: Mapping[str, Mapping[str, Kind]] = {
    EVALUATION: {
        **dict.fromkeys(("late", "late_units"), Kind.RANKING),
        "rank": Kind.RANKING,
        "adopt": Kind.MINUTES,
    },
    AWARD_REVIEW: {
        "candidates": Kind.CANDIDATES,
        **dict.fromkeys(("vote", "count", "opinion"), Kind.AUDIT),
        **dict.fromkeys(_MINUTES, Kind.MINUTES),
    },
    SUBMISSION: {
        **dict.fromkeys(_DOSSIER, Kind.DOSSIER),
        **dict.fromkeys(OF_BODIES, Kind.BODY_WORK),
        **dict.fromkeys(OF_DECISION, Kind.DECISION),
    },
}
"""What the values of a step's events are seen as, by case and form: as its papers are."""


def values(sight: Sight) -> dict[str, object]:
    """Gather a page of the case's events."""
    before = keyset.read_event(request.args.get("before", ""))
    lines, last = events_of(sight, before=before, limit=PAGE)
    here = {"case_id": sight.case.id, "tab": "history"}
    return {
        "events": lines,
        "audits": sight.sees(Kind.AUDIT),
        "first": keyset.address("cases.show", **here) if before else "",
        "next": keyset.address("cases.show", **here, before=last) if last else "",
    }


def events_of(
    sight: Sight, *, before: tuple[datetime, int, UUID] | None, limit: int
) -> tuple[list[dict[str, object]], str]:
    """Return lines of history newest first, and the place where the next page begins."""
    if not sight.sees(Kind.CASE_HISTORY):
        return [], ""
    wanted = EventFilter(
        province=sight.rules.bloc.province, streams=frozenset({f"case/{sight.case.id}"})
    )
    rows = history_pages.page(session(), wanted, before=before, limit=limit + 1)
    last = rows[limit - 1] if len(rows) > limit else None
    place = keyset.write_event(last.row["act_time"], last.row["seq"], last.id) if last else ""
    names = RuleNames.of(sight.rules)
    return [line(sight, row, names) for row in rows[:limit]], place


def line(sight: Sight, event: HistoryEvent, names: RuleNames) -> dict[str, object]:
    """Say what happened; reason and changed values only to whom they are shown elsewhere, too."""
    turned = [Turn.PUBLISHED] if sight.case.state == "closed" else []
    unit = event.row["subject_unit_id"] or ""
    open_to = not event.withheld and sight.sees(
        matter(sight.case.kind, event.form, unit), unit=unit, turned=turned
    )
    return {
        "id": event.id,
        "seq": event.row["seq"],
        "at": event.row["act_time"],
        "title": title_of(event),
        "outcome": outcome_of(event) if open_to else "",
        "actor": actor_of(event),
        "reason": str(event.payload.get("reason") or "") if open_to else "",
        "changes": change_lines(event, names) if open_to else [],
        "damage": damage_of(event),
    }


def matter(case_kind: str, form: str, unit: str = "") -> Kind:
    """Say which row of the matrix the values of an event fall under; `unit` it is about.

    An event that names no form is told by its element.
    """
    if case_kind == EVALUATION and unit:
        return Kind.SHEET_HISTORY
    return SEEN_AS.get(case_kind, {}).get(form, Kind.CASE_HISTORY)
