"""The lines of one sheet as its final was made of them, those of others among them."""

from collections.abc import Sequence
from fractions import Fraction
from uuid import UUID

from server.domain.blocs.rules import CaseRules, ScoreTable
from server.processes.evaluation.rules.sheets import ScoreLine
from server.processes.evaluation.rules.totals import with_others
from server.processes.evaluation.tables import given_scores, scores
from server.processes.evaluation.tables.scores import SheetRow
from server.web.requests.context import session
from server.web.words.catalogue import gettext as _


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


def final_lines(
    table: ScoreTable, unit_id: str, scaled: Fraction | None, every: Sequence[ScoreLine]
) -> list[ScoreLine]:
    """Put a unit's lines together as its final was: its own, and those that others gave it."""
    on_sheet = {criterion.id for _section, criterion in table.own_lines(unit_id)}
    own = [line for line in every if line.criterion in on_sheet]
    others = [line for line in every if line.criterion not in on_sheet]
    return [*with_others(table, own, others, scaled)]


def compared_note(table: ScoreTable, sheet: SheetRow) -> str:
    """Say in what shape points are compared, and whether a sheet's can still change."""
    rule = _("Điểm được so sánh là phân số, không làm tròn.")
    if not table.is_exact:
        rule = _("Điểm được làm tròn rồi mới so sánh, theo quy tắc đã chốt của hồ sơ này.")
    if sheet.is_settled:
        return rule
    unsettled = _("Điểm này chưa chốt: việc thẩm định chưa xong.")
    return f"{unsettled} {rule}"
