"""Where one mistake has others follow from it, only the one is told."""

import pytest

from server.engine import findings
from tests.engine.drawings import Pool
from tests.lint.samples import messages
from tests.lint.samples.material import KNOWN, changed, diagram, with_diagram

EMPTY = {
    "approves": ('name="approves" value="score"', 'name="approves" value=""'),
    "form": ('name="form" value="form"', 'name="form" value=""'),
}


@pytest.mark.parametrize("rule", ["MESSAGE-MAIN", "MESSAGE-FROM-EDGE"])
def test_of_a_message_drawn_to_or_from_an_edge_only_that_is_said(rule: str) -> None:
    assert {each.rule for each in findings("t", messages.SAMPLES[rule].bad, KNOWN)} == {rule}


@pytest.mark.parametrize("name", EMPTY)
def test_of_an_empty_property_only_that_is_said(name: str) -> None:
    old, new = EMPTY[name]
    assert {each.rule for each in findings("t", changed(old, new), KNOWN)} == {"PROPERTY-EMPTY"}


@pytest.mark.parametrize("name", ["remind", "sign"])
def test_an_empty_property_is_no_wrong_value_of_it(name: str) -> None:
    written = 'name="approves" value="score"'
    empty = f'{written} /><spiffworkflow:property name="{name}" value=""'
    rules = [each.rule for each in findings("t", changed(written, empty), KNOWN)]
    assert rules == ["PROPERTY-EMPTY"]


def plain(text: str) -> set[tuple[str, str]]:
    """Lint a diagram whose task `one` has no kind."""
    begun = text.index("<bpmn:userTask", text.index('id="one"') - 20)
    ended = text.index("</bpmn:userTask>", begun)
    task = text[begun:ended].replace("userTask", "task") + text[ended:].replace(
        "userTask", "task", 1
    )
    return {
        (each.rule, each.element)
        for each in findings("t", with_diagram(text[:begun] + task), KNOWN)
    }


def test_of_an_event_on_a_task_without_a_kind_nothing_is_said() -> None:
    pool = Pool("p").start().user("one").boundary("on", "one", due="deadlines.self_score")
    text = diagram(pool.end("off").end().flow("begin", "one", "done").flow("on", "off"))
    kept = text.replace("<bpmn:boundaryEvent ", '<bpmn:boundaryEvent cancelActivity="false" ')
    assert plain(text) == plain(kept) == {("TASK-UNTYPED", "one")}


def test_what_is_asked_of_a_task_without_a_kind_is_not_said_to_be_never_there() -> None:
    pool = Pool("p").start().user("one").xor("q").user("two").end().flow("begin", "one", "q")
    pool.flow("q", "two", default=True).flow("two", "done")
    text = diagram(pool.flow("q", "done", when="has(one.gone)"))
    assert plain(text) == {("TASK-UNTYPED", "one")}


def test_what_is_asked_of_an_event_that_does_not_run_is_not_said_to_be_never_there() -> None:
    pool = Pool("p").start().user("one").boundary("on", "one", due="deadlines.self_score").xor("q")
    pool.user("two").end().flow("begin", "one", "q").flow("on", "q")
    pool.flow("q", "two", default=True).flow("two", "done")
    text = diagram(pool.flow("q", "done", when="has(on.gone)"))
    kept = text.replace("<bpmn:boundaryEvent ", '<bpmn:boundaryEvent cancelActivity="false" ')

    def found(drawn: str) -> set[tuple[str, str]]:
        return {(each.rule, each.element) for each in findings("t", with_diagram(drawn), KNOWN)}

    assert "HAS-NEVER" in dict(found(text))
    assert found(kept) == {("BOUNDARY-INTERRUPTS", "on")}
