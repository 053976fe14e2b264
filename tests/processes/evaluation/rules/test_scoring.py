"""Self-scores: what a unit may enter, and what it is told."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from server.domain.mistakes import MistakeCode, Mistakes
from server.processes.evaluation.rules.scoring import check_self_score
from server.processes.evaluation.rules.sheets import ScoreLine
from tests.domain.five_units import criterion, found, section, table

FILES = {"a": 1}


def sheet(**rows: dict[str, object]) -> dict[str, Any]:
    """Make a good self-score, with some rows replaced."""
    good: dict[str, dict[str, object]] = {
        "a": {"points": "38"},
        "b": {"points": "20"},
        "c": {"points": "35.5"},
        "bonus": {"points": "0"},
        "late": {"points": "0"},
    }
    return {"scores": good | rows}


def refused(value: dict[str, Any], files: dict[str, int] | None = None) -> dict[str, str]:
    """Return the mistakes of a self-score."""
    evidence = FILES if files is None else files
    with pytest.raises(Mistakes) as caught:
        check_self_score(table=table(), value=value, evidence=evidence)
    return dict(found(caught.value))


def lines(**points: str) -> tuple[ScoreLine, ...]:
    """Make self-scored lines."""
    return tuple(
        ScoreLine(criterion=name, self_points=Decimal(text)) for name, text in points.items()
    )


def test_a_good_self_score_has_a_line_for_each_criterion_in_the_tables_order() -> None:
    score = check_self_score(table=table(), value=sheet(), evidence=FILES)
    assert [line.criterion for line in score.lines] == ["a", "b", "c", "bonus", "late"]
    assert score.lines[2].self_points == Decimal("35.50")


@pytest.mark.parametrize(
    ("row", "field", "code"),
    [
        ({}, "points", "points_missing"),
        ({"points": ""}, "points", "points_missing"),
        ({"points": None}, "points", "points_missing"),
        ({"points": "20.01"}, "points", "points_out_of_range"),
        ({"points": "-0.01"}, "points", "points_out_of_range"),
        ({"points": "19.999"}, "points", "points_too_fine"),
        ({"points": "NaN"}, "points", "points_not_a_number"),
        ({"points": "1e1"}, "points", "points_not_a_number"),
        ({"points": "１"}, "points", "points_not_a_number"),
        ({"points": "1", "note": "x" * 4001}, "note", "text_too_long"),
        ({"not_applicable": True}, "reason", "reason_missing"),
        ({"not_applicable": True, "reason": "  "}, "reason", "reason_missing"),
        (
            {"not_applicable": True, "reason": "x", "points": "1"},
            "points",
            "points_and_not_applicable",
        ),
    ],
)
def test_each_bad_answer_is_a_mistake_at_its_field(
    row: dict[str, object], field: str, code: str
) -> None:
    assert refused(sheet(b=row)) == {f"scores.b.{field}": code}


@pytest.mark.parametrize("points", ["0", "20", "20.00", "19.99", "0.01", "19.990"])
def test_the_bounds_themselves_are_allowed(points: str) -> None:
    score = check_self_score(table=table(), value=sheet(b={"points": points}), evidence=FILES)
    assert score.lines[1].self_points == Decimal(points)


def test_a_mistake_names_the_bounds() -> None:
    with pytest.raises(Mistakes) as caught:
        check_self_score(table=table(), value=sheet(b={"points": "21"}), evidence=FILES)
    assert caught.value.mistakes[0].params == {"minimum": "0", "maximum": "20"}


def test_a_deduction_is_entered_as_what_is_taken_off() -> None:
    assert refused(sheet(late={"points": "-1"})) == {"scores.late.points": "points_out_of_range"}
    assert refused(sheet(late={"points": "5.01"})) == {"scores.late.points": "points_out_of_range"}


def test_a_bonus_needs_its_grounds_unless_none_is_claimed() -> None:
    assert refused(sheet(bonus={"points": "10"})) == {"scores.bonus.note": "note_missing"}
    check_self_score(
        table=table(), value=sheet(bonus={"points": "10", "note": "Cờ"}), evidence=FILES
    )


def test_evidence_is_needed_where_the_table_says_so_and_points_are_claimed() -> None:
    assert refused(sheet(), files={}) == {"scores.a.files": "evidence_missing"}
    check_self_score(table=table(), value=sheet(a={"points": "0"}), evidence={})
    nothing = {"not_applicable": True, "reason": "Không được giao"}
    check_self_score(table=table(), value=sheet(a=nothing), evidence={})


def test_all_mistakes_are_found_at_once_in_the_tables_order() -> None:
    value = sheet(a={"points": "41"}, c={"points": "x"}, zzz={"points": "1"})
    assert list(refused(value, files={}).items()) == [
        ("scores.zzz", "unknown_row"),
        ("scores.a.points", "points_out_of_range"),
        ("scores.c.points", "points_not_a_number"),
    ]


def test_a_form_without_any_score_misses_every_one_but_bonus_and_deduction() -> None:
    assert [path.split(".")[1] for path in refused({})] == ["a", "b", "c"]


def test_a_value_of_another_type_is_a_fault_of_the_program() -> None:
    with pytest.raises(TypeError, match=r"scores\.b\.points is not str"):
        check_self_score(table=table(), value=sheet(b={"points": 1}), evidence=FILES)


def test_every_code_is_a_plain_identifier() -> None:
    assert all(code.value == code.name.lower() for code in MistakeCode)


@pytest.mark.parametrize("row", [{}, {"points": ""}, {"points": None}])
def test_a_bonus_or_deduction_left_empty_counts_nothing(row: dict[str, object]) -> None:
    value = sheet(bonus=row, late=row)
    score = check_self_score(table=table(), value=value, evidence=FILES)
    assert [str(line.self_points) for line in score.lines[3:]] == ["0.00", "0.00"]


def test_points_of_a_bonus_must_be_chosen_where_none_of_them_is_zero() -> None:
    stepped = replace(criterion("bonus", "10"), steps=(Decimal(2), Decimal(4)))
    parts = [
        section("bonus", "bonus", stepped) if each.kind.value == "bonus" else each
        for each in table().sections
    ]
    rules = table(sections=tuple(parts))
    with pytest.raises(Mistakes) as caught:
        check_self_score(table=rules, value=sheet(bonus={}), evidence=FILES)
    assert dict(found(caught.value)) == {"scores.bonus.points": "points_missing"}
