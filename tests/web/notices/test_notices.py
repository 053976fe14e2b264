"""Notices: derived, new until read by an act, and counted at the top of every page."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from server.store import statements
from server.store.notices.notices import MOST_KEYS
from tests.worlds.province import NOW, World
from tests.worlds.web.pages import SignIn
from tests.worlds.web.posting import send

COUNT = re.compile(r"Thông báo: (\d+) mới")
FILL = "UPDATE notice_mark SET keys = keys || CAST(:keys AS text[])"
ALL_READ = "Đánh dấu đã đọc tất cả"
YESTERDAY = datetime(2024, 12, 13, 17, tzinfo=UTC)


def new(client: FlaskClient) -> int:
    """Answer the number at the top of a page."""
    found = COUNT.search(client.get("/tasks").text)
    return int(found[1]) if found else 0


def read_all(client: FlaskClient) -> None:
    until = re.search(r'name="until" value="([^"]*)"', client.get("/notices").text)
    assert until
    assert send(client, "/notices/read-all", {"until": until[1]}, at="/notices").status_code == 303


@pytest.fixture
def officer(world: World) -> str:
    return world.post(world.unit("so-khcn", "Sở KH&CN"), "officer")


def test_a_task_that_is_overdue_is_told_until_it_is_read(
    world: World, officer: str, as_post: SignIn
) -> None:
    case_id = world.case("bac-giang/so-khcn")
    world.task(case_id, officer, "Việc trễ", due=YESTERDAY)
    world.task(case_id, officer, "Việc còn hạn", due=NOW + timedelta(days=9))
    client = as_post(officer)
    page = client.get("/notices").text
    assert "Việc trễ" in page
    assert "Hạn 13/12/2024" in page
    assert "Việc còn hạn" not in page
    assert new(client) == 1
    read_all(client)
    assert new(client) == 0
    assert "Việc trễ" in client.get("/notices").text
    assert ALL_READ not in client.get("/notices").text


def test_looking_reads_nothing_and_pressing_one_reads_that_one(
    world: World, officer: str, as_post: SignIn
) -> None:
    case_id = world.case("bac-giang/so-khcn")
    first = world.task(case_id, officer, "Việc một", due=YESTERDAY)
    world.task(case_id, officer, "Việc hai", due=YESTERDAY)
    client = as_post(officer)
    for _again in range(2):
        client.get("/notices")
    assert new(client) == 2
    answer = send(client, "/notices/read", {"key": f"overdue/{first}"}, at="/notices")
    assert (answer.status_code, answer.location) == (303, f"/tasks/{first}")
    assert new(client) == 1


def test_what_one_is_not_told_cannot_be_read(world: World, officer: str, as_post: SignIn) -> None:
    other = world.post(world.unit("so-gddt", "Sở GD&ĐT"), "officer")
    task_id = world.task(world.case("bac-giang/so-khcn"), other, "Việc khác", due=YESTERDAY)
    client = as_post(officer)
    assert new(client) == 0
    answer = send(client, "/notices/read", {"key": f"overdue/{task_id}"}, at="/notices")
    assert answer.status_code == 404


def test_a_holder_reads_for_themselves_alone(world: World, officer: str, as_post: SignIn) -> None:
    world.person("second", officer)
    world.task(world.case("bac-giang/so-khcn"), officer, "Việc trễ", due=YESTERDAY)
    first, second = as_post(officer), as_post("second")
    read_all(first)
    assert (new(first), new(second)) == (0, 1)


def test_what_came_after_the_page_was_drawn_stays_new(
    world: World, officer: str, as_post: SignIn
) -> None:
    world.task(world.case("bac-giang/so-khcn"), officer, "Việc trễ", due=YESTERDAY)
    client = as_post(officer)
    before = (YESTERDAY - timedelta(days=1)).isoformat()
    send(client, "/notices/read-all", {"until": before}, at="/notices")
    send(client, "/notices/read-all", {"until": "hôm qua"}, at="/notices")
    assert new(client) == 1


def test_of_what_was_read_one_by_one_the_last_are_remembered(
    world: World, officer: str, as_post: SignIn
) -> None:
    case_id = world.case("bac-giang/so-khcn")
    tasks = [world.task(case_id, officer, f"Việc {n}", due=YESTERDAY) for n in range(3)]
    client = as_post(officer)
    filler = [f"came_back/{n}" for n in range(MOST_KEYS)]
    for n, task_id in enumerate(tasks):
        send(client, "/notices/read", {"key": f"overdue/{task_id}"}, at="/notices")
        if n == 0:
            with world.engine.begin() as connection:
                connection.execute(text(FILL), {"keys": filler})
    with world.engine.connect() as connection:
        kept = connection.execute(text("SELECT keys FROM notice_mark")).scalar_one()
    assert len(kept) == MOST_KEYS
    assert kept[-2:] == [f"overdue/{task_id}" for task_id in tasks[1:]]


def test_the_number_costs_no_statement_and_the_page_few(
    world: World, officer: str, as_post: SignIn
) -> None:
    world.task(world.case("bac-giang/so-khcn"), officer, "Việc trễ", due=YESTERDAY)
    client = as_post(officer)
    client.get("/notices")
    statements.reset()
    assert client.get("/notices").status_code == 200
    assert statements.count <= 2


def test_of_a_simulated_case_nobody_is_told(world: World, officer: str, as_post: SignIn) -> None:
    case_id = world.case("bac-giang/so-khcn")
    world.task(case_id, officer, "Việc diễn tập", due=YESTERDAY, simulated=True)
    client = as_post(officer)
    assert new(client) == 0
    assert "Việc diễn tập" not in client.get("/notices").text


@pytest.mark.parametrize(("kind", "told"), [("evaluation", 1), ("pledge", 0)])
def test_a_post_that_is_lent_for_kinds_of_case_is_told_of_those_alone(
    world: World, officer: str, as_post: SignIn, kind: str, told: int
) -> None:
    head = world.post("bac-giang/so-khcn", "head")
    world.task(world.case("bac-giang/so-khcn"), head, "Việc trễ", due=YESTERDAY)
    lent = world.lend(head, world.people[officer], kind)
    client = as_post(officer)
    assert send(client, "/act-as", {"post": f"{head}|{lent}"}).status_code == 303
    assert new(client) == told
    assert client.get("/notices").text.count("Việc trễ") == told * 2


def test_of_a_task_that_another_holder_has_taken_they_alone_are_told(
    world: World, officer: str, as_post: SignIn
) -> None:
    second = world.person("second", officer)
    case_id = world.case("bac-giang/so-khcn")
    world.task(case_id, officer, "Việc trễ", due=YESTERDAY, assignee_id=second)
    assert (new(as_post("second")), new(as_post(officer))) == (1, 0)
