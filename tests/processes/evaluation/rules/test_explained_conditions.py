"""What is told of conditions and grades is what a unit is judged by."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from server.domain.blocs.rules import CaseRules, ConditionEffect, Section
from server.processes.evaluation.explained_conditions import judged_part
from server.processes.evaluation.rules.sheets import ScoreLine
from server.processes.evaluation.rules.totals import totals
from server.web.results.explanation import ExplainedPart
from tests.domain.five_units import rules
from tests.processes.evaluation.rules.test_conditions import HALF, NO_ZERO, condition, grade, lines


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
        grades=(grade("good", 75), grade("fair", 60)),
    )
    part = told(found)
    said = [(line.said, line.formula, line.verdict) for line in part.lines[:2]]
    assert said == [
        ("Điều kiện liệt: s1 s1", "60 ≥ 0,5 × 60 = 30", "không vướng"),
        ("Điều kiện liệt: s2 s2", "40 ≥ 0,5 × 40 = 20", "không vướng"),
    ]
    assert [line.verdict for line in part.lines[2:]] == ["đạt", "đạt"]
    assert part.comes_to == "Xếp loại: good"
    lower = "Xếp loại: fair (đủ good; hạ 1 bậc, không dưới loại cuối, vì: Điều kiện liệt)"
    assert told(found, c="19").comes_to == lower


def test_a_floor_that_keeps_a_unit_from_a_grade_is_told_with_its_numbers() -> None:
    found = rules(grades=(grade("good", 80, HALF), grade("fair", 60)))
    said = [(line.said, line.rule, line.formula, line.verdict) for line in told(found).lines]
    assert ("Xếp loại: good: s2 s2", "mức sàn", "40 ≥ 0,5 × 40 = 20", "đạt") in said
    part = told(found, c="19.99")
    [line] = [line for line in part.lines if line.rule == "mức sàn"]
    assert line.said.startswith("Xếp loại: good: ")
    assert (line.formula, line.verdict) == ("19,99 < 0,5 × 40 = 20", "không đạt")
    assert part.comes_to == "Xếp loại: fair"
    assert told(found, a="0", b="0").comes_to == "Không đủ xếp loại nào."


def test_of_a_floor_under_every_criterion_that_is_kept_the_closest_is_told() -> None:
    found = rules(conditions=(condition(ConditionEffect.EXCLUDE, NO_ZERO),))
    [line] = told(found, b="0.5").lines
    assert (line.said, line.formula, line.verdict) == (
        "Điều kiện liệt: b b",
        "0,5 > 0",
        "không vướng",
    )
    assert line.rule.endswith("; sát nhất trong 3 tiêu chí")


def test_a_floor_under_what_does_not_apply_is_told_without_numbers() -> None:
    aside = [
        ScoreLine(criterion=name, not_applicable=True, reason="x", na_accepted=True)
        for name in ("a", "b", "c", "bonus", "late")
    ]
    found = rules(
        conditions=(condition(ConditionEffect.EXCLUDE, HALF),), grades=(grade("good", 0, HALF),)
    )
    said = [(line.formula, line.verdict) for line in judged_part(found, aside, Fraction(0)).lines]
    assert said == [("", "không vướng"), ("0 ≥ 0", "đạt"), ("", "đạt")]


class Read(tuple[Section, ...]):
    """Sections that count how often they are gone through."""

    __slots__ = ()
    times = 0

    def __iter__(self) -> Iterator[Section]:
        Read.times += 1
        return super().__iter__()


def test_a_sheet_is_added_up_once_however_many_conditions_and_grades_there_are() -> None:
    floor = replace(HALF, every=None, of=("s1",))
    read = []
    for many in (1, 6):
        table = replace(rules().score_table, sections=Read(rules().score_table.sections))
        found = rules(
            score_table=table,
            conditions=tuple(
                replace(condition(ConditionEffect.NOTED, floor), id=f"c{n}") for n in range(many)
            ),
            grades=tuple(grade(f"g{n}", 10, floor) for n in range(many)),
        )
        before = Read.times
        assert len(judged_part(found, lines(), Fraction(100)).lines) == 3 * many
        read.append(Read.times - before)
    assert read[0] == read[1] > 0


def test_a_condition_in_the_way_of_a_grade_is_told() -> None:
    noted = condition(ConditionEffect.NOTED, HALF)
    good = replace(grade("good", 80), without=(noted.id,))
    found = rules(conditions=(noted,), grades=(good, grade("fair", 60)))
    for points, verdict, end in (("19", "vướng", "fair"), ("40", "không vướng", "good")):
        part = told(found, c=points)
        [line] = [line for line in part.lines if line.rule == "không dành cho đơn vị vướng"]
        assert (line.said, line.verdict) == ("Xếp loại: good: Điều kiện liệt", verdict)
        assert part.comes_to == f"Xếp loại: {end}"
