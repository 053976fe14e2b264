"""What decision tables were asked and answered, in words, for those to whom it is told."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from server.domain.blocs.rules import CaseRules
from server.domain.canonical import Json
from server.domain.cases import sight as circles
from server.store.cases import rulings
from server.store.history.history_pages import HistoryEvent
from server.web.cases.case_access import Sight
from server.web.names.rule_names import unit_names
from server.web.names.ruling_words import RulingWords
from server.web.requests.context import session

Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class RulingLine:
    """One answer of a table: of which task, about which unit, why, what was asked, what said."""

    name: str
    table: str
    about: str
    reasons: Sequence[str]
    asked: Pairs
    answer: Pairs


def of_event(sight: Sight, event: HistoryEvent) -> Sequence[RulingLine]:
    """Return what tables answered in an event's step, where its reader is told."""
    rules = sight.rules
    return [_line(rules, key, told) for key, told in _told_by(event) if _told(sight, key, told)]


def for_auditor(event: HistoryEvent, rules: CaseRules) -> Sequence[RulingLine]:
    """Return all that tables answered in the step of an event of a case with these rules."""
    return [_line(rules, key, told) for key, told in _told_by(event)]


def standing(sight: Sight) -> Sequence[RulingLine]:
    """Return the newest answer of each task and unit of the case, where its reader is told."""
    rows = rulings.standing(session(), sight.case.id)
    return [
        _line(sight.rules, row.key, row.told) for row in rows if _told(sight, row.key, row.told)
    ]


def _told_by(event: HistoryEvent) -> Iterator[tuple[str, Mapping[str, Json]]]:
    """Give what an event tells of tables, each with the key of the instance that asked."""
    moved = event.payload.get("moved")
    for move in moved if isinstance(moved, list) else ():
        found = move.get("rulings") if isinstance(move, dict) else None
        for told in found if isinstance(found, list) else ():
            if isinstance(move, dict) and isinstance(told, dict):
                yield str(move.get("key") or ""), told


def _told(sight: Sight, key: str, told: Mapping[str, Json]) -> bool:
    """Tell whether the circle of the task's history takes the reader in."""
    element, case = str(told.get("element") or ""), sight.of()
    record = sight.record(element, key=key, unit=key or circles.whole(case).unit)
    return sight.sees(circles.of_history(case.manifest, element), record)


def _line(rules: CaseRules, key: str, told: Mapping[str, Json]) -> RulingLine:
    words = RulingWords.of(session(), told, rules)
    return RulingLine(
        name=words.task,
        table=words.table,
        about=unit_names(rules).get(key, ""),
        reasons=words.reasons,
        asked=words.asked,
        answer=words.answer,
    )
