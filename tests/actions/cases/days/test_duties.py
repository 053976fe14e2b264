"""A milestone with a day is a duty of everybody who begins where it is reached."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from server.actions.deployment import deploy
from server.actions.installation.check_invariants import check
from server.actions.steps import duties
from server.actions.steps.step import Step
from server.config import ROOT
from server.store.cases import cases
from server.store.history.journal import Fact
from tests.worlds.rows import rows
from tests.worlds.year import BEGINS, SCHOOL, UNITS, Year

DUE = """[milestones]
begun = { passed = "freeze", due = "workdays(opened_on, 3)" }
never = { task = "score", due = "deadlines.regulation if year < 2000 else None" }
handed_in = { task = "approve", outcome = "approve", due = "deadlines.approve" }
"""


@pytest.fixture
def dated(year: Year, session: Session) -> Year:
    """Answer an evaluation just opened: units approve by a day, the bloc adopts in three."""
    files = deploy.collect("evaluation", ROOT / "workflows", ROOT / "forms")
    name = "evaluation.toml"
    head, _, rest = files[name].partition("[milestones]\n")
    files[name] = head + DUE + rest.partition("\n")[2]
    deploy.deploy(session, "evaluation", files, actor=None, now=BEGINS)
    year.open("evaluation")
    return year


def due(session: Session) -> dict[tuple[str, str], date]:
    found = rows(session, "SELECT milestone, key, due FROM duty ORDER BY milestone, key")
    return {(milestone, key): day for milestone, key, day in found}


def breaches(session: Session, year: Year) -> list[str]:
    return [each.invariant for each in check(session, now=year.now + timedelta(hours=1))]


@contextmanager
def later(year: Year, session: Session, days: int) -> Iterator[Step]:
    """Answer a step in which the deadline that units approve by is some days later."""
    case = cases.lock(session, year.case_id)
    assert case is not None
    step = Step.on(session, case, actor=None, now=year.tick())
    deadlines = tuple(
        replace(each, date=each.date + timedelta(days=days))
        if each.id == "approve" and each.date
        else each
        for each in step.rules.deadlines
    )
    step.rules = replace(step.rules, deadlines=deadlines)
    yield step


def test_everybody_who_begins_has_a_day_for_each_milestone_that_has_one(
    dated: Year, session: Session
) -> None:
    found = due(session)
    assert {key for name, key in found if name == "handed_in"} == set(UNITS)
    last_days = {each.id: each.last_day for each in dated.scene.rules.deadlines}
    assert found["handed_in", SCHOOL] == last_days["approve"]


@pytest.mark.usefixtures("dated")
def test_the_bloc_itself_has_a_day_for_what_its_own_pool_passes(session: Session) -> None:
    assert due(session)["begun", ""] == date(2024, 11, 7)


@pytest.mark.usefixtures("dated")
def test_an_expression_that_gives_no_day_makes_no_duty(session: Session) -> None:
    assert not [name for name, _ in due(session) if name == "never"]


def test_who_begins_anew_keeps_the_first_day(dated: Year, session: Session) -> None:
    before = due(session)
    dated.through("evaluation")
    assert due(session) == before


def test_a_deadline_that_changed_moves_the_days_that_hang_on_it(
    dated: Year, session: Session
) -> None:
    before = due(session)
    with later(dated, session, 7) as step:
        moved = duties.recompute(step)
        step.facts = [Fact(kind="deadline.extended", object="x", payload={"duties": moved})]
        step.flush()
    week = timedelta(days=7)
    after = {key: day + week if key[0] == "handed_in" else day for key, day in before.items()}
    assert due(session) == after
    assert breaches(session, dated) == []


@pytest.mark.usefixtures("unsound")
def test_the_check_finds_who_has_no_duty_and_whose_duty_is_nobodys(
    dated: Year, session: Session
) -> None:
    session.execute(text("UPDATE duty SET key = 'x' WHERE key = :key"), {"key": SCHOOL})
    found = breaches(session, dated)
    assert "P6 duty missing" in found
    assert "P6 duty of nobody" in found


@pytest.mark.usefixtures("unsound")
def test_the_check_finds_a_day_that_history_does_not_tell(dated: Year, session: Session) -> None:
    session.execute(text("UPDATE duty SET due = due + 1 WHERE key = ''"))
    assert breaches(session, dated) == ["P6 state differs from history"]
