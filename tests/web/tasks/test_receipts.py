"""A delivery is a task that says so: sent, opened by who has it, answered, shown to who may see."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from server.actions.cases import case_work, open_case
from server.actions.deployment import deploy
from server.actions.installation.check_invariants import check
from server.actions.transaction import transactions
from server.store import statements
from tests.worlds import states
from tests.worlds.databases import Database, State
from tests.worlds.processes.unknown_process import UnknownProcess
from tests.worlds.web.pages import SignIn
from tests.worlds.web.posting import send
from tests.worlds.year import BEGINS, PLAN, STEP

LEADER, MEMBER, AUDITOR = "so-khcn.head", "so-gddt.officer", "thanh-tra.auditor"
HOLDER = "bac-giang/so-khcn/head"
NOTED_IN = 4
"""Statements: the patience, the case's lock, the row, the event."""


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.PLAN_LOADED


@pytest.fixture
def process() -> UnknownProcess:
    return UnknownProcess(one=False, recall=True)


@pytest.fixture
def case_id(database: Database, process: UnknownProcess, tmp_path: Path) -> UUID:
    """Open a case of two tasks of the leader; what is opened first is a delivery."""
    folder = process.write(tmp_path / "sent")
    manifest = folder / f"{process.key}.toml"
    told = manifest.read_text().replace(
        f'{process.first} = {{ see = "all", ', f'{process.first} = {{ see = "all", receipt = true, '
    )
    assert "receipt" in told
    manifest.write_text(told.replace('all = ["everyone"]', 'all = ["organiser"]'))
    with transactions(database.url)() as session:
        files = deploy.collect(process.key, folder, folder)
        deploy.deploy(session, process.key, files, actor=None, now=BEGINS)
    with transactions(database.url)() as session:
        return open_case.open_case(
            session,
            bloc_year_id=PLAN,
            kind=process.key,
            actor=case_work.holder_of(session, HOLDER, now=BEGINS),
            now=BEGINS + STEP,
            opening=process.typed(),
        )


@pytest.fixture
def task(case_id: UUID, engine: Engine) -> str:
    with engine.connect() as connection:
        found = connection.execute(
            text("SELECT id FROM task WHERE case_id = :case AND state = 'open'"), {"case": case_id}
        ).scalar_one()
    return f"/tasks/{found}"


@pytest.fixture
def leader(as_post: SignIn) -> FlaskClient:
    return as_post(LEADER)


@pytest.fixture
def read(engine: Engine) -> Iterator[Session]:
    with Session(engine) as session:
        yield session


def noted(session: Session) -> list[tuple[str, str]]:
    session.rollback()
    found = session.execute(
        text("""
        SELECT r.post_title, e.kind FROM receipt r
        JOIN event e ON e.object = 'task/' || r.task_id AND e.kind = 'task.received'
          AND e.act_time = r.at
        """)
    )
    return [tuple(row) for row in found]


def test_the_first_opening_by_who_has_it_is_noted_once_and_told(
    leader: FlaskClient, task: str, read: Session
) -> None:
    for _ in range(2):
        assert leader.get(task).status_code == 200
    assert noted(read) == [("Giám đốc Sở KH&CN", "task.received")]


def test_a_later_opening_costs_what_any_page_costs(leader: FlaskClient, task: str) -> None:
    leader.head(task)  # what a process reads once
    costs = []
    for _ in range(3):
        statements.reset()
        leader.get(task)
        costs.append((statements.count, statements.commits))
    assert costs[1] == costs[2]
    assert costs[0][0] - costs[1][0] == NOTED_IN


@pytest.mark.parametrize("login", [MEMBER, AUDITOR])
def test_who_does_not_have_it_notes_nothing(
    as_post: SignIn, task: str, read: Session, login: str
) -> None:
    as_post(login).get(task)
    assert noted(read) == []


def test_what_a_browser_fetches_beforehand_is_not_opened(
    leader: FlaskClient, task: str, read: Session
) -> None:
    leader.get(task, headers={"Sec-Purpose": "prefetch"})
    leader.head(task)
    assert noted(read) == []


def test_the_next_task_that_declares_nothing_is_not_noted(
    leader: FlaskClient, task: str, read: Session, case_id: UUID
) -> None:
    send(leader, f"{task}/complete", {"_key": "a" * 32}, at=task)
    following = read.execute(
        text("SELECT id FROM task WHERE case_id = :case AND state = 'open'"), {"case": case_id}
    ).scalar_one()
    assert leader.get(f"/tasks/{following}").status_code == 200
    assert len(noted(read)) == 1


def test_while_its_case_is_held_up_the_page_is_shown_and_the_next_opening_notes(
    leader: FlaskClient, task: str, read: Session, case_id: UUID, engine: Engine
) -> None:
    with engine.begin() as holding:
        holding.execute(text("SELECT FROM case_ WHERE id = :id FOR UPDATE"), {"id": case_id})
        assert leader.get(task).status_code == 200
    assert noted(read) == []
    leader.get(task)
    assert len(noted(read)) == 1


def test_the_case_shows_what_was_sent_opened_and_answered(
    leader: FlaskClient, task: str, case_id: UUID
) -> None:
    papers = f"/cases/{case_id}?tab=documents"
    assert "Chưa mở" in leader.get(papers).text
    leader.get(task)
    page = leader.get(papers).text
    assert "Chưa mở" not in page
    assert "Chưa trả lời" in page
    send(leader, f"{task}/complete", {"_key": "a" * 32}, at=task)
    page = leader.get(papers).text
    assert "Đã nhận" in page
    assert "Chưa trả lời" not in page


def test_an_answer_taken_back_is_no_answer_and_the_opening_stays(
    leader: FlaskClient, task: str, case_id: UUID, read: Session
) -> None:
    leader.get(task)
    send(leader, f"{task}/complete", {"_key": "a" * 32}, at=task)
    assert send(leader, f"{task}/take-back", {}, at=f"{task}/done").status_code == 303
    page = leader.get(f"/cases/{case_id}?tab=documents").text
    assert "Chưa trả lời" in page
    assert "Chưa mở" not in page
    assert len(noted(read)) == 1


def test_who_does_not_see_the_record_sees_no_delivery(as_post: SignIn, case_id: UUID) -> None:
    page = as_post(MEMBER).get(f"/cases/{case_id}?tab=documents")
    assert page.status_code == 200
    assert "Giao nhận" not in page.text


def test_history_tells_the_opening(leader: FlaskClient, task: str, case_id: UUID) -> None:
    leader.get(task)
    assert "Mở văn bản được gửi đến" in leader.get(f"/cases/{case_id}?tab=history").text


def test_a_case_with_receipts_is_sound(leader: FlaskClient, task: str, read: Session) -> None:
    leader.get(task)
    send(leader, f"{task}/complete", {"_key": "a" * 32}, at=task)
    found = [each for each in check(read, now=BEGINS + 99 * STEP) if "P6" in each.invariant]
    assert found == []
