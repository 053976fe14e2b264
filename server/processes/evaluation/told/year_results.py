"""What units came to in one year's evaluation, for the page of all years."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from flask import url_for

from server.domain.blocs.rules import CaseRules
from server.processes.evaluation.condition_words import judged_words
from server.processes.evaluation.facts.judging import judged_units
from server.processes.evaluation.rules.sheets import ScoreLine
from server.processes.evaluation.rules.totals import final_points
from server.processes.evaluation.tables import case_scores, scores
from server.processes.evaluation.tables.case_scores import ListedSheet
from server.web.cases.case_access import Sight
from server.web.frame.formats import number, rounded
from server.web.requests.context import session
from server.web.words.catalogue import gettext as _
from server.web.words.language import pick
from server.web.years.measures import Measure, MeasureGroup, YearValue

FINAL, RANK, GRADE = "final", "rank", "grade"


def told_of_year(sight: Sight) -> Iterator[YearValue]:
    """Tell points, rank and grade of each unit, and its points by criterion, once adopted."""
    case, rules = sight.case, sight.rules
    if case.adopted_at is None or not sight.matter("ranking", of=case):
        return
    found = case_scores.sheets(session(), case.id)
    sheets = {sheet.unit_id: sheet for sheet in found if sheet.final_total is not None}
    lines = scores.lines_of_case(session(), case.id)
    judged = judged_words(rules, judged_units(session(), case.id, rules, sheets, of_units=lines))
    for unit, sheet in sheets.items():
        address = url_for("results.show", case_id=case.id, about=unit)
        yield _result(FINAL, _("Điểm để xếp hạng"), unit, _final(rules, sheet), address)
        if sheet.rank is not None:
            shared = _("%(rank)s, đồng hạng", rank=sheet.rank)
            yield _result(RANK, _("Hạng"), unit, shared if sheet.shares_rank else str(sheet.rank))
        if unit in judged and judged[unit].grade:
            yield _result(GRADE, _("Xếp loại"), unit, judged[unit].grade)
    yield from _by_criterion(sight, sheets, lines)


def _result(name: str, label: str, unit: str, said: str, address: str = "") -> YearValue:
    measure = Measure(MeasureGroup.RESULT, name, label)
    return YearValue(measure=measure, unit_id=unit, said=said, address=address)


def _final(rules: CaseRules, sheet: ListedSheet) -> str:
    table = rules.score_table
    points = "" if sheet.scaled is None else rounded(sheet.scaled, table.shown_decimals)
    return f"{points} / {number(table.max_points)}"


def _by_criterion(
    sight: Sight, sheets: Collection[str], lines: Mapping[str, Sequence[ScoreLine]]
) -> Iterator[YearValue]:
    """Tell the points of each criterion, of the units whose sheets the reader may see."""
    case = sight.case
    told = {unit for unit in sheets if sight.task("score", of=case, key=unit, unit=unit)}
    by_unit = {unit: {line.criterion: line for line in lines.get(unit, ())} for unit in told}
    for _section, criterion in sight.rules.score_table.lines():
        measure = Measure(
            MeasureGroup.ITEM, criterion.id, f"{criterion.code} {pick(criterion.name)}"
        )
        for unit in told:
            line = by_unit[unit].get(criterion.id)
            points = final_points(line) if line else None
            if points is not None:
                said = f"{number(points)} / {number(criterion.max_points)}"
                yield YearValue(measure=measure, unit_id=unit, said=said)
