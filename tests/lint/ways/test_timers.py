"""A timer that stands alone in the way has a day, whatever the case is about."""

from dataclasses import replace

import pytest

from server.engine import findings
from server.engine.lint.values.value_types import DAY, record
from tests.engine.drawings import Pool
from tests.lint.samples.material import KNOWN, diagram, with_diagram

OPENED = replace(
    KNOWN,
    facts=KNOWN.facts | {"opening"},
    types={
        **KNOWN.types,
        "opening": record(
            {
                "until": DAY.or_nothing(),
                "day": DAY,
                "held": replace(DAY, latest="today"),
                "begun": replace(DAY, latest="held"),
                "bound": replace(DAY, latest="day"),
            }
        ),
    },
)


def found(*pools: Pool, flows: dict[str, tuple[str, ...]] | None = None) -> set[tuple[str, str]]:
    files = with_diagram(diagram(*pools, flows=flows or {}))
    return {(each.rule, each.element) for each in findings("t", files, OPENED)}


def alone(until: str) -> Pool:
    pool = Pool("p").start().user("one").timer("on_day", until).end()
    return pool.flow("begin", "one", "on_day", "done")


@pytest.mark.parametrize(
    "until",
    [
        "opening.until",
        "None if opening.day > '2030-01-01' else opening.day",
        "opening.until if mode == 'open' else opening.day",
        "'P3D' if mode == 'open' else None",
    ],
)
def test_a_day_that_may_be_left_out_stands_not_alone_in_the_way(until: str) -> None:
    assert found(alone(until)) == {("TIMER-NEVER", "on_day")}


@pytest.mark.parametrize(
    "until",
    [
        "opening.day",
        "deadlines.self_score",
        "workdays(entered_on, 3)",
        "opening.until or deadlines.self_score",
        "opening.until if opening.until != None else opening.day",
        "P3D",
    ],
)
def test_a_day_there_always_is_is_let_pass(until: str) -> None:
    assert found(alone(until)) == set()


def test_beside_a_task_a_timer_without_a_day_never_breaks_off() -> None:
    pool = Pool("p").start().user("one").boundary("late", "one", due="opening.until").end()
    pool.end("off")
    assert found(pool.flow("begin", "one", "done").flow("late", "off")) == set()


def test_what_others_end_may_wait_for_ever() -> None:
    main = Pool("p").start().throw("ask", "asked").user("last").throw("off", "over").end()
    main.flow("begin", "ask", "last", "off", "done")
    other = Pool("o").start("on", "asked").timer("on_day", "opening.until").end("o_done")
    other.flow("on", "on_day", "o_done")
    taken_out: dict[str, tuple[str, ...]] = {"ask": ("on",), "off": ("pool_o",)}
    assert ("TIMER-NEVER", "on_day") not in found(main, other, flows=taken_out)
    assert ("TIMER-NEVER", "on_day") in found(main, other, flows={"ask": ("on",)})


@pytest.mark.parametrize(
    "until",
    [
        "date(2024, 12, 31)",
        "'2024-12-31'",
        "workdays(date(2024, 12, 31), 3)",
        "min(opening.day, date(2024, 12, 31))",
        "opening.day if mode == 'open' else date(2024, 12, 31)",
    ],
)
def test_a_day_of_one_year_is_refused_in_a_timer_and_for_a_task(until: str) -> None:
    assert found(alone(until)) == {("DATE-FIXED", "on_day")}
    pool = Pool("p").start().user("one", due=until).end().flow("begin", "one", "done")
    assert found(pool) == {("DATE-FIXED", "one")}


@pytest.mark.parametrize(
    "until",
    [
        "date(2900, 12, 31)",
        "max(opening.day, date(2024, 12, 31))",
        "opening.day if opening.day > '2024-12-31' else workdays(entered_on, 3)",
    ],
)
def test_a_day_that_only_a_later_one_is_held_against_is_let_pass(until: str) -> None:
    assert found(alone(until)) == set()


@pytest.mark.parametrize(
    "until",
    [
        "opening.held",
        "opening.begun",
        "min(opening.held, opening.day)",
        "max([opening.held, opening.begun])",
        "opening.day if mode == 'open' else opening.held",
    ],
)
def test_a_day_up_to_today_is_refused_in_a_timer_and_for_a_task(until: str) -> None:
    assert found(alone(until)) == {("DAY-PAST", "on_day")}
    pool = Pool("p").start().user("one", due=until).end().flow("begin", "one", "done")
    assert found(pool) == {("DAY-PAST", "one")}


@pytest.mark.parametrize(
    "until", ["max(opening.held, opening.day)", "workdays(opening.held, 10)", "opening.bound"]
)
def test_a_day_that_only_begins_up_to_today_is_let_pass(until: str) -> None:
    assert found(alone(until)) == set()
