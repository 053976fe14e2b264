"""The steps of a case where a subprocess may be broken off, or another tool drew it."""

import pytest

from server.web.cases.diagram.model import Diagram, read
from tests.engine.drawings import Pool, drawn


def broken_off(each: str = "units") -> bytes:
    inner = (
        Pool("inner")
        .start("inner_begin")
        .user("draft", "officer")
        .user("check", "head")
        .xor("checked")
        .end("inner_done")
        .fail("inner_failed", "cannot")
        .flow("inner_begin", "draft", "check", "checked")
        .flow("checked", "inner_failed", when="check.verdict == 'no'")
        .flow("checked", "inner_done", default=True)
    )
    unit = (
        Pool("p_unit", each=each)
        .start("asked", message="ask")
        .subprocess("part", inner)
        .boundary("late", "part", due="date(year, 12, 31)")
        .caught("failed", "part", "cannot")
        .user("why_late", "officer")
        .user("why_not", "officer")
        .end("unit_done", message="told")
        .flow("asked", "part", "unit_done")
        .flow("late", "why_late", "unit_done")
        .flow("failed", "why_not", "unit_done")
    )
    bloc = Pool("p").start().throw("ask_all", "ask").catch("all_in", "told", awaits="all").end()
    bloc.flow("begin", "ask_all", "all_in", "done")
    return drawn(bloc, unit, flows={"ask_all": ("asked",), "unit_done": ("all_in",)})


def steps(xml: bytes) -> Diagram:
    return read({"t.bpmn": xml.decode()}, "t")


def test_what_follows_from_breaking_off_stands_after_what_is_in_the_subprocess() -> None:
    names = [task.id for task in steps(broken_off()).tasks]
    assert names[:2] == ["draft", "check"]
    assert set(names[2:]) == {"why_late", "why_not"}


def test_what_follows_from_breaking_off_is_done_only_if_needed() -> None:
    assert {task.id for task in steps(broken_off()).tasks if task.needed} == {"draft", "check"}


def called_off_by_another(*, subprocess: bool) -> bytes:
    """Draw work that another pool may call off, which does so only by a way that is unusual."""
    main = Pool("p").start().throw("ask", "m_ask")
    if subprocess:
        inner = Pool("inner").start("inner_begin").user("write").end("inner_done")
        main.subprocess("part", inner.flow("inner_begin", "write", "inner_done"))
    else:
        main.user("part")
    main.boundary("off", "part", "m_off").user("put_off").end("stopped").end()
    main.flow("begin", "ask", "part", "done").flow("off", "put_off", "stopped")
    other = Pool("o").start("asked", message="m_ask").user("look").xor("q")
    other.end("fine").end("hold", "m_off").flow("asked", "look", "q")
    other.flow("q", "fine", default=True).flow("q", "hold", when="look.verdict == 'no'")
    return drawn(main, other, flows={"ask": ("asked",), "hold": ("off",)})


@pytest.mark.parametrize("subprocess", [True, False])
def test_what_follows_from_a_message_that_is_seldom_sent_is_done_only_if_needed(
    subprocess: bool,  # noqa: FBT001 - a table of two
) -> None:
    tasks = steps(called_off_by_another(subprocess=subprocess)).tasks
    needed = {task.id: task.needed for task in tasks}
    assert needed == {"write" if subprocess else "part": True, "look": True, "put_off": False}


@pytest.mark.parametrize(
    "dialect", ["http://camunda.org/schema/1.0/bpmn", "http://camunda.org/schema/zeebe/1.0"]
)
def test_sets_are_read_as_another_tool_writes_them(dialect: str) -> None:
    ours = broken_off().decode()
    theirs = ours.replace("http://spiffworkflow.org/bpmn/schema/1.0/core", dialect)
    assert theirs != ours
    assert steps(theirs.encode()).tasks == steps(ours.encode()).tasks
    assert {task.each for task in steps(theirs.encode()).tasks} == {"units"}


def test_a_step_knows_what_a_choice_leads_to_instead_of_it() -> None:
    pool = Pool("p").start().user("ask").xor("q").user("usual").user("other").xor("meet")
    pool.user("last").end().flow("begin", "ask", "q").flow("q", "usual", default=True)
    pool.flow("q", "other", when="ask.verdict == 'no'").flow("q", "meet", when="ask.n == 1")
    pool.flow("usual", "meet").flow("other", "meet", "last", "done")
    found = {task.id: set(task.instead) for task in steps(drawn(pool)).tasks}
    assert found == {
        "ask": set(),
        "usual": {"other", "last"},
        "other": {"usual", "last"},
        "last": set(),
    }
