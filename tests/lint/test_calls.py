"""Every rule about calls of other processes finds what it is for, in words of both languages."""

import json
from collections.abc import Mapping

import pytest

from server.actions.definitions.deployed import build
from server.actions.deployment.deploy import problems
from server.engine import LANGUAGES, DefinitionRefused
from server.engine.lint_words import ENTRIES
from tests.lint.samples.calls import GOOD, NOT_THERE, SAMPLES
from tests.worlds.calling import CALLED, CALLED_FILES, CALLER, caller_pool, files

every_rule = pytest.mark.parametrize("rule", sorted(SAMPLES))


def test_a_call_of_a_process_that_stands_beside_is_clean() -> None:
    assert problems(CALLER, GOOD) == []


def test_a_call_of_what_is_not_there_is_one_finding() -> None:
    assert [each["rule"] for each in problems(CALLER, NOT_THERE)] == ["CALL"]


def test_no_error_comes_out_of_a_call() -> None:
    pool = caller_pool(timed=False).caught("bad", "examine", "wrong")
    pool.user("hurry", "deputy", form="done").flow("bad", "hurry", "sign")
    assert [(each["rule"], each["element"]) for each in problems(CALLER, files(pool))] == [
        ("ERROR-HOST", "bad")
    ]


@every_rule
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_bad_sample_breaks_its_rule_at_the_call(rule: str, language: str) -> None:
    found = {each["rule"]: each for each in problems(CALLER, SAMPLES[rule], language=language)}
    assert rule in found
    assert found[rule]["element"] == "examine" or rule == "CALL-INSIDE"
    assert found[rule]["file"] == f"{CALLER}.bpmn"
    assert "{" not in found[rule]["message"] + found[rule]["mend"]


@every_rule
def test_a_rule_is_marked_as_the_engines_own_where_it_reads_no_such_file(rule: str) -> None:
    if ENTRIES[rule].mark:
        with pytest.raises(DefinitionRefused) as refused:
            build(CALLER, SAMPLES[rule])
        assert rule in {each.rule for each in refused.value.problems}
    else:
        build(CALLER, SAMPLES[rule])


@pytest.mark.parametrize(
    ("data", "rule", "told"),
    [
        ({"out_verdict": "confirm.verdict"}, "VARIABLE-EARLY", "reads confirm,"),
        ({"out_verdict": "ask.amount"}, "VARIABLE-UNSET", "reads ask,"),
        ({"in_urgent": "nothing"}, "VARIABLE-UNSET", "reads nothing,"),
    ],
)
def test_what_is_wrong_in_a_call_is_told_at_the_call_in_the_names_written_there(
    data: dict[str, str], rule: str, told: str
) -> None:
    (found,) = [
        each
        for each in problems(CALLER, files(caller_pool(timed=True, **data)), language="en")
        if each["rule"] == rule
    ]
    assert found["element"] == "examine"
    assert told in found["message"]
    assert "__" not in found["message"] + found["mend"]


@pytest.mark.parametrize("name", ["typename", "from", "a-b", "", "_x"])
def test_what_a_call_says_has_a_name_that_can_be_read(name: str) -> None:
    made = files(caller_pool(timed=True, **{f"out_{name}": "look.verdict"}))
    found = {each["rule"]: each["element"] for each in problems(CALLER, made)}
    assert found == {"CALL-NAME": "examine"}


DAY = {"type": "string", "format": "date", "title": "Ngày", "x-route": True}
UNITS = {
    "type": "array",
    "title": "Đơn vị",
    "items": {"type": "string"},
    "x-widget": "units",
    "x-route": True,
}
UNIT = {"type": "string", "title": "Đơn vị", "x-widget": "unit", "x-route": True}
ANY_UNIT = {**UNITS, "minItems": 1, "maxItems": 3}
FIRST = "2025-01-01"


def handing(
    source: str, takes: Mapping[str, object], typed: Mapping[str, object], **more: str
) -> set[str]:
    """Hand in `source` for a field, of what was typed in fields `v` and `w`; name the rules."""
    made = files(caller_pool(timed=True, in_given=source, **more))
    path = f"calls/{CALLED}/check_open.json"
    called, asked = json.loads(made[path]), json.loads(made["ask.json"])
    called["properties"] |= {"given": takes, "until": {**DAY, "title": "Đến ngày"}}
    later = {**DAY, "x-min": "v"} if typed.get("format") == "date" else DAY
    asked["properties"] |= {"v": typed, "w": {**later, "title": "Đến ngày"}}
    asked["required"] += ["v", "w"]
    made |= {path: json.dumps(called), "ask.json": json.dumps(asked)}
    return {each["rule"] for each in problems(CALLER, made)}


@pytest.mark.parametrize(
    ("source", "takes", "typed", "fits"),
    [
        ("ask.v", ANY_UNIT, UNITS, False),
        ("ask.v", {**UNITS, "maxItems": 3}, {**UNITS, "maxItems": 4}, False),
        ("ask.v", ANY_UNIT, ANY_UNIT, True),
        ("ask.v if ask.v else ['a/b']", {**UNITS, "minItems": 1}, UNITS, True),
        ("ask.v or units", {**UNITS, "minItems": 1}, UNITS, True),
        ("[]", ANY_UNIT, UNITS, False),
        ("[]", UNITS, UNITS, True),
        ("ask.v", UNITS, {**UNITS, "x-widget": "recipients"}, False),
        ("ask.v", {**UNITS, "x-widget": "recipients"}, UNITS, True),
        ("[ask.v]", UNITS, UNIT, True),
        ("opened_by", UNIT, UNIT, False),
        ("keys({'a/b': 1})", UNITS, UNITS, False),
        ("['a', 'b']", UNITS, UNITS, False),
        ("'bac-giang/so-x'", UNIT, UNIT, True),
        ("ask.v", {**DAY, "x-min": FIRST}, DAY, False),
        ("ask.v", {**DAY, "x-min": FIRST}, {**DAY, "x-min": FIRST}, True),
        ("ask.v", {**DAY, "x-max": FIRST}, {**DAY, "x-max": "2025-01-02"}, False),
        ("'2025-01-01'", {**DAY, "x-min": FIRST, "x-max": "2025-01-02"}, DAY, True),
        ("ask.v", {**DAY, "x-min": "today"}, DAY, False),
        ("ask.v", {**DAY, "x-min": "today"}, {**DAY, "x-min": "today"}, True),
        ("opened_on", {**DAY, "x-max": "today"}, DAY, True),
        ("opened_on", {**DAY, "x-min": "today"}, DAY, False),
    ],
)
def test_what_is_handed_in_keeps_the_bounds_of_its_field(
    source: str, takes: Mapping[str, object], typed: Mapping[str, object], *, fits: bool
) -> None:
    assert handing(source, takes, typed) == (set() if fits else {"CALL-TYPE"})


@pytest.mark.parametrize(
    ("given", "until", "fits"),
    [("ask.w", "ask.v", True), ("ask.v", "ask.w", False), ("ask.v", "ask.v", True)],
)
def test_a_day_is_handed_in_on_its_side_of_the_one_beside_it(
    given: str, until: str, *, fits: bool
) -> None:
    found = handing(given, {**DAY, "x-min": "until"}, DAY, in_until=until)
    assert found == (set() if fits else {"CALL-TYPE"})


@pytest.mark.parametrize(
    ("source", "fits"),
    [
        ("min(ask.amount, 100)", True),
        ("ask.amount if ask.amount <= 100 else 100", True),
        ("ask.amount", False),
        ("ask.amount - 400", False),
        ("max(ask.amount - 400, 0)", True),
        ("abs(ask.amount - 400) - 300", False),
    ],
)
def test_a_number_is_handed_in_within_its_bounds(source: str, *, fits: bool) -> None:
    takes = {"type": "integer", "title": "Số", "minimum": 0, "maximum": 100, "x-route": True}
    assert handing(source, takes, DAY) == (set() if fits else {"CALL-TYPE"})


def test_a_number_without_bounds_takes_what_is_reckoned_of_another_such() -> None:
    count = {"type": "integer", "title": "Số", "x-route": True}
    assert handing("ask.v + 1", count, {**count, "maximum": 1_000}) == set()
    assert handing("ask.v + 1", count, count) == {"TYPE-LARGE"}


def test_what_is_not_handed_in_is_said_once() -> None:
    several = [each["message"] for each in problems(CALLER, SAMPLES["CALL-MISSING"])]
    assert len([each for each in several if "in.amount" in each]) == 1


def test_a_deadline_that_is_handed_in_is_closed_to_nobody() -> None:
    day = {"type": "string", "format": "date", "title": "Hạn", "x-route": True}
    form = json.loads(CALLED_FILES["check_open.json"])
    form["properties"]["until"] = day
    form["required"].append("until")
    made = files(caller_pool(in_until="deadlines.self_score"))
    made[f"calls/{CALLED}/check_open.json"] = json.dumps(form, ensure_ascii=False)
    diagram = f"calls/{CALLED}/{CALLED}.bpmn"
    made[diagram] = made[diagram].replace("{opening.amount} đồng", "{opening.until}")
    del made[f"calls/{CALLED}/{CALLED}.en.json"]
    assert {each["rule"] for each in problems(CALLER, made)} == {"CALL-TYPE"}
