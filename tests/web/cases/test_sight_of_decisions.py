"""The Chairman's decision is told to the bloc when it is published, not by the list of steps."""

import re
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import Engine, text

from server.domain.people.actors import DEMONSTRATION_PASSWORD
from tests.worlds import states
from tests.worlds.databases import State
from tests.worlds.year_end import YearEnd

MEMBER = "bac-giang/so-gddt/officer"
CHAIRMAN = "bac-giang/ubnd-tinh/chairman"
LEADER = "bac-giang/so-khcn/head"
HOME_AFFAIRS = "bac-giang/so-noi-vu/head"
RULED = {"issue", "notify_refusal", "supplement"}
FOLLOWS = "Thông báo không khen thưởng"


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.YEAR_END


def test_the_steps_tell_no_decision_before_it_is_published(engine: Engine, app: Flask) -> None:
    year = YearEnd(engine, app)
    year.play("decide")
    with year.begin() as session:
        row = session.execute(
            text("SELECT case_id, id FROM task WHERE element = 'decide' ORDER BY id")
        ).first()
        assert row is not None
        session.execute(
            text("""
            UPDATE task SET element = 'gone' WHERE element = 'decide' AND id <> :id
            """),
            {"id": row.id},
        )
        session.execute(
            text("""
            UPDATE task SET state = 'done', outcome = 'refuse', closed_at = opened_at,
              done_name = 'x', done_post = 'y' WHERE id = :id
            """),
            {"id": row.id},
        )
    address = f"/cases/{row.case_id}"
    assert "Không khen thưởng" in year.as_post(CHAIRMAN).get(address).text
    assert "Không khen thưởng" not in year.as_post(MEMBER).get(address).text


def test_what_follows_a_decision_is_told_no_sooner_than_the_decision(
    engine: Engine, app: Flask
) -> None:
    year = YearEnd(engine, app)
    year.play("decide")
    task = year.open("decide")
    case_id = year.value("SELECT case_id FROM task WHERE id = :id", id=task.id)
    case = f"/cases/{case_id}"
    before = _steps(year.as_post(MEMBER).get(case).text)
    _refuse(year, task.id)
    member, chairman = year.as_post(MEMBER), year.as_post(CHAIRMAN)
    assert before & RULED == _steps(member.get(case).text) & RULED == set()
    assert "notify_refusal" in _steps(chairman.get(case).text)
    assert "decided_notify_refusal" in chairman.get(case).text
    assert "decided_notify_refusal" not in member.get(case).text
    assert FOLLOWS in chairman.get("/cases").text
    assert FOLLOWS not in member.get("/cases").text


def test_an_act_upon_what_follows_a_decision_does_not_name_it_before(
    engine: Engine, app: Flask
) -> None:
    year = YearEnd(engine, app)
    year.play("decide")
    decided = year.open("decide").id
    case_id = year.value("SELECT case_id FROM task WHERE id = :id", id=decided)
    _refuse(year, decided)
    page = f"/cases/{case_id}/priorities"
    chosen = {"task": str(year.open("notify_refusal").id), "priority": "urgent"}
    assert year.as_post(HOME_AFFAIRS).post(page, chosen, at=page).status_code == 303
    for address in (f"/cases/{case_id}?tab=history", f"/cases/{case_id}"):
        told = year.as_post(MEMBER).get(address).text
        assert "Đánh dấu là việc khẩn" in told
        assert "Thông báo không tặng" not in told
        assert "Thông báo không tặng" in year.as_post(CHAIRMAN).get(address).text


def test_what_follows_a_task_is_told_to_who_did_it_alone(engine: Engine, app: Flask) -> None:
    year = YearEnd(engine, app)
    year.play("check")
    signed = year.value("SELECT id FROM task WHERE element = 'sign' AND state = 'done'")
    page = f"/tasks/{signed}"
    assert year.as_post(MEMBER).get(page).status_code == 200
    assert year.as_post(MEMBER).get(f"{page}/done").headers["Location"] == page
    assert year.as_post(LEADER).get(f"{page}/done").status_code == 200


def _refuse(year: YearEnd, task_id: UUID) -> None:
    page = f"/tasks/{task_id}"
    typed = {
        "verdict": "refuse",
        "reason": "Chưa đủ căn cứ",
        "_confirm": "1",
        "password": DEMONSTRATION_PASSWORD,
    }
    sent = year.as_post(CHAIRMAN).post(f"{page}/complete", typed, at=page)
    assert sent.status_code == 303, sent.text


def _steps(page: str) -> set[str]:
    """Name the elements that a case's page draws as done or current."""
    found = re.findall(r'data-(?:done|current)="([^"]*)"', page)
    return {name for names in found for name in names.split()}
