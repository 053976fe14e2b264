"""A deadline is extended by who runs the case, and everything that hangs on it follows."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from server.actions.cases import extend_deadline
from server.actions.cases.extend_deadline import Extension
from server.actions.cases.extendable import extendable
from server.actions.definitions.deployed import rules_of
from server.actions.steps.opening import due_of
from server.domain.cases.extension import (
    ExtensionDayMissing,
    ExtensionPast,
    ExtensionReasonMissing,
    ExtensionTooFar,
    NoSuchDeadline,
    NotLater,
    NotYoursToExtend,
)
from server.domain.deadlines import end_of_day
from server.domain.people.delegations import Scope
from server.domain.refusals import Refusal
from server.domain.tasks.work import NotThere
from server.store.cases import cases
from tests.actions.cases.days.with_opening import Gathering
from tests.actions.cases.drawn import do, open_now
from tests.engine.drawings import Pool
from tests.worlds.rows import rows
from tests.worlds.worker import sound
from tests.worlds.year import LEADER, SCHOOL, Year

HEAD, SECRETARY = f"{LEADER}/head", f"{LEADER}/secretary"
WHY = "Lũ lụt, nhiều đơn vị chưa kịp nộp"
LAST, LATER = date(2024, 11, 20), date(2024, 11, 29)
DUE = {
    "typed at the opening": ("opening.last_day", "opening.last_day", LAST),
    "reckoned from it": ("workdays(opening.last_day, 1)", "opening.last_day", LAST),
    "of the bloc-year, by its id": ("self_score", "deadlines.self_score", None),
    "of the bloc-year": ("deadlines.self_score", "deadlines.self_score", None),
    "reckoned from the opening": ("workdays(opened_on, 3)", "=.workdays(opened_on, 3)", None),
}
"""A due date, the day that is extended, and which one it is."""


def extended(
    year: Year,
    deadline: str = "opening.last_day",
    *,
    to: date | None = LATER,
    reason: str = WHY,
    post: str = HEAD,
) -> Extension:
    with year.begin() as session:
        return extend_deadline.extend(
            session,
            year.case_id,
            deadline=deadline,
            to=to,
            reason=reason,
            actor=year.holder(post),
            now=year.tick(),
        )


def due(session: Session, element: str) -> object:
    return rows(session, "SELECT due FROM task WHERE element = :e", e=element)[0][0]


def days(year: Year) -> list[tuple[str, date]]:
    with year.begin() as session:
        case = cases.read(session, year.case_id)
        assert case is not None
        found = extendable(session, case, rules_of(session, case.rules_digest))
    return [(each.id, each.day) for each in found]


def two(due: str, **named: str) -> Gathering:
    """Draw a task that is due, a boundary timer of the same day, and a task after it."""
    expression = f"deadlines.{due}" if due.isidentifier() else due
    main = Pool("main_").start().user("first", "secretary", due=due, **named)
    main.boundary("late", "first", due=expression).user("after", "leader", due=due)
    main.user("second", "leader").end()
    main.flow("begin", "first", "after", "done").flow("late", "second", "done")
    return Gathering(pools=(main,))


@pytest.mark.parametrize("what", DUE)
def test_a_task_its_timer_and_what_opens_later_follow(
    year: Year, session: Session, what: str
) -> None:
    source, path, before = DUE[what]
    drawn = two(source, remind="3", escalate="1")
    assert drawn.findings() == []
    drawn.open(year, session)
    old = due(session, "first")
    assert path in dict(days(year))
    to = max(LATER, dict(days(year))[path] + timedelta(days=9))
    done = extended(year, path, to=to)
    assert (done.deadline.day, done.tasks, done.timers) == (before or done.deadline.day, 1, 1)
    new = due(session, "first")
    assert new > old  # type: ignore[operator]
    assert rows(session, "SELECT due FROM timer") == [(new,)]
    ((remind,),) = rows(session, "SELECT day FROM reminder WHERE kind = 'remind'")
    assert year.now.date() < remind < new.date()  # type: ignore[attr-defined]
    assert rows(session, "SELECT state FROM reminder") == [("planned",)] * 2
    assert dict(days(year))[path] == to
    do(year, "first")
    assert due(session, "after") == new
    assert sound(year)


def test_a_timer_does_not_fire_on_the_old_day_but_on_the_new(year: Year, session: Session) -> None:
    two("opening.last_day").open(year, session)
    extended(year)
    assert year.fire_due(end_of_day(LAST)) == []
    assert year.fire_due(end_of_day(LATER)) == [True]
    assert open_now(year) == ["second"]
    assert sound(year)


def test_history_keeps_who_why_and_from_when_to_when(year: Year, session: Session) -> None:
    two("opening.last_day").open(year, session)
    extended(year, post=SECRETARY)
    ((event,),) = rows(
        session,
        "SELECT p.payload FROM event e JOIN event_payload p ON p.event_id = e.id"
        " WHERE e.kind = 'deadline.extended'",
    )
    for said in (WHY, "2024-11-20", "2024-11-29", "opening.last_day", SECRETARY):
        assert said in str(event)


def asked() -> Gathering:
    """Draw the leader typing a day, and two units that are asked to work by it."""
    main = Pool("main_").start().user("first", "leader", form="dated")
    main.throw("ask", "asked", "{'day': first.day}", to="opening.told")
    main.catch("all_in", "answer", "all").end()
    main.flow("begin", "first", "ask", "all_in", "done")
    told = Pool("told_", each="told").start("asked_for", "asked")
    told.user("take", "recipient", due="asked_for.day").end("taken", "answer")
    told.flow("asked_for", "take", "taken")
    return Gathering(
        pools=(main, told),
        flows={"ask": ("asked_for",), "taken": ("all_in",)},
        top='bodies = ["home_affairs", "council", "chairman"]',
        tables='[sets]\ntold = { chosen = "opening.told", from = ["units", "bodies"] }',
    )


def test_a_day_typed_in_a_task_is_extended_for_one_of_those_asked(
    year: Year, session: Session
) -> None:
    drawn = asked()
    assert drawn.findings() == []
    drawn.open(year, session)
    do(year, "first", {"day": "2024-11-20"})
    ((one, _), (_, _)) = days(year)
    done = extended(year, one)
    assert done.deadline.about.vi in {"Sở GD&ĐT", "Sở Nội vụ"}
    assert done.tasks == 1
    found = [each for (each,) in rows(session, "SELECT due FROM task WHERE element = 'take'")]
    assert sorted(found) == [due_of("2024-11-20"), due_of("2024-11-29")]
    assert sound(year)


def test_duties_on_the_board_follow(year: Year, session: Session) -> None:
    main = Pool("main_").start().user("first", "leader").end().flow("begin", "first", "done")
    drawn = Gathering(
        pools=(main,),
        tables='[milestones]\nmade = { task = "first", outcome = "go", '
        'due = "workdays(opening.last_day, 1)" }',
    )
    assert drawn.findings() == []
    drawn.open(year, session)
    assert extended(year).duties == 1
    assert rows(session, "SELECT due FROM duty") == [(date(2024, 12, 2),)]
    assert sound(year)


REFUSED: dict[str, tuple[dict[str, object], type[Refusal]]] = {
    "the same day": ({"to": LAST}, NotLater),
    "an earlier day": ({"to": date(2024, 11, 19)}, NotLater),
    "a day that is over": ({"to": date(2024, 11, 21)}, ExtensionPast),
    "a day far away": ({"to": date(2026, 1, 1)}, ExtensionTooFar),
    "no day": ({"to": None}, ExtensionDayMissing),
    "no reason": ({"reason": "  "}, ExtensionReasonMissing),
    "another deadline": ({"deadline": "deadlines.self_score"}, NoSuchDeadline),
    "a unit's head": ({"post": f"{SCHOOL}/head"}, NotYoursToExtend),
    "an auditor": ({"post": "bac-giang/thanh-tra/auditor"}, NotYoursToExtend),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_does_not_hold_is_refused_and_changes_nothing(
    year: Year, session: Session, what: str
) -> None:
    given, refusal = REFUSED[what]
    two("opening.last_day").open(year, session)
    before = due(session, "first")
    year.now += timedelta(days=18)
    with pytest.raises(refusal):
        extended(year, **given)  # type: ignore[arg-type]
    assert due(session, "first") == before
    assert rows(session, "SELECT extended FROM case_") == [("{}",)]


def test_a_case_one_may_not_know_of_is_not_there(year: Year, session: Session) -> None:
    drawn = replace(two("opening.last_day"), top='known = ["organiser"]')
    drawn.open(year, session)
    with pytest.raises(NotThere):
        extended(year, post=f"{SCHOOL}/head")


def test_an_extension_is_of_its_own_case(year: Year, session: Session) -> None:
    drawn = two("self_score")
    first: UUID = drawn.open(year, session)
    old = due(session, "first")
    extended(year, "deadlines.self_score", to=date(2025, 2, 3))
    second = drawn.open(year, session)
    found = rows(session, "SELECT case_id, due FROM task ORDER BY opened_at")
    assert found == [(first, due_of("2025-02-03")), (second, old)]


def test_who_acts_for_the_organiser_extends_within_what_was_lent(
    year: Year, session: Session
) -> None:
    two("opening.last_day").open(year, session)
    lent = year.lent(HEAD, to=f"{SCHOOL}/officer")
    with year.begin() as inner:
        extend_deadline.extend(
            inner,
            year.case_id,
            deadline="opening.last_day",
            to=LATER,
            reason=WHY,
            actor=lent,
            now=year.tick(),
        )
    assert due(session, "first") == due_of("2024-11-29")
    assert sound(year)


def test_who_was_lent_other_kinds_of_case_finds_none(year: Year, session: Session) -> None:
    two("opening.last_day").open(year, session)
    lent = year.lent(HEAD, to=f"{SCHOOL}/officer", scope=Scope(kinds=frozenset({"evaluation"})))
    with pytest.raises(NotThere), year.begin() as inner:
        extend_deadline.extend(
            inner,
            year.case_id,
            deadline="opening.last_day",
            to=LATER,
            reason=WHY,
            actor=lent,
            now=year.tick(),
        )
