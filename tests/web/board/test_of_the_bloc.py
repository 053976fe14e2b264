"""What a process of pure data puts on the board: duties of the bloc itself, and days of records."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import create_engine, text

from server.actions.cases import case_work, open_case
from server.actions.deployment import deploy
from server.actions.tasks import complete_task
from server.actions.transaction import transactions
from server.domain.canonical import Json
from tests.worlds import states
from tests.worlds.clocks import set_clock
from tests.worlds.databases import Database, State
from tests.worlds.processes.unknown_process import UnknownProcess
from tests.worlds.web.pages import SignIn, pages, sign_in
from tests.worlds.web.posting import send
from tests.worlds.year import BEGINS, PLAN, STEP

LEADER, MEMBER = "so-khcn.head", "so-gddt.officer"
HOLDER = "bac-giang/so-khcn/head"
WAVES = {
    "type": "array",
    "title": "Các đợt",
    "maxItems": 9,
    "items": {
        "type": "object",
        "additionalProperties": False,
        "required": ["name", "starts"],
        "properties": {
            "name": {"type": "string", "title": "Tên", "maxLength": 99},
            "starts": {"type": "string", "format": "date", "title": "Từ"},
            "ends": {"type": "string", "format": "date", "title": "Đến"},
        },
    },
}
VALUE: Mapping[str, Json] = {
    "waves": [
        {"name": "Đợt hai", "starts": "2024-12-20", "ends": "2024-12-31"},
        {"name": "Đợt một", "starts": "2024-12-01"},
    ]
}


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.PLAN_LOADED


@pytest.fixture
def process(database: Database, tmp_path: Path) -> UnknownProcess:
    """Deploy a process whose leader has three working days, and whose first record has waves."""
    made = UnknownProcess(one=False, recall=True)
    folder = made.write(tmp_path / "waves")
    manifest = folder / f"{made.key}.toml"
    told = manifest.read_text().replace(
        f'{{ task = "{made.first}" }}',
        f'{{ task = "{made.first}", due = "workdays(opened_on, 3)" }}',
    )
    told = told.replace("[tasks]", 'own = ["organiser"]\n[tasks]').replace(
        f'{made.first} = {{ see = "all"', f'{made.first} = {{ see = "own"'
    )
    manifest.write_text(f'{told}\n[[rows]]\nof = "{made.first}.waves"\n')
    form = folder / f"{made.form}_done.json"
    schema = json.loads(form.read_text())
    schema["properties"]["waves"] = WAVES
    form.write_text(json.dumps(schema))
    with transactions(database.url)() as session:
        files = deploy.collect(made.key, folder, folder)
        deploy.deploy(session, made.key, files, actor=None, now=BEGINS)
    return made


@pytest.fixture
def as_post(database: Database, process: UnknownProcess) -> SignIn:
    """Open a case, and complete its first task with two waves."""
    begin = transactions(database.url)
    with begin() as session:
        leader = case_work.holder_of(session, HOLDER, now=BEGINS)
        case_id = open_case.open_case(
            session,
            bloc_year_id=PLAN,
            kind=process.key,
            actor=leader,
            now=BEGINS + STEP,
            opening=process.typed(),
        )
    with begin() as session:
        (task,) = case_work.open_tasks(session, case_id)
        complete_task.complete(session, task.id, actor=leader, value=VALUE, now=BEGINS + 2 * STEP)
    set_clock(database, BEGINS + 3 * STEP)
    app: Flask = pages(database)
    return lambda login: sign_in(app, login)


def test_a_duty_of_the_bloc_itself_stands_in_a_list(
    as_post: SignIn, process: UnknownProcess
) -> None:
    page = as_post(LEADER).get("/board").text
    listed = page.partition("Việc chung của Khối")[2]
    assert process.first in listed
    assert "07/11/2024" in listed
    assert "1 trên 1 việc đã xong" in page


def test_what_is_taken_back_is_due_again(
    as_post: SignIn, process: UnknownProcess, database: Database
) -> None:
    client = as_post(LEADER)
    engine = create_engine(database.url)
    with engine.connect() as connection:
        task = connection.execute(text("SELECT id FROM task WHERE state = 'done'")).scalar_one()
    engine.dispose()
    send(client, f"/tasks/{task}/take-back", {}, at=f"/tasks/{task}/done")
    page = client.get("/board").text
    assert "0 trên 1 việc đã xong" in page
    assert f"{process.first}</th>" in page


def test_the_rows_of_a_record_stand_by_their_days(as_post: SignIn) -> None:
    page = as_post(LEADER).get("/board").text
    listed = page.partition("Các đợt, các mốc theo ngày")[2]
    assert listed.index("Đợt một") < listed.index("Đợt hai")
    assert "20/12/2024 đến 31/12/2024" in listed


def test_who_does_not_see_the_record_sees_neither_its_duty_nor_its_days(
    as_post: SignIn, process: UnknownProcess
) -> None:
    page = as_post(MEMBER).get("/board").text
    assert process.first not in page
    assert "Đợt một" not in page
