"""The conditions and the grade of each unit of a case, from its score sheets."""

from collections.abc import Mapping, Sequence
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
from server.processes.evaluation.rules.sheets import ScoreLine
from server.processes.evaluation.rules.totals import is_whole, totals
from server.processes.evaluation.tables import scores, unit_facts
from server.processes.evaluation.tables.scores import SheetRow
from server.store import Session


def judged_units(
    session: Session,
    case_id: UUID,
    rules: CaseRules,
    sheets: Mapping[str, SheetRow],
    *,
    of_units: Mapping[str, Sequence[ScoreLine]] | None = None,
) -> Mapping[str, JudgedUnit]:
    """Judge the units that have a final; nothing is read where the rules ask for no more.

    `of_units` are the lines of the case, where they were read already.
    """
    if not asks_conditions(rules):
        return {}
    facts = facts_of_units(session, case_id, rules)
    judged: dict[str, JudgedUnit] = {}
    found = scores.lines_of_case(session, case_id) if of_units is None else of_units
    for unit, lines in found.items():
        if unit not in sheets or not sheets[unit].is_ranked:
            continue
        sums = totals(table=rules.score_table, lines=lines)
        if is_whole(rules.score_table, sums):
            final = sheets[unit].scaled or Fraction(0)
            judged[unit] = judge_unit(rules, lines, final, facts.get(unit, NO_FACTS), sums)
    return judged


def facts_of_units(session: Session, case_id: UUID, rules: CaseRules) -> Mapping[str, FactsOfUnit]:
    """Return the facts that stand by unit; nothing is read where the rules ask for none."""
    return by_unit(unit_facts.standing(session, case_id)) if asks_facts(rules) else {}
