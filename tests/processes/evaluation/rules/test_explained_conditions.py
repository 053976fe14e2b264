"""What is told of conditions and grades is what a unit is judged by."""

from server.domain.blocs.rules import CaseRules, ConditionEffect
from server.processes.evaluation.explained_conditions import judged_part
from server.processes.evaluation.rules.totals import totals
from server.web.results.explanation import ExplainedPart
from tests.domain.five_units import rules
from tests.processes.evaluation.rules.test_conditions import HALF, condition, grade, lines


def told(found: CaseRules, **points: str) -> ExplainedPart:
    sheet = lines(**points)
    return judged_part(found, sheet, totals(table=found.score_table, lines=sheet).scaled)


def test_where_a_unit_falls_short_is_told_with_the_share_and_what_it_ends_in() -> None:
    found = rules(conditions=(condition(ConditionEffect.EXCLUDE, HALF),))
    part = told(found, c="19.99")
    [line] = part.lines
    assert line.said.startswith("Điều kiện liệt: ")
    assert (line.formula, line.verdict) == ("19,99 < 0,5 × 40 = 20", "vướng")
    assert part.comes_to == "Không xếp hạng: Điều kiện liệt."


def test_a_condition_one_does_not_come_under_is_told_too_and_the_grade_in_the_end() -> None:
    found = rules(
        conditions=(condition(ConditionEffect.DOWNGRADE, HALF),),
        grades=(grade("good", 80), grade("fair", 60)),
    )
    part = told(found)
    assert [line.verdict for line in part.lines] == ["không vướng", "đạt", "đạt"]
    assert part.comes_to == "Xếp loại: good"
    assert told(found, c="19").comes_to == "Xếp loại: fair"
