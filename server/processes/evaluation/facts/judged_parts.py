"""What a unit is judged by beyond its points, for whom that may be told to."""

from collections.abc import Iterable
from fractions import Fraction

from server.domain.blocs.rules import CaseRules
from server.processes.evaluation.explained_conditions import judged_part
from server.processes.evaluation.facts import papers
from server.processes.evaluation.facts.judging import facts_of_units
from server.processes.evaluation.facts.told import shows_judged
from server.processes.evaluation.key import KEY
from server.processes.evaluation.rules.conditions import NO_FACTS, asks_conditions
from server.processes.evaluation.rules.facts import asks_declared
from server.processes.evaluation.rules.sheets import ScoreLine
from server.processes.evaluation.tables.scores import SheetRow
from server.web.cases.case_access import Sight
from server.web.requests.context import session
from server.web.results.explanation import ExplainedPart


def judged_parts(
    sight: Sight, rules: CaseRules, lines: Iterable[ScoreLine], sheet: SheetRow
) -> list[ExplainedPart]:
    """Tell a unit's conditions and grade, with the files that declared facts rest on."""
    unit = sheet.unit_id
    if not asks_conditions(rules) or not shows_judged(sight, unit):
        return []
    facts = facts_of_units(session(), sight.chain[KEY].id, rules).get(unit, NO_FACTS)
    files = papers.of_unit(sight, unit) if asks_declared(rules) and facts else {}
    return [judged_part(rules, lines, sheet.scaled or Fraction(0), facts, files)]
