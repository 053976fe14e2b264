"""First appraisal, explanations, second appraisal."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, TypeAlias

import pytest

from server.domain.mistakes import Mistakes
from server.processes.evaluation.rules.appraisal import (
    check_appraisal,
    check_appraisal_2,
    check_explanations,
)
from server.processes.evaluation.rules.sheets import (
    AppraisalVerdict,
    ScoreLine,
    Stance,
)
from server.processes.evaluation.rules.totals import final_points
from tests.domain.five_units import found, table

Row: TypeAlias = Mapping[str, object]
SHEET = (
    ScoreLine(criterion="a", self_points=Decimal(38)),
    ScoreLine(criterion="b", not_applicable=True, reason="Không được giao"),
    ScoreLine(criterion="c", self_points=Decimal("35.50"), note="Báo cáo"),
    ScoreLine(criterion="bonus", self_points=Decimal(0)),
    ScoreLine(criterion="late", self_points=Decimal(0)),
)


def appraisal(verdict: str = "done", **rows: Row) -> dict[str, Any]:
    """Make an appraisal that keeps everything, with some rows replaced."""
    kept: dict[str, Row] = {
        "a": {"points": "38"},
        "b": {"accept_not_applicable": True},
        "c": {"points": "35.5"},
        "bonus": {"points": "0"},
        "late": {"points": "0"},
    }
    return {"verdict": verdict, "comment": "", "scores": kept | rows}


def refused(value: dict[str, Any]) -> dict[str, str]:
    """Return the mistakes of an appraisal."""
    with pytest.raises(Mistakes) as caught:
        check_appraisal(table=table(), lines=SHEET, value=value)
    return dict(found(caught.value))


def first(**rows: Row) -> tuple[ScoreLine, ...]:
    """Return the lines after a first appraisal."""
    return check_appraisal(table=table(), lines=SHEET, value=appraisal("done", **rows)).lines


CUT: dict[str, Row] = {
    "a": {"points": "30", "reason": "Thiếu căn cứ"},
    "c": {"points": "35", "reason": "Chậm"},
}


def test_an_appraisal_that_keeps_every_score_changes_nothing() -> None:
    done = check_appraisal(table=table(), lines=SHEET, value=appraisal())
    assert done.changed == ()
    assert done.lines[1].na_accepted is True
    assert done.lines[1].appraisal_1 is None
    assert done.lines[2].note == "Báo cáo"


def test_every_change_needs_a_reason() -> None:
    assert refused(appraisal(a={"points": "37.99"})) == {"scores.a.reason": "change_reason_missing"}
    done = check_appraisal(table=table(), lines=SHEET, value=appraisal("done", **CUT))
    assert done.changed == ("a", "c")


def test_raising_a_score_is_a_change_too() -> None:
    assert refused(appraisal(late={"points": "1"})) == {
        "scores.late.reason": "change_reason_missing"
    }


def test_points_written_with_another_number_of_zeros_are_no_change() -> None:
    done = check_appraisal(table=table(), lines=SHEET, value=appraisal(a={"points": "38.00"}))
    assert done.changed == ()


@pytest.mark.parametrize(
    ("row", "mistakes"),
    [
        ({}, {"scores.b.points": "points_missing"}),
        ({"points": "5"}, {"scores.b.reason": "change_reason_missing"}),
        (
            {"points": "5", "accept_not_applicable": True},
            {"scores.b.points": "points_and_not_applicable"},
        ),
    ],
)
def test_refusing_a_not_applicable_needs_points_and_a_reason(
    row: dict[str, object], mistakes: dict[str, str]
) -> None:
    assert refused(appraisal(b=row)) == mistakes


def test_a_refused_not_applicable_is_a_change_the_unit_may_contest() -> None:
    done = check_appraisal(
        table=table(),
        lines=SHEET,
        value=appraisal(b={"points": "0", "reason": "Có được giao"}),
    )
    assert done.changed == ("b",)
    assert done.lines[1].na_accepted is False


def test_accepting_not_applicable_where_none_was_claimed_means_nothing() -> None:
    assert refused(appraisal(a={"accept_not_applicable": True})) == {
        "scores.a.points": "points_missing"
    }


def test_points_of_an_appraisal_stay_within_the_criterion() -> None:
    assert refused(appraisal(a={"points": "40.01", "reason": "x"})) == {
        "scores.a.points": "points_out_of_range"
    }


def test_an_incomplete_sheet_goes_back_with_a_comment_and_without_points() -> None:
    assert refused(appraisal("incomplete", **CUT)) == {"comment": "text_missing"}
    value = appraisal("incomplete", **CUT) | {"comment": "Thiếu báo cáo"}
    back = check_appraisal(table=table(), lines=SHEET, value=value)
    assert (back.verdict, back.lines, back.changed) == (AppraisalVerdict.INCOMPLETE, SHEET, ())


@pytest.mark.parametrize(("verdict", "code"), [("", "choice_missing"), ("x", "choice_unknown")])
def test_an_appraisal_without_a_known_verdict_is_refused(verdict: str, code: str) -> None:
    assert refused(appraisal(verdict)) == {"verdict": code}


def test_a_new_appraisal_clears_what_an_earlier_round_left() -> None:
    old = ScoreLine(
        criterion="a",
        self_points=Decimal(38),
        appraisal_1=Decimal(30),
        stance=Stance.CONTEST,
        explanation="x",
        appraisal_2=Decimal(31),
        reason_2="y",
    )
    again = check_appraisal(table=table(), lines=(old, *SHEET[1:]), value=appraisal())
    line = again.lines[0]
    assert line == ScoreLine(criterion="a", self_points=Decimal(38), appraisal_1=Decimal("38.00"))


def test_only_changed_criteria_may_be_answered() -> None:
    value = {"explanations": {"a": {"stance": "accept"}, "c": {"stance": "contest", "text": "t"}}}
    with pytest.raises(Mistakes) as caught:
        check_explanations(lines=first(a=CUT["a"]), value=value)
    assert found(caught.value) == {"explanations.c": "unknown_row"}


def test_every_changed_criterion_is_answered_and_a_contest_says_why() -> None:
    value = {"explanations": {"c": {"stance": "contest", "text": " "}}}
    with pytest.raises(Mistakes) as caught:
        check_explanations(lines=first(**CUT), value=value)
    assert found(caught.value) == {
        "explanations.a.stance": "choice_missing",
        "explanations.c.text": "explanation_missing",
    }


def explained() -> tuple[ScoreLine, ...]:
    """Return lines of which one change is accepted and one contested."""
    value = {
        "explanations": {
            "a": {"stance": "contest", "text": "Có Báo cáo 12"},
            "c": {"stance": "accept"},
        }
    }
    return check_explanations(lines=first(**CUT), value=value).lines


def test_what_is_contested_goes_to_the_second_appraisal() -> None:
    value = {"explanations": {"a": {"stance": "contest", "text": "t"}, "c": {"stance": "accept"}}}
    answered = check_explanations(lines=first(**CUT), value=value)
    assert answered.contested == ("a",)
    assert answered.lines[0].explanation == "t"
    assert answered.lines[2].stance is Stance.ACCEPT


@pytest.mark.parametrize(
    ("scores", "mistakes"),
    [
        ({}, {"scores.a.points": "points_missing"}),
        ({"a": {"points": "36"}}, {"scores.a.reason": "change_reason_missing"}),
        ({"a": {"points": "30"}, "c": {"points": "1"}}, {"scores.c": "unknown_row"}),
        ({"a": {"points": "41", "reason": "x"}}, {"scores.a.points": "points_out_of_range"}),
    ],
)
def test_the_second_appraisal_covers_exactly_what_is_contested(
    scores: dict[str, object], mistakes: dict[str, str]
) -> None:
    with pytest.raises(Mistakes) as caught:
        check_appraisal_2(table=table(), lines=explained(), value={"scores": scores})
    assert found(caught.value) == mistakes


def test_the_second_appraisal_is_final() -> None:
    value = {"scores": {"a": {"points": "36", "reason": "Căn cứ đủ"}}}
    done = check_appraisal_2(table=table(), lines=explained(), value=value)
    assert done.changed == ("a",)
    assert [final_points(line) for line in done.lines] == [36, None, 35, 0, 0]


def test_keeping_the_first_appraisal_is_no_change() -> None:
    value = {"scores": {"a": {"points": "30"}}}
    assert check_appraisal_2(table=table(), lines=explained(), value=value).changed == ()
