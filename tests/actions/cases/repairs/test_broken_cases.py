"""A state nobody can read is a named error on its case alone; every other case goes on."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from server.actions.cases import cancel_case
from server.actions.installation.check_invariants import check
from server.domain.administration.repairs import CaseBroken
from tests.actions.refused import refused
from tests.worlds.rows import rows
from tests.worlds.year import ADMINISTRATOR, PRESS, SCHOOL, Year

HARMS = {
    "StateUnreadable": "doc = left(doc, 100)",
    "EngineVersionUnknown": "engine_version = 'SpiffWorkflow 9.9'",
}


def harm(session: Session, how: str) -> None:
    session.execute(text(f"UPDATE instance SET {how} WHERE key = :k"), {"k": SCHOOL})  # noqa: S608


@pytest.mark.usefixtures("unsound")
@pytest.mark.parametrize("error", HARMS)
def test_the_error_is_named_and_nothing_changes(year: Year, session: Session, error: str) -> None:
    year.open("evaluation")
    task = year.task("score", SCHOOL)
    value = year.value(task)
    harm(session, HARMS[error])
    with refused(session, CaseBroken) as found:
        year.complete(task, value)
    assert isinstance(found.value, CaseBroken)
    assert found.value.error == error
    assert f"P5 {error}" in {item.invariant for item in check(session, now=year.now)}


@pytest.mark.usefixtures("unsound")
@pytest.mark.parametrize("error", HARMS)
def test_the_others_work_on(year: Year, second: Year, session: Session, error: str) -> None:
    year.open("evaluation")
    harm(session, HARMS[error])
    year.do("score", key=PRESS)
    second.now = year.now + timedelta(hours=1)
    second.open("evaluation")
    second.play()
    states = rows(session, "SELECT state FROM case_ ORDER BY opened_at")
    assert states == [("open",), ("closed",)]


def test_a_broken_case_can_be_cancelled(year: Year, session: Session) -> None:
    year.open("evaluation")
    harm(session, HARMS["StateUnreadable"])
    admin = year.holder(ADMINISTRATOR)
    now = year.tick()
    cancel_case.cancel(session, year.case_id, reason="Hỏng dữ liệu.", actor=admin, now=now)
    assert check(session, now=now) == []
