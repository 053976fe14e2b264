"""A sum is compared however large it is, and is bounded where it is kept."""

import json
from collections.abc import Mapping

import pytest

from server.engine import findings
from server.engine.errors import ExpressionRefused
from server.engine.expressions.language import evaluate
from server.engine.lint_words import said
from server.engine.values import LARGEST_INT
from tests.engine.drawings import Pool
from tests.lint.samples.material import FORM, KNOWN, diagram, table, with_diagram

FLOWS = {"ask": ("asked",), "answer": ("answered",)}


def form(**fields: Mapping[str, object]) -> bytes:
    """Give the form with whole numbers that enter the process."""
    numbers = {name: {"type": "integer", "x-route": True, **each} for name, each in fields.items()}
    properties = {"verdict": FORM["properties"]["verdict"], **numbers}  # type: ignore[index] # a form
    whole = {**FORM, "properties": properties, "required": ["verdict", *fields]}
    return json.dumps(whole).encode()


def rules(
    payload: str = "{}", when: str = "round > 1", *, most: int | None = None, **files: bytes
) -> set[tuple[str, str]]:
    """Name what is found where an answer is made of two numbers, and a condition reads it."""
    main = Pool("p").start().user("one").throw("ask", "m_ask", "{'n': one.n}")
    main.catch("answered", "m_answer").xor("q").user("two").end()
    main.flow("begin", "one", "ask", "answered", "q").flow("q", "two", when=when)
    main.flow("q", "done", default=True).flow("two", "done")
    other = Pool("o").start("asked", "m_ask").user("reply").end("answer", "m_answer", payload)
    other.flow("asked", "reply", "answer")
    bounds = {} if most is None else {"minimum": -most, "maximum": most}
    given = {**with_diagram(diagram(main, other, flows=FLOWS)), "form.json": form(n=bounds)}
    found = findings("t", {**given, **files}, KNOWN)
    return {(each.rule, each.element) for each in found} - {("LAYOUT", "p"), ("LAYOUT", "o")}


SUMS = (
    "{'n': reply.n + asked.n}",
    "{'n': reply.n - asked.n}",
    "{'n': [reply.n * 2]}",
    "{'n': {'m': reply.n + 1}}",
    "{'n': sum([reply.n, asked.n])}",
    "{'n': reply.n + asked.n} if round > 1 else {'n': 0}",
    "{'n': max(reply.n + asked.n, 0)}",
    "{'n': abs(reply.n) + 1}",
)


@pytest.mark.parametrize("payload", SUMS)
def test_a_sum_that_is_handed_on_is_bounded(payload: str) -> None:
    quiet = rules("{'n': 0}")
    assert rules(payload) - quiet == {("TYPE-LARGE", "answer")}
    assert rules(payload, most=1_000_000) == quiet


@pytest.mark.parametrize(
    "payload",
    ["{'n': reply.n}", "{'n': -reply.n}", "{'n': min(max(reply.n + asked.n, 0), 1000000)}"],
)
def test_what_stays_within_the_bounds_is_handed_on(payload: str) -> None:
    assert rules(payload) == rules("{'n': 0}")


def test_a_number_that_is_handed_on_in_turns_is_bounded() -> None:
    handed = "{'n': reply.n + asked.n}"
    most = LARGEST_INT * 3 // 4
    assert ("TYPE-LARGE", "answer") in rules(handed, most=most)
    assert rules(handed, most=LARGEST_INT // 2) == rules("{'n': 0}")


def test_a_condition_compares_a_sum_however_large_it_is() -> None:
    held = "one.n * one.n * one.n + 1 > one.n * 7"
    assert rules("{'n': 0}", held) == rules("{'n': 0}")
    for number in (LARGEST_INT, -LARGEST_INT):
        assert evaluate(held, {"one": {"n": number}}) is (number > 0)


def test_a_number_that_is_given_out_is_refused_where_it_is_too_large() -> None:
    with pytest.raises(ExpressionRefused):
        evaluate("n + 1", {"n": LARGEST_INT})
    assert evaluate("n + 1 - 1", {"n": LARGEST_INT}) == LARGEST_INT


def test_the_largest_expression_reckons_at_once() -> None:
    source = "*".join(["(n*n*n*n)"] * 16)
    assert evaluate(f"{source} > 0", {"n": LARGEST_INT}) is True
    with pytest.raises(ExpressionRefused):
        evaluate(source, {"n": LARGEST_INT})
    with pytest.raises(ExpressionRefused):
        evaluate(f"date({source}, 1, 1) == '2024-01-01'", {"n": LARGEST_INT})


TABLES = {
    "an input": (("-", "1"), "one.n + 1"),
    "a cell": ((">= one.n * 2", "1"), "one.n"),
    "an answer": (("-", "one.n + 1"), "one.n"),
}


def decided(
    *lines: tuple[str, ...],
    source: str,
    most: int | None = None,
    policy: str = "RULE ORDER",
    gathers: str = "",
) -> set[str]:
    """Name the rules that a table breaks which a task calls."""
    pool = Pool("p").start().user("one").rule("rule", "size").end()
    pool.flow("begin", "one", "rule", "done")
    bounds = {} if most is None else {"minimum": -most, "maximum": most}
    asked = ((source, "integer", ""),)
    data = table(
        *lines,
        ("-", "2"),
        policy=policy,
        inputs=asked,
        name="size",
        gathers=gathers,
        gives="number",
    )
    files = {**with_diagram(diagram(pool)), "form.json": form(n=bounds), "size.dmn": data}
    return {each.rule for each in findings("t", files, KNOWN)} - {"LAYOUT"}


@pytest.mark.parametrize("place", TABLES)
def test_a_table_is_asked_and_answers_what_can_be_kept(place: str) -> None:
    line, source = TABLES[place]
    assert decided(line, source=source) == {"TYPE-LARGE"}
    assert decided(line, source=source, most=1_000) == set()


@pytest.mark.parametrize("said", ["one.n", "9007199254740991"])
@pytest.mark.parametrize("begins", ["[0..9]", ">= 0"])
def test_what_several_lines_add_up_to_is_bounded(begins: str, said: str) -> None:
    def added(text: str) -> set[str]:
        lines = ((begins, text), ("-", text))
        return decided(*lines, source="one.n", policy="COLLECT", gathers="SUM", most=None)

    assert added(said) == {"TYPE-LARGE"}
    assert added("1") == set()


def _mends(payload: str, **bounds: int) -> set[str]:
    """Give how what is handed on is mended, in one line each."""
    pool = Pool("p").start().user("one").throw("ask", "m_ask", payload).end()
    pool.flow("begin", "one", "ask", "done")
    other = Pool("o").start("asked", "m_ask").end("answer").flow("asked", "answer")
    files = with_diagram(diagram(pool, other, flows={"ask": ("asked",)}))
    found = findings("t", {**files, "form.json": form(n={}, m={"minimum": 0, **bounds})}, KNOWN)
    return {said(each.rule, each.holes).mend for each in found if each.rule == "TYPE-LARGE"}


@pytest.mark.parametrize(
    ("payload", "mend"),
    [
        ("{'n': one.n + 1}", 'bound form.json: n by "maximum": 1000000000'),
        ("{'n': one.n - 1}", 'bound form.json: n by "minimum": -1000000000'),
        ("{'n': one.n + one.m}", 'bound form.json: m; form.json: n by "maximum": 1000000000'),
        ("{'n': one.m * one.m}", 'bound form.json: m by "maximum": 1000000'),
        (
            "{'n': one.n * one.n}",
            'bound form.json: n by "minimum": -1000000, "maximum": 1000000',
        ),
        (
            "{'n': one.m * 9007199254740991}",
            "bound it: max(min(one.m * 9007199254740991, 1000000000), -1000000000)",
        ),
    ],
)
def test_the_mend_names_each_field_and_its_bounds(payload: str, mend: str) -> None:
    assert _mends(payload) == {mend}


def test_a_field_that_is_small_enough_is_not_named() -> None:
    assert _mends("{'n': one.n + one.m}", maximum=9) == {
        'bound form.json: n by "maximum": 1000000000'
    }
