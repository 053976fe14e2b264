"""A task's title holds what was typed: at the opening, in a step before, or in who asks."""

import pytest
from sqlalchemy.orm import Session

from tests.actions.cases.days.with_opening import Gathering
from tests.actions.cases.drawn import do
from tests.engine.drawings import Pool
from tests.worlds.rows import rows
from tests.worlds.worker import sound
from tests.worlds.year import Year

SAID = {
    "{subject}": ("Báo cáo {year} gấp", "Báo cáo {year} gấp"),
    "{opening.period}": ("6 tháng", "six months"),
    "{opening.themes}": ("Kinh phí, Nhân sự", "Money, People"),
    "{opening.public}": ("có", "yes"),
    "{opening.copies}": ("3", "3"),
    "{opening.budget}": ("1.500.000 đồng", "1,500,000 dong"),
    "{opening.last_day}": ("20/11/2024", "20/11/2024"),
    "{opening.unit}": ("Sở GD&ĐT", "Education and Training"),
    "{opening.units}": ("Sở GD&ĐT", "Education and Training"),
    "{opening.told}": ("Sở GD&ĐT, Sở Nội vụ", "Education and Training, Home Affairs"),
}
"""Each hole, with what is said of it in Vietnamese and English."""


def titles(session: Session, element: str) -> list[tuple[object, ...]]:
    found = "SELECT title_vi, title_en FROM task WHERE element = :e ORDER BY key"
    return rows(session, found, e=element)


def one(title: str) -> Pool:
    pool = Pool("main_").start().user("first", "leader", title=title).end()
    return pool.flow("begin", "first", "done")


@pytest.mark.parametrize("hole", SAID)
def test_a_hole_says_what_the_case_was_opened_with(year: Year, session: Session, hole: str) -> None:
    drawn = Gathering(pools=(one(f"Việc: {hole}"),))
    assert drawn.findings() == []
    drawn.open(year, session)
    vi, en = SAID[hole]
    assert titles(session, "first") == [(f"Việc: {vi}", f"Việc: {en}")]
    assert sound(year)


@pytest.mark.parametrize("hole", SAID)
def test_a_hole_of_a_field_that_may_be_left_out_is_refused(hole: str) -> None:
    name = hole.strip("{}").removeprefix("opening.").replace("subject", "title")
    drawn = Gathering(pools=(one(f"Việc: {hole}"),), optional=frozenset({name}))
    rule = "TITLE" if hole == "{subject}" else "TITLE-EMPTY"
    assert drawn.findings() == [(rule, "first")]


@pytest.mark.parametrize("hole", SAID)
def test_a_case_is_named_by_what_it_was_opened_with(
    year: Year, session: Session, hole: str
) -> None:
    drawn = Gathering(pools=(one("Việc"),), name=f"Tập hợp {hole}")
    assert drawn.findings() == []
    drawn.open(year, session)
    ((vi, en),) = rows(session, "SELECT title_vi, title_en FROM case_")
    assert (vi, en) == tuple(f"Tập hợp {said}" for said in SAID[hole])


@pytest.mark.parametrize("hole", SAID)
def test_a_case_is_not_named_by_what_may_be_left_out(hole: str) -> None:
    name = hole.strip("{}").removeprefix("opening.").replace("subject", "title")
    drawn = Gathering(pools=(one("Việc"),), name=hole, optional=frozenset({name}))
    assert drawn.findings() == [("HOLE", "name")]


@pytest.mark.parametrize("hole", ["{opening.title}", "{opening.nothing}", "{unit}", "{award}"])
def test_a_hole_nothing_fills_is_refused(hole: str) -> None:
    assert Gathering(pools=(one(f"Việc: {hole}"),)).findings() == [("TITLE", "first")]


def answered(title: str) -> Pool:
    main = Pool("main_").start().user("first", "leader").user("second", "leader", title=title)
    return main.end().flow("begin", "first", "second", "done")


def test_a_hole_says_what_a_step_before_came_to(year: Year, session: Session) -> None:
    drawn = Gathering(
        pools=(answered("Sau khi {first.verdict}"),),
        english={"Sau khi {first.verdict}": "After {first.verdict}", "Xong": "finished"},
    )
    assert drawn.findings() == []
    drawn.open(year, session)
    do(year, "first")
    assert titles(session, "second") == [("Sau khi Xong", "After finished")]


def asked(title: str, *, payload: str = "{}") -> Gathering:
    """Draw the leader asking those chosen at the opening, who are told and answer."""
    main = Pool("main_").start().user("first", "leader")
    main.throw("ask", "asked", payload, to="opening.told").catch("all_in", "answer", "all").end()
    main.flow("begin", "first", "ask", "all_in", "done")
    told = Pool("told_", each="told").start("asked_for", "asked")
    told.user("take", "recipient", title=title).end("taken", "answer")
    told.flow("asked_for", "take", "taken")
    holes = ', holes = ["first.verdict"]' if "{first.verdict}" in title else ""
    return Gathering(
        pools=(main, told),
        flows={"ask": ("asked_for",), "taken": ("all_in",)},
        top='bodies = ["home_affairs", "council", "chairman"]',
        tables=f'[sets]\ntold = {{ chosen = "opening.told", from = ["units", "bodies"]{holes} }}',
    )


def test_a_unit_and_a_body_are_named_in_their_titles(year: Year, session: Session) -> None:
    drawn = asked("{unit} nhận")
    assert drawn.findings() == []
    drawn.open(year, session)
    do(year, "first")
    assert {vi for vi, _ in titles(session, "take")} == {"Sở GD&ĐT nhận", "Sở Nội vụ nhận"}
    assert sound(year)


@pytest.mark.parametrize(
    ("hole", "payload"),
    [("{first.verdict}", "{}"), ("{asked_for.how}", "{'how': first.verdict}")],
    ids=["by the set", "by the message"],
)
def test_who_is_asked_reads_a_step_of_who_asks(
    year: Year, session: Session, hole: str, payload: str
) -> None:
    drawn = asked(f"Nhận: {hole}", payload=payload)
    assert drawn.findings() == []
    drawn.open(year, session)
    do(year, "first")
    assert [vi for vi, _ in titles(session, "take")] == ["Nhận: Xong"] * 2


def test_a_step_of_who_asks_that_the_set_does_not_name_is_refused() -> None:
    assert asked("Nhận: {first.nothing}").findings() == [("TITLE", "take")]
