"""Tables of versions that were deployed before there was FEEL: they answer as they did."""

from collections.abc import Mapping

import pytest

from server.engine import JSON
from tests.engine.expressions import feel_tables as dmn


@pytest.mark.parametrize(
    ("cell", "kind", "value", "answer"),
    [
        ("'14.5'", "number", "14.5", "'5.5'"),
        ("> '14.5'", "number", "15", "'5.5'"),
        ("'2025-06-30'", "date", "2025-06-30", "1"),
        ("< '2025-06-30'", "date", "2025-06-29", "1"),
        ("14", "string", 14, "1"),
    ],
)
def test_what_says_that_it_is_feel_keeps_the_texts_it_was_deployed_with(
    cell: str, kind: str, value: JSON, answer: str
) -> None:
    parts = dmn.table("d", {"n": (kind, "")}, {"a": ("number", "")}, (cell, answer))
    said = dmn.read(dmn.file(parts))["d"].decide({"n": value})
    assert said == {"a": answer.strip("'") if "'" in answer else int(answer)}


def test_two_decimals_that_are_written_otherwise_stay_two() -> None:
    columns = {"a.x": ("number", "")}
    lines = [("b.y", "1"), ("-", "2")]
    parts = dmn.table("d", columns, {"a": ("number", "")}, *lines, policy="FIRST")
    facts: Mapping[str, JSON] = {"a": {"x": "1.0"}, "b": {"y": "1.00"}}
    assert dmn.read(dmn.file(parts))["d"].decide(facts) == {"a": 2}


def test_a_first_table_that_nothing_fits_still_refuses_what_it_does_not_list() -> None:
    columns = {"n": ("string", "'a', 'b'")}
    parts = dmn.table("d", columns, {"a": ("number", "")}, ("'a'", "1"), policy="FIRST")
    with pytest.raises(Exception, match="no line fits"):
        dmn.read(dmn.file(parts))["d"].decide({"n": "c"})


def test_the_answer_of_a_task_is_read_though_its_table_is_drawn_as_required() -> None:
    risk = dmn.table("risk", {"n": ("number", "")}, {"level": ("number", "")}, ("-", "1"))
    size = dmn.table(
        "size", {"risk.level": ("number", "")}, {"a": ("number", "")}, ("-", "risk.level"),
        requires=["risk"],
    )  # fmt: skip
    decision = dmn.read(dmn.file(risk, size))["size"]
    assert decision.decide({"n": 1, "risk": {"level": 7}}) == {"a": 7}


def test_a_table_of_several_answers_is_asked_where_it_is_required() -> None:
    two = {"level": ("number", ""), "word": ("string", "")}
    risk = dmn.table("risk", {"n": ("number", "")}, two, ("-", "1", '"low"'))
    size = dmn.table("size", {"risk.level": ("number", "")}, {"a": ("number", "")}, ("-", "5"),
                     requires=["risk"])  # fmt: skip
    assert dmn.read(dmn.file(risk, size))["size"].decide({"n": 1}) == {"a": 5}
