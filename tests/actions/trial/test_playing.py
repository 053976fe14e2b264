"""What is played: bounds of forms, lines of tables, days, sets, and everybody's turn."""

import itertools

import pytest

from server.actions.definitions.deployed import build
from server.actions.trial import TimeLimit, Trial, try_definition, try_files
from server.actions.trial.ways import ways
from tests.actions.trial import small_processes as small
from tests.engine.drawings import Pool
from tests.lint.samples.material import table

AMOUNT = small.form(amount=small.number(100_000_000))


def passed(trial: Trial) -> set[str]:
    return set(trial.reached)


def test_a_number_is_tried_on_both_sides_of_what_it_is_compared_to() -> None:
    pool = (
        Pool("p")
        .start()
        .user("one", "leader", form="amount")
        .xor("q")
        .user("much", "leader", form="plain")
        .user("exactly", "leader", form="plain")
        .end()
        .flow("begin", "one", "q")
        .flow("q", "much", when="one.amount > 5000000")
        .flow("q", "exactly", when="one.amount == 5000000")
        .flow("q", "done", default=True)
        .flow("much", "done")
        .flow("exactly", "done")
    )
    trial = try_files("t", small.files(pool, amount=AMOUNT))
    assert (trial.problems, trial.unreached) == ((), ())


@pytest.mark.parametrize(
    "hold", ["hold", "hold.1", "hold-1", "a3c466ab-b271-4376-a427-f4c353d55ce8"]
)
def test_an_element_is_known_by_its_whole_id_whatever_that_looks_like(hold: str) -> None:
    other = f"b{hold[1:]}"
    pool = (
        Pool("p")
        .start()
        .user("one", "leader", form="amount")
        .user(hold, "leader", form="plain")
        .user(other, "leader", form="plain")
        .xor("q")
        .user("much", "leader", form="plain")
        .end()
        .flow("begin", "one", hold, other, "q")
        .flow("q", "much", when="one.amount > 5000000")
        .flow("q", "done", default=True)
        .flow("much", "done")
    )
    trial = try_files("t", small.files(pool, amount=AMOUNT))
    assert (trial.problems, trial.unreached) == ((), ())


OURS = (("< 7000", "'small'"), ("< 12345", "'middle'"), ("-", "'big'"))
FEEL = (("< 7000", '"small"'), ("[7000..12345)", '"middle"'), (">= 12345", '"big"'))
IN_FEEL = b'id="definitions" expressionLanguage="https://www.omg.org/spec/DMN/20230324/FEEL/"'


@pytest.mark.parametrize(("lines", "language"), [(OURS, b'id="definitions"'), (FEEL, IN_FEEL)])
def test_a_table_is_tried_by_each_of_its_lines(
    lines: tuple[tuple[str, str], ...], language: bytes
) -> None:
    pool = (
        Pool("p")
        .start()
        .user("one", "leader", form="amount")
        .rule("asked", "quota")
        .xor("q")
        .user("big", "leader", form="plain")
        .user("middle", "leader", form="plain")
        .end()
        .flow("begin", "one", "asked", "q")
        .flow("q", "big", when="asked.quota == 'big'")
        .flow("q", "middle", when="asked.quota == 'middle'")
        .flow("q", "done", default=True)
        .flow("big", "done")
        .flow("middle", "done")
    )
    asked = table(*lines, policy="FIRST", inputs=(("one.amount", "number", ""),))
    written = asked.replace(b'id="definitions"', language, 1).decode()
    files = {**small.files(pool, amount=AMOUNT), "quota.dmn": written}
    trial = try_files("t", files)
    assert (trial.problems, trial.unreached) == ((), ())


def test_a_timer_fires_when_its_day_has_come_and_none_of_a_later_day_before_it() -> None:
    pool = (
        Pool("p")
        .start()
        .user("one", "leader", form="plain")
        .boundary("late", "one", due="workdays(opened_on, 5)")
        .end()
        .end("over")
        .flow("begin", "one", "done")
        .flow("late", "over")
    )
    trial = try_files("t", small.files(pool))
    assert trial.unreached == ()
    days = {edge.stage.day for each in trial.played for edge in each.edges if edge.stage.day}
    assert days == {"2024-03-08"}


def test_sets_have_one_two_and_five_members_and_anybody_may_be_first() -> None:
    trial = try_files("t", small.asking_every_unit())
    assert trial.problems == ()
    assert [each.scenario.size for each in trial.played] == [1, 2, 5]
    (shown, *_) = ways(trial.played)
    assert [stage.key[-1:] for stage in shown.stages if stage.element == "one"] == ["1", "2"]


def test_members_that_stand_alike_are_worked_on_once() -> None:
    five = try_files("t", small.asking_every_unit()).played[-1]
    assert five.states < 10  # one for each number of units that have answered, not for each unit


def test_a_subprocess_is_played_like_everything_else() -> None:
    inner = (
        Pool("inner")
        .start("inner_begin")
        .user("one", "leader")
        .xor("inner_q")
        .end("inner_done")
        .fail("inner_failed", "refused")
        .flow("inner_begin", "one", "inner_q")
        .flow("inner_q", "inner_failed", when="one.verdict == 'return'")
        .flow("inner_q", "inner_done", default=True)
    )
    pool = (
        Pool("p")
        .start()
        .subprocess("part", inner)
        .caught("caught", "part", "refused")
        .user("mend", "leader", form="plain")
        .end()
        .flow("begin", "part", "done")
        .flow("caught", "mend", "done")
    )
    trial = try_files("t", small.files(pool))
    assert trial.problems == ()
    assert {"one", "mend", "caught"} <= passed(trial)


@pytest.mark.parametrize("due", ["P3D", "PT12H", "workdays(entered_on, 2)"])
def test_a_timer_that_counts_from_its_task_fires_also_in_a_loop(due: str) -> None:
    pool = Pool("p").start().xor("before").user("one", "leader", form="plain")
    pool.boundary("late", "one", due=due).user("two", "leader").xor("q").end()
    pool.flow("begin", "before", "one", "done").flow("late", "two", "q")
    pool.flow("q", "before", when="two.verdict == 'return'").flow("q", "done", default=True)
    trial = try_files("t", small.files(pool))
    assert (trial.problems, trial.unreached, trial.complete) == ((), (), True)


def test_hours_are_over_before_the_day_they_end_on() -> None:
    pool = Pool("p").start().events("wait").timer("hours", "PT30H").timer("days", "P1D")
    pool.user("never", "leader", form="plain").end()
    pool.flow("begin", "wait", "hours", "done").flow("wait", "days", "never", "done")
    assert try_files("t", small.files(pool)).unreached == ("days", "never")


def test_a_limit_of_time_leaves_each_bloc_its_share() -> None:
    model, ticks = build("t", small.asking_every_unit()), itertools.count()
    whole = try_definition(model)
    enough_for_one = whole.played[0].states + 2
    short = try_definition(model, limit=TimeLimit(enough_for_one, lambda: float(next(ticks))))
    assert whole.complete
    assert not short.complete
    assert not short.played[0].complete
    assert all(each.steps for each in short.played)
