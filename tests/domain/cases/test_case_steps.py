"""What a step that is not reached yet is said to wait for."""

from server.domain.cases.case_steps import Count, TaskElement, steps
from tests.domain import five_units


def element(name: str, *after: str, needed: bool) -> TaskElement:
    return TaskElement(
        id=name, name=name, process="p", role="secretary", each="", documentation="",
        needed=needed, after=frozenset(after),
    )  # fmt: skip


TASKS = (element("ask", needed=True), element("late", "ask", needed=False))


def waits(count: Count) -> int:
    rules = five_units.rules()
    return steps(TASKS, {"ask": count}, rules=rules, taken_out=0, closed=False)[1].waits_for


def test_a_step_that_may_be_skipped_waits_for_the_one_drawn_before_it_until_that_is_done() -> None:
    assert waits(Count(keys=1, waiting=1, finished=0)) == 1
    assert waits(Count(keys=1, waiting=0, finished=1)) == 0
