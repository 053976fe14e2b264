"""The conditions and the grade of each unit of a case, from its score sheets."""

from collections.abc import Mapping
from fractions import Fraction
from uuid import UUID

from server.domain.blocs.rules import CaseRules
from server.processes.evaluation.rules.conditions import (
    NO_FACTS,
    JudgedUnit,
    asks_conditions,
    judge_unit,
)
from server.processes.evaluation.rules.facts import FactsOfUnit, asks_facts, by_unit
from server.processes.evaluation.rules.totals import is_whole
from server.processes.evaluation.tables import scores, unit_facts
from server.processes.evaluation.tables.scores import SheetRow
from server.store import Session


def judged_units(
    session: Session, case_id: UUID, rules: CaseRules, sheets: Mapping[str, SheetRow]
) -> Mapping[str, JudgedUnit]:
    """Judge the units that have a final; nothing is read where the rules ask for no more."""
    if not asks_conditions(rules):
        return {}
    facts = facts_of_units(session, case_id, rules)
    return {
        unit: judge_unit(
            rules, lines, sheets[unit].scaled or Fraction(0), facts.get(unit, NO_FACTS)
        )
        for unit, lines in scores.lines_of_case(session, case_id).items()
        if unit in sheets
        and sheets[unit].final_total is not None
        and sheets[unit].state != "taken_out"
        and is_whole(rules.score_table, lines)
    }


def facts_of_units(session: Session, case_id: UUID, rules: CaseRules) -> Mapping[str, FactsOfUnit]:
    """Return the facts that stand by unit; nothing is read where the rules ask for none."""
    return by_unit(unit_facts.standing(session, case_id)) if asks_facts(rules) else {}
