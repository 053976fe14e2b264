"""What decision tables were asked and answered, in words, for those to whom it is told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from server.domain.blocs.rules import CaseRules
from server.domain.canonical import Json
from server.store.cases import rulings
from server.store.history.history_events import HistoryEvent
from server.web.cases.case_access import Sight
from server.web.cases.moved_parts import parts_of, told
from server.web.names.rule_names import unit_names
from server.web.names.ruling_words import RulingWords
from server.web.requests.context import session

PART = "rulings"
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
    asked = parts_of(event, PART)
    return [_line(sight.rules, key, each) for key, each in asked if told(sight, key, each)]


def for_auditor(event: HistoryEvent, rules: CaseRules) -> Sequence[RulingLine]:
    """Return all that tables answered in the step of an event of a case with these rules."""
    return [_line(rules, key, each) for key, each in parts_of(event, PART)]


def standing(sight: Sight) -> Sequence[RulingLine]:
    """Return the newest answer of each task and unit of the case, where its reader is told."""
    rows = rulings.standing(session(), sight.case.id)
    return [_line(sight.rules, row.key, row.told) for row in rows if told(sight, row.key, row.told)]


def _line(rules: CaseRules, key: str, ruling: Mapping[str, Json]) -> RulingLine:
    words = RulingWords.of(session(), ruling, rules)
    return RulingLine(
        name=words.task,
        table=words.table,
        about=unit_names(rules).get(key, ""),
        reasons=words.reasons,
        asked=words.asked,
        answer=words.answer,
    )
