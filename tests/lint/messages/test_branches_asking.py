"""Two parallel branches that ask the same pool: whichever comes second would fail."""

import pytest

from server.engine import findings
from server.engine.diagram.branches import beside
from tests.engine.drawings import Pool
from tests.lint.samples.material import KNOWN, diagram, with_diagram


def asking(*, first: str = "units", second: str = "units", inside: bool = True) -> set[str]:
    """Let two branches ask the units, or the second ask after both; name who is found."""
    pool = Pool("p").start().parallel("split").user("one").user("two").parallel("join")
    pool.throw("ask_1", "m_ask", to=first).throw("ask_2", "m_ask", to=second)
    pool.catch("all_in", "m_in", "all").end().flow("split", "one", "ask_1", "join", "all_in")
    if inside:
        pool.flow("begin", "split", "two", "ask_2", "join").flow("all_in", "done")
    else:
        pool.flow("begin", "split", "two", "join").flow("all_in", "ask_2", "done")
    unit = Pool("u", each="units").start("asked", "m_ask").user("write").end("in", "m_in")
    flows = {"ask_1": ("asked",), "ask_2": ("asked",), "in": ("all_in",)}
    text = diagram(pool, unit.flow("asked", "write", "in"), flows=flows)
    told = findings("t", with_diagram(text), KNOWN)
    return {each.element for each in told if each.rule == "ASKED-TWICE"}


def test_two_branches_may_not_ask_the_same() -> None:
    assert asking() == {"ask_2"}


def test_who_asks_after_both_branches_waits_for_the_first_asked() -> None:
    assert asking(inside=False) == set()


def test_two_branches_that_ask_others_of_a_set_are_let_pass() -> None:
    assert asking(first="units[:1]", second="units[1:]") == set()


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ((("s", 0),), (("s", 1),), True),
        ((("s", 0), ("t", 0)), (("s", 0), ("t", 1)), True),
        ((("s", 0), ("t", 0)), (("s", 1),), True),
        ((("s", 0),), (("s", 0), ("t", 1)), False),
        ((("s", 0),), (("t", 1),), False),
        ((), (("s", 1),), False),
    ],
)
def test_elements_are_beside_each_other_where_one_split_parts_them(
    one: tuple[tuple[str, int], ...], other: tuple[tuple[str, int], ...], *, told: bool
) -> None:
    assert beside(one, other) is told
