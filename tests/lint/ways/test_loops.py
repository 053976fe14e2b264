"""A loop that is left at once or never: what its way out asks is changed by nothing in it."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from server.engine import findings
from server.engine.diagram.loops import loops
from server.engine.lint.values.value_types import DAY, choice, record
from tests.engine.drawings import Pool
from tests.lint.samples.diagrams import twice
from tests.lint.samples.material import KNOWN, diagram, with_diagram

OPENED = replace(
    KNOWN,
    facts=KNOWN.facts | {"opening"},
    types={**KNOWN.types, "opening": record({"kind": choice(("a", "b")), "until": DAY})},
)


def found(*pools: Pool, flows: Mapping[str, tuple[str, ...]] | None = None) -> set[tuple[str, str]]:
    text = diagram(*pools, flows=flows or {})
    return {(each.rule, each.element) for each in findings("t", with_diagram(text), OPENED)}


def again(when: str) -> Pool:
    """Draw a task before a loop of another, which is left by a choice alone."""
    pool = Pool("p").start().user("before").user("one").xor("q").end()
    pool.flow("begin", "before", "one", "q").flow("q", "one", default=True)
    return pool.flow("q", "done", when=when)


@pytest.mark.parametrize(
    ("when", "names"),
    [
        ("opening.kind == 'a'", "opening.kind"),
        ("before.verdict == 'adopt'", "before.verdict"),
        ("round > 1 or len(units) > 5", "round, units"),
        ("key == 'x' and before.verdict == 'adopt'", "before.verdict, key"),
    ],
)
def test_a_way_out_that_asks_what_stays_as_it_is_is_found(when: str, names: str) -> None:
    told = findings("t", with_diagram(diagram(again(when))), OPENED)
    assert [(each.rule, each.element, each.holes["names"]) for each in told] == [
        ("LOOP-FIXED", "q", names)
    ]


@pytest.mark.parametrize(
    "when",
    [
        "one.verdict == 'adopt'",
        "opening.kind == 'a' or one.verdict == 'adopt'",
        "opening.until > '2024-12-01'",
    ],
)
def test_a_way_out_that_may_change_is_let_pass(when: str) -> None:
    assert found(again(when)) == set()


def test_another_way_out_of_the_loop_lets_it_pass() -> None:
    pool = (
        again("opening.kind == 'a'").boundary("late", "one", due="deadlines.self_score").end("off")
    )
    assert found(pool.flow("late", "off")) == set()


def test_a_loop_within_which_another_is_left_is_found_by_its_own_way_out() -> None:
    pool = Pool("p").start().user("one").xor("inner").user("two").xor("outer").end()
    pool.flow("begin", "one", "inner").flow("inner", "two", default=True)
    pool.flow("inner", "one", when="one.verdict == 'return'")
    pool.flow("two", "outer").flow("outer", "one", default=True)
    assert found(pool.flow("outer", "done", when="opening.kind == 'a'")) == {
        ("LOOP-FIXED", "outer")
    }


def test_who_is_taken_out_by_others_needs_no_way_out() -> None:
    main = Pool("p").start().throw("ask", "asked").user("last").throw("off", "over").end()
    main.flow("begin", "ask", "last", "off", "done")
    other = Pool("o").start("on", "asked").user("one").xor("q").end("o_done")
    other.flow("on", "one", "q").flow("q", "one", default=True)
    other.flow("q", "o_done", when="opening.kind == 'a'")
    flows = {"ask": ("on",), "off": ("pool_o",)}
    assert ("LOOP-FIXED", "q") not in found(main, other, flows=flows)
    assert ("LOOP-FIXED", "q") in found(main, other, flows={"ask": ("on",)})


@pytest.mark.parametrize("missing", ["", "gone"])
def test_flows_that_lead_nowhere_and_come_from_nowhere_are_no_loop(missing: str) -> None:
    pool = Pool("p").start().user("one").end().flow("begin", "one", missing, "one")
    assert {rule for rule, _ in found(pool.flow(missing, "done"))} == {"FLOW-ENDS"}


@pytest.mark.parametrize(
    "when",
    [
        "not has(two)",
        "has(one) and not has(two)",
        "one.verdict == 'adopt' and not has(two)",
        "not (has(two) or one.verdict == 'adopt')",
    ],
)
def test_what_has_happened_in_a_loop_keeps_no_way_out_shut(when: str) -> None:
    assert found(twice(when)) == {("LOOP-STAYS", "q")}


@pytest.mark.parametrize("when", ["has(two)", "has(two) or one.verdict == 'adopt'"])
def test_what_has_happened_in_a_loop_may_open_a_way_out(when: str) -> None:
    assert found(twice(when)) == set()


def test_a_way_out_is_shut_for_good_by_one_within_that_is_always_taken_before_it() -> None:
    pool = Pool("p").start().user("one").xor("more").user("two").xor("q").end()
    pool.flow("begin", "one", "more").flow("more", "two", when="one.verdict == 'return'")
    pool.flow("more", "q", default=True).flow("two", "q").flow("q", "one", when="has(two)")
    assert found(pool.flow("q", "done", default=True)) == {("LOOP-STAYS", "q")}


def test_who_is_taken_out_by_others_may_be_shut_in_for_good() -> None:
    main = Pool("m").start("on").throw("ask", "asked").user("last").throw("off", "over").end("out")
    main.flow("on", "ask", "last", "off", "out")
    other = twice("not has(two)", "asked")
    flows = {"ask": ("begin",), "off": ("pool_p",)}
    assert ("LOOP-STAYS", "q") not in found(main, other, flows=flows)
    assert ("LOOP-STAYS", "q") in found(main, other, flows={"ask": ("begin",)})


def test_another_way_out_lets_one_be_shut_for_good() -> None:
    pool = twice("not has(two)").boundary("late", "one", due="deadlines.self_score").end("off")
    assert found(pool.flow("late", "off")) == set()


def test_elements_go_round_together_where_each_leads_to_the_others() -> None:
    ahead = {"a": "b", "b": "cd", "c": "a", "d": "e", "e": "ef", "f": ""}
    assert {*loops(ahead)} == {frozenset("abc"), frozenset("e")}
