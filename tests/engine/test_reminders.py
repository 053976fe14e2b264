"""Reminders are declared on a task that has a due date, in working days; a slip is refused."""

import pytest

from server.engine import Definition, DefinitionRefused
from tests.engine.drawings import FORMS, Pool, drawn


def problems(**declared: str) -> set[tuple[str, str]]:
    pool = Pool("p").start().user("one", **declared).end().flow("begin", "one", "done")
    try:
        Definition.read("t", {"t.bpmn": drawn(pool), **FORMS})
    except DefinitionRefused as refused:
        return {(item.rule, item.element) for item in refused.problems}
    return set()


def test_a_task_with_a_due_date_may_remind_and_escalate() -> None:
    assert problems(due="self_score", remind="3,1", escalate="2") == set()


@pytest.mark.parametrize(
    "declared",
    [
        {"remind": "3"},
        {"escalate": "2"},
        {"due": "self_score", "remind": ""},
        {"due": "self_score", "remind": "3, 1"},
        {"due": "self_score", "remind": "0"},
        {"due": "self_score", "remind": "100"},
        {"due": "self_score", "remind": "٣"},
        {"due": "self_score", "escalate": "2,1"},
        {"due": "self_score", "escalate": "soon"},
    ],
)
def test_days_that_do_not_count_are_refused(declared: dict[str, str]) -> None:
    assert problems(**declared) == {("REMIND", "one")}
