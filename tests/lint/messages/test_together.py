"""Pools that are at work at once: nobody is asked by two of them, none is taken out unheard."""

from collections.abc import Mapping

import pytest

from server.engine import findings
from tests.engine.drawings import Pool
from tests.lint.samples.material import KNOWN, diagram, with_diagram


def found(*pools: Pool, flows: Mapping[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    """Name the findings of a drawing about who is asked and taken out."""
    files = with_diagram(diagram(*pools, flows=flows))
    told = [(each.rule, each.element) for each in findings("t", files, KNOWN)]
    return [each for each in told if each[0] not in {"LAYOUT", "MESSAGE-UNUSED"}]


def reviewer(name: str) -> Pool:
    """Draw who looks at what a unit has sent, and takes it or returns it."""
    pool = Pool(name, each="units").start(f"{name}_on", "m_sent").user(f"{name}_look")
    pool.xor(f"{name}_q").end(f"{name}_ok", "m_in").end(f"{name}_back", "m_ask", to="[key]")
    pool.flow(f"{name}_on", f"{name}_look", f"{name}_q")
    pool.flow(f"{name}_q", f"{name}_ok", default=True)
    return pool.flow(f"{name}_q", f"{name}_back", when=f"{name}_look.verdict == 'send_back'")


def reviewed(*, first: tuple[str, ...], second: tuple[str, ...]) -> list[tuple[str, str]]:
    """Let two look at once at what a unit sends; each takes out these where it returns it."""
    main = Pool("p").start().throw("ask", "m_ask").catch("all_in", "m_in", "all").end()
    unit = Pool("u", each="units").start("asked", "m_ask").user("write")
    unit.end("sent", "m_sent", to="[key]").flow("asked", "write", "sent")
    flows = {
        "ask": ("asked",),
        "sent": ("a_on", "b_on"),
        "a_back": ("asked", *first),
        "b_back": ("asked", *second),
        "a_ok": ("all_in",),
        "b_ok": ("all_in",),
    }
    pools = (main.flow("begin", "ask", "all_in", "done"), unit, reviewer("a"), reviewer("b"))
    return found(*pools, flows=flows)


def test_two_who_take_each_other_out_may_ask_the_same() -> None:
    assert reviewed(first=("pool_b",), second=("pool_a",)) == []


@pytest.mark.parametrize("first", [(), ("pool_b",)])
def test_two_who_do_not_take_each_other_out_may_not(first: tuple[str, ...]) -> None:
    told = reviewed(first=first, second=())
    assert {rule for rule, _ in told} == {"ASKED-TWICE"}
    assert {"a_back", "sent"} & {element for _, element in told}


def test_who_waits_for_another_may_ask_whom_that_one_has_asked() -> None:
    main = Pool("p").start().throw("begin_a", "m_a").catch("a_done", "m_a_done")
    main.throw("ask", "m_ask").end().flow("begin", "begin_a", "a_done", "ask", "done")
    helper = Pool("a").start("a_on", "m_a").throw("a_asks", "m_ask").catch("heard", "m_heard")
    helper.end("a_off", "m_a_done").flow("a_on", "a_asks", "heard", "a_off")
    other = Pool("u").start("asked", "m_ask").user("work").end("said", "m_heard")
    other.flow("asked", "work", "said")
    flows = {
        "begin_a": ("a_on",),
        "a_asks": ("asked",),
        "ask": ("asked",),
        "said": ("heard",),
        "a_off": ("a_done",),
    }
    assert found(main, helper, other, flows=flows) == []


def test_who_does_not_wait_for_another_may_not_ask_whom_that_one_asks() -> None:
    main = Pool("p").start().throw("begin_a", "m_a").user("look").throw("ask", "m_ask").end()
    main.flow("begin", "begin_a", "look", "ask", "done")
    helper = Pool("a").start("a_on", "m_a").user("think").end("a_asks", "m_ask")
    helper.flow("a_on", "think", "a_asks")
    other = Pool("u").start("asked", "m_ask").user("work").end("off").flow("asked", "work", "off")
    flows = {"begin_a": ("a_on",), "a_asks": ("asked",), "ask": ("asked",)}
    told = found(main, helper, other, flows=flows)
    assert sorted(told) == [("ASKED-TWICE", "a_asks"), ("ASKED-TWICE", "ask")]


def called_off(*between: str) -> list[tuple[str, str]]:
    """Call the units and call them off again, with these steps in between."""
    main = Pool("p").start().throw("ask", "m_ask").user("look").throw("stop", "m_stop").end()
    names = ("begin", "ask", *between, "stop", "done")
    main.flow(*names)
    unit = Pool("u", each="units").start("asked", "m_ask").user("work").end("off")
    unit.flow("asked", "work", "off")
    told = found(main, unit, flows={"ask": ("asked",), "stop": ("pool_u",)})
    return [each for each in told if each[0] == "TAKEN-OUT"]


def test_who_is_called_and_called_off_without_a_rest_between_is_taken_out_unheard() -> None:
    assert called_off() == [("TAKEN-OUT", "stop")]
    assert called_off("look") == []


def test_who_is_asked_in_a_subprocess_and_called_off_by_its_day_has_had_time() -> None:
    inner = Pool("part").start("p_on").throw("ask", "m_ask").catch("all_in", "m_in", "all")
    inner.end("p_off").flow("p_on", "ask", "all_in", "p_off")
    main = Pool("p").start().subprocess("prep", inner).boundary("late", "prep", due="P5D")
    main.throw("stop", "m_stop").end().flow("begin", "prep", "done").flow("late", "stop", "done")
    unit = Pool("u", each="units").start("asked", "m_ask").user("work").end("off", "m_in")
    unit.flow("asked", "work", "off")
    flows = {"ask": ("asked",), "off": ("all_in",), "stop": ("pool_u",)}
    assert found(main, unit, flows=flows) == []


@pytest.mark.parametrize(("waits", "twice"), [("all", set()), (None, {"ask", "tell"})])
def test_a_wait_for_all_goes_on_only_after_another_has_asked_them(
    waits: str | None, twice: set[str]
) -> None:
    """Again and again a secretary asks the units, and the main process waits for them."""
    main = Pool("p").start().throw("tell", "m_tell").catch("all_in", "m_in", waits)
    main.user("look").xor("fine").end().flow("begin", "tell", "all_in", "look", "fine")
    main.flow("fine", "tell", when="look.verdict == 'send_back'").flow("fine", "done", default=True)
    secretary = Pool("s").start("told", "m_tell").user("prepare").throw("ask", "m_ask")
    secretary.end("prepared").flow("told", "prepare", "ask", "prepared")
    unit = Pool("u", each="units").start("asked", "m_ask").user("work").end("answered", "m_in")
    unit.flow("asked", "work", "answered")
    flows = {"tell": ("told",), "ask": ("asked",), "answered": ("all_in",)}
    told = found(main, secretary, unit, flows=flows)
    assert {element for rule, element in told if rule == "ASKED-TWICE"} == twice
