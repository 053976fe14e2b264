"""A condition that can come out in one way only is found, whoever has said what it asks."""

import json
from collections.abc import Mapping
from typing import Final

import pytest

from server.engine import findings
from tests.engine.drawings import Pool
from tests.lint.samples.material import FORM, KNOWN, diagram, laid_out, with_diagram, worded

FIELDS: Final[Mapping[str, Mapping[str, object]]] = {
    "kinds": {"type": "array", "items": {"type": "string", "enum": ["a", "b"]}, "minItems": 1},
    "others": {"type": "array", "items": {"type": "string", "enum": ["a", "b"]}},
    "day": {"type": "string", "format": "date", "x-min": "2030-01-01"},
    "late": {"type": "string", "format": "date", "x-min": "2031-05-05"},
    "few": {"type": "integer", "minimum": 0, "maximum": 10},
    "more": {"type": "integer", "minimum": 5, "maximum": 60},
}


def answered(payload: str, condition: str) -> set[str]:
    """Lint a choice over what somebody else sends."""
    pool = Pool("p").start().throw("asks", "ask").catch("told", "answer").xor("q")
    pool.user("one").end().flow("begin", "asks", "told", "q").flow("q", "done", default=True)
    pool.flow("q", "one", when=condition).flow("one", "done")
    other = Pool("r").start("on", "ask").user("work").end("off", "answer", payload)
    flows = {"asks": ("on",), "off": ("told",)}
    text = diagram(pool, other.flow("on", "work", "off"), flows=flows)
    return {each.rule for each in findings("t", with_diagram(text), KNOWN)}


def filled_in(condition: str) -> set[str]:
    """Lint a choice over what a form takes."""
    pool = Pool("p").start().user("ask").xor("q").user("one").end()
    pool.flow("begin", "ask", "q").flow("q", "done", default=True)
    pool.flow("q", "one", when=condition).flow("one", "done")
    routed = {
        name: {**worded(each), "title": name, "x-route": True} for name, each in FIELDS.items()
    }
    known = FORM["properties"]
    assert isinstance(known, dict)
    properties = {**known, **routed}
    form = json.dumps({**FORM, "properties": properties, "required": [*properties]})
    files = {"t.bpmn": laid_out(diagram(pool)), "form.json": form.encode()}
    return {each.rule for each in findings("t", files, KNOWN)}


@pytest.mark.parametrize(
    ("payload", "condition"),
    [
        ("{'n': 1}", "told.n < 3"),
        ("{'n': True}", "told.n"),
        ("{'n': False}", "not told.n"),
        ("{'n': []}", "len(told.n) > 0"),
        ("{'n': ['a', 'b']}", "len(told.n) == 2"),
        ("{'n': 'a'}", "told.n == 'a'"),
        ("{'n': '2030-01-01'}", "told.n > '2024-01-01'"),
    ],
)
def test_what_is_written_into_a_message_is_no_choice(payload: str, condition: str) -> None:
    assert answered(payload, condition) == {"CONDITION-CONSTANT"}


@pytest.mark.parametrize(
    ("payload", "condition"),
    [
        ("{'n': round}", "told.n < 3"),
        ("{'n': round > 1}", "told.n"),
        ("{'n': [key] if round > 1 else []}", "len(told.n) > 0"),
        ("{'n': True if round > 1 else False}", "told.n"),
    ],
)
def test_what_is_reckoned_for_a_message_is_a_choice(payload: str, condition: str) -> None:
    assert answered(payload, condition) == set()


@pytest.mark.parametrize(
    ("condition", "constant"),
    [
        ("len(ask.kinds) > 0", True),
        ("len(ask.kinds) > 1", False),
        ("len(ask.others) > 0", False),
        ("ask.day > '2029-12-31'", True),
        ("ask.day > '2030-01-01'", False),
        ("ask.few < -1", True),
        ("ask.few in [-1]", True),
        ("ask.few >= -0", True),
        ("-ask.few > -5", False),
        ("max(ask.few, 3) < 3", True),
        ("min(ask.few, ask.more) > 10", True),
        ("min(ask.few, ask.more) > 9", False),
        ("abs(ask.few) < 0", True),
        ("ask.more - ask.few < -5", True),
        ("ask.more - ask.few < -4", False),
        ("(1 if ask.few > 3 else 2) == 3", True),
        ("(1 if ask.few > 3 else 2) == 2", False),
        ("True if ask.few > 3 else ask.few >= 0", True),
        ("True if ask.few > 3 else False", False),
        ("len(ask.kinds + ask.others) < 1", True),
        ("any([ask.few > 3])", False),
    ],
)
def test_what_a_form_never_lets_through_is_no_choice(condition: str, *, constant: bool) -> None:
    assert filled_in(condition) == ({"CONDITION-CONSTANT"} if constant else set())


@pytest.mark.parametrize(
    "condition",
    [
        "ask.few == ask.more",
        "ask.few + ask.more == 13",
        "ask.few * ask.more == 12",
        "ask.more - ask.few == 3",
        "ask.day == ask.late",
        "key == ask.verdict",
        "key == ask.day",
        "key == date(2024, 2, 29)",
    ],
)
def test_two_that_may_be_alike_are_a_choice(condition: str) -> None:
    assert filled_in(condition) == set()


@pytest.mark.parametrize("name", ["round", "key"])
def test_a_fact_is_not_read_by_the_name_of_an_element_that_leaves_nothing(name: str) -> None:
    pool = Pool("p").start().xor(name).user("one").end().flow("begin", name)
    pool.flow(name, "done", default=True).flow("one", "done")
    pool.flow(name, "one", when=f"{name} == 2" if name == "round" else f"{name} == 'a/b'")
    found = {each.rule for each in findings("t", with_diagram(diagram(pool)), KNOWN)}
    assert "VARIABLE-UNSET" in found
