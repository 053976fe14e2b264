"""What a table behind another answers is held against what that one does with it."""

import pytest

from server.engine import findings
from tests.engine.drawings import Pool
from tests.engine.expressions import feel_tables as dmn
from tests.lint.samples.material import KNOWN, diagram, laid_out
from tests.lint.tables.test_tried import FIELDS, form_with, found

FIELD = {"ask.n": ("number", "")}
NUMBER = {"a": ("number", "")}


def rules(behind: str, *parts: str) -> set[str]:
    return {rule for rule, _ in found(behind, *parts)}


def points(
    *lines: tuple[str, str], kind: str = "number", policy: str = "UNIQUE", how: str = ""
) -> str:
    """Draw the table behind, which is asked a field from 0 to 9."""
    return dmn.table("points", FIELD, {"p": (kind, "")}, *lines, policy=policy, aggregation=how)


def asking(*lines: tuple[str, str], kind: str = "number", policy: str = "UNIQUE") -> str:
    """Draw the table that requires it, and is asked its answer."""
    return dmn.table(
        "t", {"points": (kind, "")}, NUMBER, *lines, policy=policy, requires=["points"]
    )


@pytest.mark.parametrize(
    ("answer", "kind", "wanted", "fits"),
    [
        ('"gold"', "string", "number", False),
        ('"gold"', "", "number", False),
        ('date("2025-06-03")', "date", "number", False),
        ('date("2025-06-03")', "", "number", False),
        ("true", "boolean", "number", False),
        ("ask.kind", "string", "number", False),
        ("ask.day", "date", "number", False),
        ("ask.n", "number", "boolean", False),
        ("1", "number", "date", False),
        ('"gold"', "string", "date", False),
        ("1", "number", "string", False),
        ("1", "number", "number", True),
        ("0.5", "number", "number", True),
        ("ask.n", "number", "number", True),
        ("ask.n", "", "number", True),
        ('"12"', "string", "number", True),  # a text that is a number counts as one
        ('"gold"', "string", "string", True),
        ("ask.kind", "string", "string", True),
        ('date("2025-06-03")', "date", "date", True),
        ("ask.day", "date", "date", True),
        ("true", "boolean", "boolean", True),
    ],
)
def test_an_answer_is_of_the_sort_of_the_column_that_is_asked_it(
    answer: str, kind: str, wanted: str, *, fits: bool
) -> None:
    behind = points(("[0..9]", answer), kind=kind)
    assert rules(behind, asking(("-", "1"), kind=wanted)) == (set() if fits else {"DMN-INPUT"})


@pytest.mark.parametrize(
    ("answer", "wanted", "fits"),
    [
        ("ask.kind", "number", False),
        ("ask.day", "number", False),
        ("ask.n + 1", "boolean", False),
        ("ask.kind", "string", True),
        ("ask.n + 1", "number", True),
    ],
)
def test_an_answer_in_our_own_language_is_typed_by_what_it_reads(
    answer: str, wanted: str, *, fits: bool
) -> None:
    text = asking(("-", "1"), kind=wanted)
    assert rules(points(("-", answer)), text) == (set() if fits else {"DMN-INPUT"})


@pytest.mark.parametrize(
    ("said", "fits"),
    [("points + 1", True), ("abs(points)", True), ("if points then 1 else 2", False)],
)
def test_what_is_made_of_an_answer_never_fails(said: str, *, fits: bool) -> None:
    text = dmn.table("t", FIELD, NUMBER, ("-", said), requires=["points"])
    assert rules(points(("-", "1")), text) == (set() if fits else {"DMN-OUTPUT"})
    assert rules(points(("-", '"gold"'), kind="string"), text) == {"DMN-OUTPUT"}


def test_a_cell_that_compares_with_an_answer_of_another_sort_is_refused() -> None:
    text = dmn.table("t", FIELD, NUMBER, ("> points", "1"), ("[0..9]", "2"), policy="FIRST",
                     requires=["points"])  # fmt: skip
    assert rules(points(("-", "1")), text) == set()
    assert rules(points(("-", '"gold"'), kind="string"), text) == {"DMN-CELL"}


def test_each_answer_of_a_table_of_several_is_typed_by_its_name() -> None:
    behind = dmn.table("rate", FIELD, {"level": ("string", ""), "points": ("number", "")},
                       ("[0..4]", '"gold"', "1"), ("[5..9]", '"silver"', "2"))  # fmt: skip

    def table(source: str, kind: str, *lines: tuple[str, str]) -> str:
        return dmn.table("t", {source: (kind, "")}, NUMBER, *lines, requires=["rate"])

    assert rules(behind, table("rate.level", "number", ("-", "1"))) == {"DMN-INPUT"}
    assert rules(behind, table("rate.level", "string", ('"gold"', "1"), ('"silver"', "2"))) == set()
    assert rules(behind, table("rate.points", "number", ("1", "1"), ("2", "2"))) == set()
    assert rules(behind, table("rate.points", "number", ("1", "1"))) == {"DMN-GAP"}


@pytest.mark.parametrize(
    ("policy", "how", "answers"),
    [("COLLECT", "SUM", "3 5 8"), ("COLLECT", "MIN", "3 5"), ("COLLECT", "MAX", "3 5"),
     ("COLLECT", "COUNT", "1 2"), ("FIRST", "", "3 5"), ("PRIORITY", "", "3 5")],
)  # fmt: skip
def test_a_table_is_asked_what_those_behind_it_can_answer(
    policy: str, how: str, answers: str
) -> None:
    listed = "5, 3" if policy == "PRIORITY" else ""
    behind = dmn.table(
        "points", FIELD, {"p": ("number", listed)}, ("[0..6]", "3"), ("[4..9]", "5"),
        policy=policy, aggregation=how,
    )  # fmt: skip
    several = [(each, each) for each in answers.split()]
    assert rules(behind, asking(*several)) == set()
    assert rules(behind, asking(*several[1:])) == {"DMN-GAP"}
    assert rules(behind, asking(*several, ("4", "4"))) == {"DMN-NEVER"}


def test_a_table_that_may_answer_nothing_leaves_a_gap() -> None:
    behind = points(("[0..6]", "3"), policy="FIRST")
    assert rules(behind, asking(("3", "1"))) == {"DMN-GAP"}
    assert rules(behind, asking(("3", "1"), ("null", "2"))) == set()
    assert rules(behind, asking(("-", "1"))) == set()
    assert rules(behind, asking(("3", "1"), policy="FIRST")) == {"DMN-GAP"}  # nothing is no answer


def test_what_is_said_goes_through_every_table_behind() -> None:
    behind = points(("[0..6]", "3"), ("[7..9]", "5"))
    middle = dmn.table("more", {"points": ("number", "")}, NUMBER, ("3", "30"), ("5", "50"),
                       requires=["points"])  # fmt: skip

    def last(*lines: tuple[str, str]) -> str:
        return dmn.table("t", {"more": ("number", "")}, NUMBER, *lines, requires=["more"])

    assert rules(behind, middle, last(("30", "1"), ("50", "2"))) == set()
    assert rules(behind, middle, last(("30", "1"), ("51", "2"))) == {"DMN-GAP", "DMN-NEVER"}


@pytest.mark.parametrize("source", ["ask.a", "ask.a + 0"])
def test_a_step_that_is_named_like_a_table_behind_says_nothing_of_its_answers(source: str) -> None:
    outputs = {"a": ("number", ""), "b": ("number", "")}
    behind = dmn.table("ask", {"size.any": ("number", "")}, outputs, ("-", "size.any", "1"))
    text = dmn.table("t", {source: ("number", "")}, NUMBER, ("[0..9]", "1"), requires=["ask"])
    pool = Pool("p").start().user("size").user("ask").rule("rate", "t").end()
    pool.flow("begin", "size", "ask", "rate", "done")
    form = form_with({**FIELDS, "a": {"type": "integer", "minimum": 0, "maximum": 9}})
    files = {"t.bpmn": laid_out(diagram(pool)), "form.json": form, "r.dmn": dmn.file(behind, text)}
    assert {each.rule for each in findings("t", files, KNOWN)} == {"DMN-GAP"}
