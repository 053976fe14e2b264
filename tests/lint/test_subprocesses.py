"""The linter looks into subprocesses as into the process around them."""

import pytest

from server.engine import findings
from tests.engine.drawings import Pool
from tests.lint.samples.material import KNOWN, diagram, with_diagram
from tests.lint.samples.subprocesses import CALLING, GOOD, WRONG, read_after


def test_a_subprocess_with_a_timer_and_an_error_is_clean() -> None:
    assert findings("t", GOOD, KNOWN) == ()


@pytest.mark.parametrize("name", sorted(WRONG))
def test_what_is_wrong_in_a_subprocess_is_found_there(name: str) -> None:
    rule, element, files = WRONG[name]
    assert (rule, element) in [(each.rule, each.element) for each in findings("t", files, KNOWN)]


def test_what_a_subprocess_may_have_set_can_be_asked_for_after_it() -> None:
    asked = with_diagram(diagram(read_after("has(one) and one.verdict == 'return'")))
    assert findings("t", asked, KNOWN) == ()


def test_a_call_of_another_process_is_one_finding() -> None:
    assert [(each.rule, each.element) for each in findings("t", CALLING, KNOWN)] == [
        ("CALL", "one")
    ]


@pytest.mark.parametrize("waits", [True, False])
def test_who_is_asked_in_a_subprocess_may_not_be_asked_there_again_before_they_are_in(
    *,
    waits: bool,
) -> None:
    inner = Pool("inner").start("in_1").throw("ask", "m_ask").end("out_1")
    inner.flow("in_1", "ask", "out_1")
    main = Pool("p").start().subprocess("sub", inner).catch("all_in", "m_done", "all").user("look")
    main.xor("fine").end().flow("fine", "sub", when="look.verdict == 'send_back'")
    if waits:
        main.flow("begin", "sub", "all_in", "look", "fine").flow("fine", "done", default=True)
    else:
        main.flow("begin", "sub", "look", "fine").flow("fine", "all_in", default=True)
        main.flow("all_in", "done")
    unit = Pool("q", each="units").start("asked", "m_ask").user("work").end("answered", "m_done")
    flows = {"ask": ("asked",), "answered": ("all_in",)}
    drawn = diagram(main, unit.flow("asked", "work", "answered"), flows=flows)
    found = [(each.rule, each.element) for each in findings("t", with_diagram(drawn), KNOWN)]
    assert found == ([] if waits else [("ASKED-TWICE", "ask")])
