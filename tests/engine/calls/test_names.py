"""The names of a called process in its caller: each with the call before it, and no other."""

import pytest

from server.actions.deployment.names import FACTS
from server.engine.calls.called import CASE_FACTS, name_beside
from server.engine.calls.names import Names
from server.engine.expressions.durations import ENTERED

NAMES = Names("pay__", frozenset({"ask", "year"}))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("ask.amount > 3 and not has(ask)", "pay__ask.amount > 3 and not has(pay__ask)"),
        ("opening.level == 'ask.level'", "pay__opening.level == 'ask.level'"),
        ("foreign.amount", "pay__foreign.amount"),
        ("workdays(opened_on, ask.days)", "workdays(opened_on, pay__ask.days)"),
        ("{'ask': ask.ask, 'đồng': [units, key]}", "{'ask': pay__ask.ask, 'đồng': [units, key]}"),
        ("(ask.a\n  + ask['b'])", "(pay__ask.a\n  + pay__ask['b'])"),
        ("'é' == ask.a or ask.b", "'é' == pay__ask.a or pay__ask.b"),
        ("year.first", "pay__year.first"),
        (
            "deadlines.last if mode == 'open' else None",
            "deadlines.last if mode == 'open' else None",
        ),
        ("no expression", "no expression"),
    ],
)
def test_every_name_but_the_facts_of_the_case_gets_the_call(source: str, expected: str) -> None:
    assert NAMES.expression(source) == expected


def test_a_title_keeps_the_holes_that_name_no_step() -> None:
    title = "{year}: {subject}, {ask.amount} đồng, {opening.day}"
    assert NAMES.title(title) == "{year}: {subject}, {pay__ask.amount} đồng, {pay__opening.day}"


def test_a_task_that_an_operation_names_is_the_calls() -> None:
    assert NAMES.task("'ask'") == "'pay__ask'"
    assert NAMES.task("ask.which") == "pay__ask.which"


def test_what_is_read_of_the_case_is_what_every_process_reads() -> None:
    assert FACTS | {ENTERED} == CASE_FACTS


def test_files_of_what_is_called_stand_beside_their_own_diagram() -> None:
    assert name_beside("calls/a/calls/b/common/sign.json") == "common/sign.json"
    assert name_beside("common/sign.json") == "common/sign.json"
