"""The case itself: what it was opened as, its frozen roster, and how it stands."""

from collections.abc import Collection

from server.domain.blocs.rules import CaseRules
from server.domain.history.replay.facts import Event, FactsTold, Payload
from server.domain.manifest.roles import taking_part

_STATES = {
    "case.opened": "open",
    "case.resumed": "open",
    "case.suspended": "suspended",
    "case.cancelled": "cancelled",
    "case.ending": "ending",
    "case.closed": "closed",
}
_REASONED = {"case.suspended", "case.cancelled"}
BODIES = ("home_affairs", "council", "chairman")
"""Who took part beside the bloc where the event does not say."""
_ENDS = {"case.cancelled", "case.closed"}


def add(told: FactsTold, event: Event) -> None:
    """Take the next event."""
    if event.kind == "case.opened":
        _opened(told, event)
    if event.kind in _STATES:
        reason = event.payload["reason"] if event.kind in _REASONED else ""
        state = event.payload.get("state", _STATES[event.kind])
        told.row("case", state=state, state_reason=reason)
    if "extended" in event.payload:
        told.row("case", extended=event.payload["extended"])
    if event.kind in _ENDS:
        told.row("case", closed_at=event.at)


def _opened(told: FactsTold, event: Event) -> None:
    payload = event.payload
    told.row(
        "case",
        kind=payload["kind"],
        bloc_year_id=payload["bloc_year"],
        rules_digest=payload["rules"],
        definition_hash=event.definition,
        opened_at=event.at,
        simulated=event.simulated,
        extended="{}",
    )
    if "previous" in payload:
        told.row("case", previous_id=payload["previous"])
    else:
        told.silent.add("case/previous_id")
    _called(told, payload)
    for unit, role in _roster(told.rules, payload.get("bodies", BODIES)):
        told.row(f"case_unit/{unit}/{role}")


def _called(told: FactsTold, payload: Payload) -> None:
    """Tell what it is called, what of its kind it is, what was typed and by whose post."""
    told.row("case", opening=payload.get("opening", {}), opened_post=_opener(payload))
    if "title" not in payload:
        told.silent.update(f"case/{name}" for name in ("title_", "short_", "slot"))
        return
    title, short, slot = payload["title"], payload["short"], payload["slot"]
    told.row(
        "case",
        title_vi=title["vi"],
        title_en=title["en"],
        short_vi=short["vi"],
        short_en=short["en"],
        slot=None if slot is None else f"={slot}",
    )


def _opener(payload: Payload) -> object:
    """Return the post a case is of; older events name who opened it alone."""
    return payload.get("opened_post") or (payload.get("actor") or {}).get("post")


def _roster(rules: CaseRules, bodies: Collection[str]) -> list[tuple[str, str]]:
    return [
        *((unit.id, unit.role.value) for unit in rules.units),
        *taking_part(rules, bodies),
    ]
