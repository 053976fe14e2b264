"""Who begins only when an event waits no more cannot be waited for."""

import pytest

from server.engine import findings
from tests.engine.drawings import Pool
from tests.lint.samples.material import KNOWN, diagram, with_diagram


def inner(*elements: str) -> Pool:
    """Draw what a subprocess holds: a step, and where it is wanted who asks."""
    pool = Pool("inner").start("inside").user("work")
    if "ask" in elements:
        pool.throw("ask", "m_ask")
    return pool.end("out").flow("inside", *elements, "out")


def found(main: Pool, *, by: str = "off", middle: bool = False) -> set[tuple[str, str]]:
    """Lint a process that is told something by whom it asks, or by whom that one asks."""
    asked = Pool("q").start("on", "m_ask").user("reply")
    flows = {"ask": ("on",)}
    pools = [main, asked]
    if middle:
        asked.end("pass_on", "m_next").flow("on", "reply", "pass_on")
        last = Pool("r").start("on_2", "m_next").user("see").end("says", f"m_{by}")
        pools.append(last.flow("on_2", "see", "says"))
        flows |= {"pass_on": ("on_2",), "says": (by,)}
    else:
        asked.end("says", f"m_{by}").flow("on", "reply", "says")
        flows |= {"says": (by,)}
    several = findings("t", with_diagram(diagram(*pools, flows=flows)), KNOWN)
    return {(each.rule, each.element) for each in several}


def around(inside: Pool) -> Pool:
    """Begin a process with a subprocess that a message ends."""
    main = Pool("p").start().subprocess("sub", inside).boundary("off", "sub", "m_off").end()
    return main.flow("off", "done")


@pytest.mark.parametrize("middle", [False, True])
def test_a_subprocess_is_not_ended_by_who_begins_after_it(*, middle: bool) -> None:
    after = around(inner("work")).throw("ask", "m_ask").flow("begin", "sub", "ask", "done")
    assert found(after, middle=middle) == {("MESSAGE-LATE", "off")}
    before = around(inner("work")).throw("ask", "m_ask").flow("begin", "ask", "sub", "done")
    assert found(before, middle=middle) == set()
    within = around(inner("ask", "work")).flow("begin", "sub", "done")
    assert found(within, middle=middle) == set()


def test_who_is_asked_behind_the_event_alone_comes_too_late_for_it() -> None:
    main = Pool("p").start().subprocess("sub", inner("work")).boundary("off", "sub", "m_off").end()
    main.throw("ask", "m_ask").flow("begin", "sub", "done").flow("off", "ask", "done")
    assert found(main) == {("MESSAGE-LATE", "off")}


def test_who_is_asked_in_one_lap_is_there_in_the_next() -> None:
    main = around(inner("work")).throw("ask", "m_ask").user("again").xor("q")
    main.flow("begin", "sub", "again", "q").flow("q", "ask", when="again.verdict == 'send_back'")
    main.flow("q", "done", default=True).flow("ask", "sub")
    assert ("MESSAGE-LATE", "off") not in found(main)


def test_who_is_asked_in_a_branch_beside_is_there() -> None:
    main = around(inner("work")).parallel("split").throw("ask", "m_ask").parallel("join")
    main.flow("begin", "split", "sub", "join", "done").flow("split", "ask", "join")
    assert ("MESSAGE-LATE", "off") not in found(main)


def test_a_plain_catch_and_one_of_a_choice_are_not_told_by_who_begins_behind_them() -> None:
    plain = Pool("p").start().catch("off", "m_off").throw("ask", "m_ask").user("look").end()
    plain.flow("begin", "off", "ask", "look", "done")
    assert ("MESSAGE-LATE", "off") in found(plain)
    choice = Pool("p").start().events("g").catch("off", "m_off").timer("t", "deadlines.approve")
    choice.throw("ask", "m_ask").user("look").end()
    choice.flow("begin", "g", "off", "done").flow("g", "t", "ask", "look", "done")
    assert ("MESSAGE-LATE", "off") in found(choice)
