"""The lines of one sheet as its final was made of them, those of others among them."""

from uuid import UUID

from server.domain.blocs.rules import CaseRules
from server.processes.evaluation.rules.sheets import ScoreLine
from server.processes.evaluation.rules.totals import with_others
from server.processes.evaluation.tables import given_scores, scores
from server.processes.evaluation.tables.scores import SheetRow
from server.web.requests.context import session


def sheet_lines(case_id: UUID, rules: CaseRules, sheet: SheetRow) -> tuple[ScoreLine, ...]:
    """Read a unit's lines in the table's order; a criterion without an answer is left out."""
    table = rules.score_table
    order = [criterion.id for _section, criterion in table.lines()]
    own = scores.lines_of(session(), case_id, sheet.unit_id, order)
    if not table.asks_others:
        return own
    given = given_scores.given_to(session(), case_id, sheet.unit_id)
    lines = with_others(table, own, [line.on_sheet() for line in given], sheet.scaled)
    return tuple(sorted(lines, key=lambda line: order.index(line.criterion)))
