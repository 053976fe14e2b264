"""Which tasks can be done before others, and which are never both done in one case."""

import pytest
from lxml import etree

from server.engine import Done, Precedence
from server.engine.diagram.drawing import draw
from tests.engine.drawings import Pool, drawn

Flows = dict[str, tuple[str, ...]]
STAYS = "opening.kind == 'annual'"


def order(*pools: Pool, flows: Flows | None = None) -> Precedence:
    return Precedence(draw(etree.fromstring(drawn(*pools, flows=flows or {}))))


def one_after_other(*, back: bool = False) -> Precedence:
    pool = Pool("p").start().user("one").user("two").xor("q").end()
    pool.flow("begin", "one", "two", "q").flow("q", "done", default=True)
    return order(pool.flow("q", "one", when="two.verdict == 'return'") if back else pool)


def either(*, when: str = "round > 1", back: bool = False) -> Precedence:
    """Draw a choice between two tasks, perhaps with a way back before it."""
    pool = Pool("p").start().xor("q").user("one").user("two").xor("r").end()
    pool.flow("begin", "q").flow("q", "one", when=when).flow("q", "two", default=True)
    pool.flow("one", "r").flow("two", "r").flow("r", "done", default=True)
    return order(pool.flow("r", "q", when="has(one)") if back else pool)


def split() -> Precedence:
    pool = Pool("p").start().parallel("s").user("one").user("two").parallel("j").user("last").end()
    pool.flow("begin", "s", "one", "j", "last", "done")
    return order(pool.flow("s", "two", "j"))


def asked(*, each: str = "") -> Precedence:
    """Draw a pool that asks another and waits for it."""
    main = Pool("m", each=each or None).start().user("one")
    main.throw("ask", "asked").catch("hear", "said").user("last").end()
    main.flow("begin", "one", "ask", "hear", "last", "done")
    other = Pool("o").start("on", "asked").user("two").end("off", "said").flow("on", "two", "off")
    return order(main, other, flows={"ask": ("on",), "off": ("hear",)})


def fixed(read: object) -> bool:
    return str(read).startswith("opening.")


@pytest.mark.parametrize(
    ("drawing", "task", "later"),
    [
        (one_after_other(), "one", {"one", "two"}),
        (one_after_other(), "two", {"two"}),
        (one_after_other(back=True), "one", set()),
        (either(), "one", {"one", "two"}),
        (either(back=True), "one", set()),
        (split(), "one", {"one", "last"}),
        (split(), "last", {"last"}),
        (asked(), "one", {"one", "two", "last"}),
        (asked(), "two", {"two", "last"}),
        (asked(each="units"), "one", {"one", "last"}),
    ],
)
def test_what_can_only_be_done_later(drawing: Precedence, task: str, later: set[str]) -> None:
    assert drawing.later(task) == later


@pytest.mark.parametrize(
    ("drawing", "apart"),
    [
        (one_after_other(), False),
        (either(), True),
        (either(back=True), False),
        (either(when=STAYS, back=True), True),
        (split(), False),
        (asked(), False),
    ],
)
def test_tasks_that_no_case_comes_to_both_of(drawing: Precedence, apart: bool) -> None:  # noqa: FBT001
    assert drawing.apart(Done("one"), Done("two"), fixed) is apart
    assert drawing.apart(Done("two"), Done("one"), fixed) is apart


@pytest.mark.parametrize(
    ("when", "value", "apart"),
    [
        ("one.verdict == 'no'", "yes", True),
        ("one.verdict == 'no'", "no", False),
        ("one.verdict != 'yes'", "yes", True),
        ("one.verdict in ['no', 'later'] and round > 1", "yes", True),
        ("one.verdict in ['no', 'later'] or round > 1", "yes", False),
        ("not (one.verdict == 'yes')", "yes", True),
        ("one.why == 'no'", "yes", False),
    ],
)
@pytest.mark.parametrize("asks", [True, False], ids=["another pool", "the same pool"])
def test_how_a_task_came_out_may_shut_the_other_out(
    when: str,
    value: str,
    apart: bool,  # noqa: FBT001
    asks: bool,  # noqa: FBT001
) -> None:
    pool = Pool("p").start().user("one").xor("q").end()
    pool.flow("begin", "one", "q").flow("q", "done", default=True)
    if asks:
        pool.throw("ask", "asked").flow("q", "ask", when=when).flow("ask", "done")
        other = Pool("o").start("on", "asked").user("two").end("off").flow("on", "two", "off")
        drawing = order(pool, other, flows={"ask": ("on",)})
    else:
        drawing = order(pool.user("two").flow("q", "two", when=when).flow("two", "done"))
    assert drawing.apart(Done("one", "verdict", value), Done("two"), fixed) is apart


def test_the_default_is_not_taken_where_a_condition_holds() -> None:
    pool = Pool("p").start().user("one").xor("q").user("two").end()
    pool.flow("begin", "one", "q").flow("q", "done", when="one.verdict == 'yes'")
    drawing = order(pool.flow("q", "two", default=True).flow("two", "done"))
    assert drawing.apart(Done("one", "verdict", "yes"), Done("two"), fixed)
    assert not drawing.apart(Done("one", "verdict", "no"), Done("two"), fixed)
