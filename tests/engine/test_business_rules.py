"""A decision table as a step: what it is asked, what it leaves, where it may stand."""

import pytest

from server.engine import Decided, Definition, DefinitionRefused, complete, noted, start
from tests.engine.drawings import FORMS, Pool, drawn
from tests.engine.expressions import feel_tables as dmn
from tests.engine.expressions.test_decisions import table

BIG = ((">= 100", "-", "'big'"), ("-", "-", "'small'"))


def pool() -> Pool:
    """Draw a task, a table asked with its result, and a way for each answer."""
    found = Pool("p").start().user("ask").rule("size", "quota").xor("q").user("look").end()
    found.flow("begin", "ask", "size", "q").flow("q", "look", when="size.quota == 'big'")
    return found.flow("q", "done", default=True).flow("look", "done")


def define(drawing: Pool = pool(), inputs: tuple[str, ...] = ("ask.amount", "mode")) -> Definition:  # noqa: B008 - read only
    files = {"t.bpmn": drawn(drawing), "quota.dmn": table(*BIG, policy="FIRST", inputs=inputs)}
    return Definition.read("t", {**files, **FORMS})


def answer(amount: int) -> tuple[object, list[str], tuple[Decided, ...]]:
    """Complete the task with an amount; give the answer, what is open, what was decided."""
    definition = define()
    begun = start(definition, "p", {"mode": "open"}, lambda *_: None)
    moved = complete(definition, begun.doc, begun.tasks[0].id, {"amount": amount}, lambda *_: None)
    return noted(moved.doc, "size"), [task.element for task in moved.tasks], moved.decided


def test_the_answer_is_kept_under_the_task_and_steers_the_process() -> None:
    assert answer(100)[:2] == ({"quota": "big"}, ["look"])
    assert answer(99)[:2] == ({"quota": "small"}, [])


def test_a_step_tells_what_was_asked_which_line_fitted_and_what_it_said() -> None:
    (told,) = answer(250)[2]
    assert (told.element, told.decision.id) == ("size", "quota")
    assert told.ruling.inputs == (250, "open")
    assert (told.ruling.lines, told.ruling.answer) == ((0,), {"quota": "big"})


def test_decisions_behind_a_table_are_told_before_it_and_read_the_process() -> None:
    table = dmn.table(
        "quota", {"Double": ("number", "")}, {"": ("string", "")},
        ("< 500", '"small"'), (">= 500", '"big"'), requires=["twice"],
    )  # fmt: skip
    data = dmn.file(dmn.alone("twice", "2 * ask.amount", name="Double", kind="number"), table)
    drawing = drawn(pool()).replace(b"size.quota", b"size.answer")
    definition = Definition.read("t", {"t.bpmn": drawing, "quota.dmn": data, **FORMS})
    begun = start(definition, "p", {}, lambda *_: None)
    moved = complete(definition, begun.doc, begun.tasks[0].id, {"amount": 250}, lambda *_: None)
    assert noted(moved.doc, "size") == {"answer": "big"}
    told = [(each.element, each.decision.id, each.ruling.answer) for each in moved.decided]
    assert told == [("size", "twice", {"answer": 500}), ("size", "quota", {"answer": "big"})]
    assert definition.facts["p"] == frozenset()


@pytest.mark.parametrize(
    ("policy", "expected"), [("RULE ORDER", ["b", "a"]), ("OUTPUT ORDER", ["a", "b"])]
)
def test_lists_reach_the_process_as_lists(policy: str, expected: list[str]) -> None:
    data = dmn.file(
        dmn.table("quota", {"ask.amount": ("number", "")}, {"quota": ("string", '"a", "b"')},
                  ("> 1", '"b"'), ("[1..300]", '"a"'), policy=policy)
    )  # fmt: skip
    drawing = drawn(pool()).replace(b"size.quota == 'big'", b"'a' in size.quota")
    definition = Definition.read("t", {"t.bpmn": drawing, "quota.dmn": data, **FORMS})
    begun = start(definition, "p", {}, lambda *_: None)
    moved = complete(definition, begun.doc, begun.tasks[0].id, {"amount": 250}, lambda *_: None)
    assert noted(moved.doc, "size") == {"quota": expected}
    assert [task.element for task in moved.tasks] == ["look"]


def test_an_instance_keeps_the_facts_its_tables_read() -> None:
    assert define().facts["p"] == {"mode"}


@pytest.mark.parametrize(
    ("drawing", "rule"),
    [
        (Pool("p").start().rule("size", "quotas").end().flow("begin", "size", "done"), "DECISION"),
        (
            Pool("p").start().put("businessRuleTask", "size").end().flow("begin", "size", "done"),
            "DECISION-CALLED",
        ),
        (
            Pool("p").start().rule("size", "quota").end().end("off")
            .flow("begin", "size", "done").flow("size", "off"),
            "FLOW-OUT",
        ),
    ],
    ids=["unknown", "none", "two ways out"],
)  # fmt: skip
def test_what_cannot_be_asked_is_refused_at_reading(drawing: Pool, rule: str) -> None:
    with pytest.raises(DefinitionRefused) as refusal:
        define(drawing, inputs=("mode", "mode"))
    assert {problem.rule for problem in refusal.value.problems} == {rule}


def test_a_called_decision_beside_another_task_is_refused() -> None:
    text = drawn(pool()).decode().replace("businessRuleTask", "userTask").encode()
    with pytest.raises(DefinitionRefused) as refusal:
        Definition.read("t", {"t.bpmn": text, "quota.dmn": table(*BIG, policy="FIRST"), **FORMS})
    assert ("TAG", "size") in {(each.rule, each.element) for each in refusal.value.problems}
