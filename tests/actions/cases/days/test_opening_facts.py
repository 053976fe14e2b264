"""What a case was opened with steers it: the linter and the running case read it alike."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from server.actions.steps.opening import due_of
from server.domain.canonical import Json
from server.domain.cases.opening import AlreadyOpened
from server.domain.deadlines import add_working_days, end_of_day, local_day
from server.public_holidays import national
from tests.actions.cases.days.with_opening import TYPED, Gathering
from tests.actions.cases.drawn import do, open_now, state
from tests.engine.drawings import Pool
from tests.worlds.rows import rows
from tests.worlds.worker import sound
from tests.worlds.year import SCHOOL, Year

TRUE = {
    "a choice": "opening.period == 'six_month'",
    "choices": "'money' in opening.themes and len(opening.themes) == 2",
    "a box": "opening.public",
    "a whole number": "opening.copies >= 3",
    "an amount": "opening.budget > 1000000",
    "a day": "opening.last_day > date(2024, 11, 1)",
    "a day beside the opening": "opening.last_day >= opened_on",
    "a unit": f"opening.unit == '{SCHOOL}' and opening.unit in units",
    "units": f"'{SCHOOL}' in opening.units",
    "units and bodies": "len(opening.told) == 2",
    "the opener": "opened_by == 'bac-giang/so-khcn/head'",
    "the day of opening": "workdays(opened_on, 3) > opened_on",
}
"""A condition for each type that holds of what is typed."""
OPTIONAL = {
    "a choice": ("period", "opening.period == None"),
    "choices": ("themes", "not opening.themes"),
    "a box": ("public", "not opening.public"),
    "a number": ("copies", "opening.copies == None or opening.copies > 3"),
    "an amount": ("budget", "opening.budget == None or opening.budget > 3"),
    "a day": ("last_day", "opening.last_day == None or opening.last_day < opened_on"),
    "a unit": ("unit", "opening.unit == None"),
    "units": ("units", "not opening.units"),
}
"""The same of a field that was left out."""
UNGUARDED = {
    "a number": ("copies", "opening.copies > 3", "TYPE-NOTHING"),
    "a day": ("last_day", "opening.last_day < opened_on", "TYPE-NOTHING"),
    "a list": ("units", "len(opening.units) > 1", "TYPE-NOTHING"),
    "a member": ("units", f"'{SCHOOL}' in opening.units", "TYPE-NOTHING"),
}
"""Readings of a field that may be left out and that fail where it is."""


def choosing(when: str) -> Pool:
    main = Pool("main_").start().user("first", "leader").xor("way").user("yes", "leader")
    main.user("no", "leader").end().flow("begin", "first", "way").flow("way", "yes", when=when)
    return main.flow("way", "no", default=True).flow("yes", "done").flow("no", "done")


@pytest.mark.parametrize("what", TRUE)
def test_a_condition_reads_what_was_typed(year: Year, session: Session, what: str) -> None:
    drawn = Gathering(pools=(choosing(TRUE[what]),))
    assert drawn.findings() == []
    drawn.open(year, session)
    do(year, "first")
    assert open_now(year) == ["yes"]
    assert sound(year)


@pytest.mark.parametrize("what", OPTIONAL)
def test_what_was_left_out_is_none(year: Year, session: Session, what: str) -> None:
    name, when = OPTIONAL[what]
    drawn = Gathering(pools=(choosing(when),), optional=frozenset({name}))
    assert drawn.findings() == []
    drawn.open(year, session, **{name: None})
    do(year, "first")
    assert open_now(year) == ["yes"]


@pytest.mark.parametrize("what", UNGUARDED)
def test_what_may_be_left_out_is_asked_for_first(what: str) -> None:
    name, when, rule = UNGUARDED[what]
    drawn = Gathering(pools=(choosing(when),), optional=frozenset({name}))
    assert rule in {each for each, _ in drawn.findings()}


@pytest.mark.parametrize("when", ["opening.nothing == 'a'", "opening.title == 'a'"])
def test_a_field_that_steers_nothing_is_refused(when: str) -> None:
    assert {rule for rule, _ in Gathering(pools=(choosing(when),)).findings()} == {"VARIABLE-FIELD"}


DAYS = {
    "typed": ("opening.last_day", "2024-11-20"),
    "reckoned from it": ("workdays(opening.last_day, 1)", "2024-11-21"),
    "chosen by it": ("opening.last_day if opening.public else None", "2024-11-20"),
}


@pytest.mark.parametrize("what", DAYS)
def test_a_task_is_due_on_a_day_of_the_opening(year: Year, session: Session, what: str) -> None:
    due, day = DAYS[what]
    main = Pool("main_").start().user("first", "leader", due=due, remind="1").end()
    drawn = Gathering(pools=(main.flow("begin", "first", "done"),))
    assert drawn.findings() == []
    drawn.open(year, session)
    assert rows(session, "SELECT due FROM task") == [(due_of(day),)]
    assert sound(year)


def test_working_days_are_counted_from_the_opening(year: Year, session: Session) -> None:
    main = Pool("main_").start().user("first", "leader", due="workdays(opened_on, 3)").end()
    Gathering(pools=(main.flow("begin", "first", "done"),)).open(year, session)
    opened = local_day(year.now)
    third = add_working_days(opened, 3, national())
    assert rows(session, "SELECT due FROM task") == [(due_of(third.isoformat()),)]


def waiting(due: str) -> Pool:
    main = Pool("main_").start().user("first", "leader").timer("wait", due)
    main.user("second", "leader").end()
    return main.flow("begin", "first", "wait", "second", "done")


def bounded(due: str) -> Pool:
    main = Pool("main_").start().user("first", "leader").user("third", "leader")
    main.boundary("late", "third", due=due).user("second", "leader").end()
    main.flow("begin", "first", "third", "done").flow("late", "second", "done")
    return main


@pytest.mark.parametrize("what", DAYS)
@pytest.mark.parametrize("drawing", [waiting, bounded], ids=["a wait", "a boundary"])
def test_a_timer_fires_after_a_day_of_the_opening(
    year: Year, session: Session, what: str, drawing: object
) -> None:
    due, day = DAYS[what]
    assert callable(drawing)
    if drawing is waiting:  # alone in the way, it has to have a day
        due = due.replace("None", "opened_on")
    drawn = Gathering(pools=(drawing(due),))
    assert drawn.findings() == []
    drawn.open(year, session)
    do(year, "first")
    ends = end_of_day(date.fromisoformat(day))
    assert year.fire_due(ends - timedelta(minutes=1)) == []
    assert year.fire_due(ends) == [True]
    assert open_now(year) == ["second"]
    assert sound(year)


def asking(to: str) -> Gathering:
    main = Pool("main_").start().throw("ask", "asked", to=to).catch("all_in", "answer", "all").end()
    main.flow("begin", "ask", "all_in", "done")
    told = Pool("told_", each="told").start("asked_for", "asked").user("take", "recipient")
    told.end("taken", "answer").flow("asked_for", "take", "taken")
    return Gathering(
        pools=(main, told),
        flows={"ask": ("asked_for",), "taken": ("all_in",)},
        top='bodies = ["home_affairs", "council", "chairman"]',
        tables='[sets]\ntold = { chosen = "opening.told", from = ["units", "bodies"] }',
    )


@pytest.mark.parametrize(
    ("to", "keys"),
    [
        ("opening.told", ["bac-giang/so-gddt", "bac-giang/so-noi-vu"]),
        ("opening.units", [SCHOOL]),
        ("[opening.unit]", [SCHOOL]),
    ],
)
def test_who_was_chosen_at_the_opening_is_asked(
    year: Year, session: Session, to: str, keys: list[str]
) -> None:
    drawn = asking(to)
    assert drawn.findings() == []
    drawn.open(year, session)
    assert sorted(task.key for task in year.tasks("take")) == keys
    for key in keys:
        do(year, "take", key=key)
    assert state(session) == "closed"
    assert sound(year)


ONE: Mapping[str, tuple[str, Mapping[str, Json]]] = {
    "a choice": ("opening.period", {"period": "annual"}),
    "a box": ("opening.public", {"public": False}),
    "a number": ("opening.copies", {"copies": 4}),
    "a day": ("opening.last_day", {"last_day": "2024-11-21"}),
    "a unit": ("opening.unit", {"unit": "bac-giang/so-tttt"}),
}


@pytest.mark.parametrize("what", ONE)
def test_one_stands_for_each_value(year: Year, session: Session, what: str) -> None:
    one, other = ONE[what]
    main = Pool("main_").start().user("first", "leader").end().flow("begin", "first", "done")
    drawn = Gathering(pools=(main,), opening=f'by = ["leader"]\none = "{one}"')
    assert drawn.findings() == []
    drawn.open(year, session)
    with pytest.raises(AlreadyOpened):
        drawn.open(year, session)
    drawn.open(year, session, **other)


UNSURE = {
    "recipients": lambda: asking("opening.told"),
    "one recipient": lambda: asking("[opening.unit] + opening.units"),
    "a sum": lambda: Gathering(pools=(choosing("opening.copies + 1 == 2"),)),
    "a day reckoned from": lambda: Gathering(pools=(waiting("workdays(opening.last_day, 1)"),)),
    "the first of a list": lambda: Gathering(pools=(choosing("opening.units[0] == opening.unit"),)),
}
"""Readings that fail where the field was left out."""


@pytest.mark.parametrize("what", UNSURE)
def test_nothing_is_made_of_what_may_be_left_out(what: str) -> None:
    optional = frozenset({"told", "units", "copies", "last_day"})
    found = replace(UNSURE[what](), optional=optional).findings()
    assert {rule for rule, _ in found} == {"TYPE-NOTHING"}


UNTYPED = {
    "a truth": "op.ok == 'yes'",
    "a number": "op.present == 'two'",
}
"""Answers of a quorum compared with what they never are."""


@pytest.mark.parametrize("what", UNTYPED)
def test_what_an_operation_answers_has_its_type(what: str) -> None:
    main = Pool("main_").start().service("op", "quorum", present="units").xor("way")
    main.user("yes", "leader").end().flow("begin", "op", "way")
    main.flow("way", "yes", when=UNTYPED[what]).flow("way", "done", default=True)
    found = Gathering(pools=(main.flow("yes", "done"),)).findings()
    assert "TYPE-COMPARED" in {rule for rule, _ in found}


def test_a_payload_carries_what_was_typed(year: Year, session: Session) -> None:
    drawn = asking("opening.told")
    main, told = drawn.pools
    carried = "{'day': opening.last_day, 'how': opening.period}"
    main.body[1] = Pool("x_").throw("ask", "asked", carried, to="opening.told").body[0]
    main.messages.add("asked")
    told.body[1] = Pool("y_").user("take", "recipient", due="asked_for.day").body[0]
    assert drawn.findings() == []
    drawn.open(year, session)
    due = due_of(str(TYPED["last_day"]))
    assert rows(session, "SELECT due FROM task WHERE element = 'take'") == [(due,)] * 2
