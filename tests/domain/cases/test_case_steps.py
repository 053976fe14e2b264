"""What a step that is not reached yet is said to wait for."""

from dataclasses import replace

from server.domain.cases.case_steps import Count, TaskElement, steps
from tests.domain import five_units


def element(name: str, *after: str, needed: bool) -> TaskElement:
    return TaskElement(
        id=name, name=name, process="p", role="secretary", each="", documentation="",
        needed=needed, after=frozenset(after),
    )  # fmt: skip


TASKS = (element("ask", needed=True), element("late", "ask", needed=False))


def waits(count: Count) -> tuple[int, ...]:
    rules = five_units.rules()
    return steps(TASKS, {"ask": count}, rules=rules, taken_out=0, closed=False)[1].waits_for


def test_a_step_that_may_be_skipped_waits_for_the_one_drawn_before_it_until_that_is_done() -> None:
    assert waits(Count(keys=1, waiting=1, finished=0)) == (1,)
    assert waits(Count(keys=1, waiting=0, finished=1)) == ()


def test_a_step_after_several_side_by_side_waits_for_all_that_are_not_done() -> None:
    rules = five_units.rules()
    names = ("ask", "deputy", "units")
    tasks = (
        element("ask", needed=True),
        element("deputy", "ask", needed=True),
        element("units", "ask", needed=True),
        element("revise", "deputy", "units", needed=True),
    )
    counts = {name: Count(keys=1, waiting=0, finished=1) for name in names}
    going = Count(keys=1, waiting=1, finished=0)
    for at_work, named in (({"deputy": going, "units": going}, (2, 3)), ({"units": going}, (3,))):
        found = steps(tasks, counts | at_work, rules=rules, taken_out=0, closed=False)
        assert found[3].waits_for == named


def test_no_step_waits_for_one_that_was_begun_and_taken_away() -> None:
    rules = five_units.rules()
    gone = Count(keys=1, waiting=0, finished=0)
    assert waits(gone) == ()
    tasks = (*TASKS, element("explain", needed=True), element("end", "ask", "explain", needed=True))
    counts = {"ask": gone, "explain": Count(keys=1, waiting=1, finished=0)}
    found = steps(tasks, counts, rules=rules, taken_out=0, closed=False)
    assert found[3].waits_for == (3,)


def test_what_was_taken_away_before_anybody_did_it_is_not_done_when_the_case_is_closed() -> None:
    gone, done = Count(keys=1, waiting=0, finished=0), Count(keys=1, waiting=0, finished=1)
    for counts, state in (({"ask": gone}, "skipped"), ({"ask": done}, "done")):
        found = steps(TASKS, counts, rules=five_units.rules(), taken_out=0, closed=True)
        assert found[0].state == state


def test_who_sent_the_work_back_last_has_done_the_step_when_the_case_is_closed() -> None:
    back = Count(keys=1, waiting=0, finished=0, done=1)
    for closed, state in ((True, "done"), (False, "started")):
        found = steps(TASKS, {"ask": back}, rules=five_units.rules(), taken_out=0, closed=closed)
        assert found[0].state == state


def test_a_case_that_took_another_way_waits_for_nothing_on_the_one_it_left() -> None:
    rules = five_units.rules()
    usual = replace(element("usual", "ask", needed=True), instead=frozenset({"other"}))
    other = replace(element("other", "ask", needed=False), instead=frozenset({"usual"}))
    tasks = (element("ask", needed=True), usual, element("then", "usual", needed=True), other)
    done, going = Count(keys=1, waiting=0, finished=1), Count(keys=1, waiting=1, finished=0)
    for counts, states in (
        ({"ask": going}, ["current", "later", "later", "if_needed"]),
        ({"ask": done, "other": going}, ["done", "if_needed", "if_needed", "current"]),
        ({"ask": done, "usual": going}, ["done", "current", "later", "if_needed"]),
    ):
        found = steps(tasks, counts, rules=rules, taken_out=0, closed=False)
        assert [step.state for step in found] == states
    found = steps(tasks, {"ask": done, "other": going}, rules=rules, taken_out=0, closed=False)
    assert found[1].waits_for == ()
