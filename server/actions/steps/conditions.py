"""Whether what a manifest says under `if` holds: where it does not, a record is nobody's to see."""

from dataclasses import dataclass
from datetime import datetime

from server import engine
from server.actions.definitions.deployed import Deployed, deployed
from server.actions.steps.case_facts import UNTOUCHED, all_facts
from server.domain.administration.repairs import CaseBroken
from server.domain.blocs.rules import CaseRules
from server.domain.cases.case_marks import Applies, RecordFacts, unconditional
from server.engine import EngineRefusal
from server.store import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOpening:
    """A case as it was opened: when, by whose post, and what was typed, as JSON.

    Who sees a record does not change with a day: `extended` and `own_days` stay empty.
    """

    opened_at: datetime
    opened_post: str
    opening: str
    extended: str = UNTOUCHED
    own_days: str = ""


def conditions(session: Session, version: str, opened: CaseOpening, rules: CaseRules) -> Applies:
    """Return what tells whether a record of a case applies; a condition that breaks does not."""
    try:
        model = deployed(session, version)
    except CaseBroken:
        return unconditional  # without its manifest no circle opens anything
    if not any(entry.condition for entry in model.manifest.tasks.values()):
        return unconditional
    return lambda record: _holds(model, opened, rules, record)


def _holds(model: Deployed, opened: CaseOpening, rules: CaseRules, record: RecordFacts) -> bool:
    entry = model.manifest.tasks.get(record.element)
    if entry is None or not entry.condition:
        return True
    facts = all_facts(model, opened, rules, key=record.key, round_=1)
    try:
        return engine.evaluated(entry.condition, facts) is True
    except EngineRefusal:
        return False
