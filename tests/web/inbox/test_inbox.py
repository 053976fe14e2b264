"""The task list."""

from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient

from server.store import statements
from tests.worlds.province import NOW, World
from tests.worlds.web.pages import SignIn, next_page, seen
from tests.worlds.web.posting import send


def due(day: str) -> datetime:
    """The first instant after a day in Viet Nam."""
    return datetime.fromisoformat(f"{day}T17:00+00:00")


@pytest.fixture
def officer(world: World) -> str:
    return world.post(world.unit("so-khcn", "Sở KH&CN"), "officer")


def test_rows_stand_under_their_urgency(world: World, officer: str, as_post: SignIn) -> None:
    case_id = world.case("bac-giang/so-khcn")
    for title, day in (
        ("Việc rất trễ", "2024-12-06"),
        ("Việc trễ", "2024-12-13"),
        ("Việc sắp đến", "2024-12-18"),
        ("Việc còn lâu", "2024-12-27"),
    ):
        world.task(case_id, officer, title, due=due(day))
    world.task(case_id, officer, "Việc không hạn")
    page = as_post(officer).get("/tasks").text
    order = [
        "Rất trễ hạn",
        "Việc rất trễ",
        "Rất trễ: quá hạn 6 ngày làm việc",
        "Việc trễ",
        "Quá hạn 1 ngày làm việc",
        "Sắp đến hạn",
        "Việc sắp đến",
        "Còn 2 ngày làm việc",
        "Hạn 18/12/2024",
        "Còn thời gian",
        "Việc còn lâu",
        "Việc không hạn",
    ]
    at = [page.index(text) for text in order]
    assert at == sorted(at)


def test_a_page_costs_at_most_six_statements(world: World, officer: str, as_post: SignIn) -> None:
    case_id = world.case("bac-giang/so-khcn")
    for n in range(30):
        world.task(case_id, officer, f"Việc {n}")
    client = as_post(officer)
    client.get("/tasks")
    statements.reset()
    assert client.get("/tasks").status_code == 200
    assert statements.count <= 6
    assert statements.commits <= 1


def test_every_task_is_met_once_page_by_page(world: World, officer: str, as_post: SignIn) -> None:
    case_id = world.case("bac-giang/so-khcn")
    for n in range(60):
        at = due("2024-12-20") if n % 3 else None
        world.task(case_id, officer, f"Việc số {n:02}.", due=at)
    client, address, seen = as_post(officer), "/tasks", list[str]()
    while address:
        page = client.get(address).text
        seen += [f"Việc số {n:02}." for n in range(60) if f">Việc số {n:02}.</a>" in page]
        address = next_page(page)
    assert sorted(seen) == [f"Việc số {n:02}." for n in range(60)]


def test_search_needs_no_accents(world: World, officer: str, as_post: SignIn) -> None:
    case_id = world.case("bac-giang/so-khcn")
    world.task(case_id, officer, "Thẩm định điểm của Sở GD&ĐT")
    world.task(case_id, officer, "Lập biên bản 100%")
    client = as_post(officer)
    page = client.get("/tasks?q=tham+DINH").text
    assert "Sở GD&amp;ĐT</a>" in page
    assert "biên bản" not in page
    assert "Sở GD&amp;ĐT</a>" not in client.get("/tasks?q=%25").text


@pytest.mark.parametrize("query", ["scope=x&sort=y", "after=x", "after=~", "kind=%27", "unit=a"])
def test_a_senseless_address_still_shows_a_list(officer: str, as_post: SignIn, query: str) -> None:
    assert as_post(officer).get(f"/tasks?{query}").status_code == 200


def test_who_has_claimed_a_task_keeps_it_from_the_others(
    world: World, officer: str, as_post: SignIn
) -> None:
    world.person("second", officer)
    task_id = world.task(world.case("bac-giang/so-khcn"), officer, "Tự chấm điểm")
    first, second = as_post(officer), as_post("second")
    assert send(first, f"/tasks/{task_id}/claim", {}).status_code == 303
    assert "Bạn nhận việc 16/12/2024" in first.get("/tasks").text
    assert "Tự chấm điểm" not in second.get("/tasks").text
    assert "đã nhận" in second.get("/tasks?scope=unit").text
    refused = send(second, f"/tasks/{task_id}/claim", {})
    assert refused.status_code == 409
    assert send(first, f"/tasks/{task_id}/put-back", {}).status_code == 303
    assert "Chưa ai nhận" in second.get("/tasks").text


def test_a_strangers_task_cannot_be_claimed_nor_told_from_none(
    world: World, officer: str, as_post: SignIn
) -> None:
    other = world.post(world.unit("so-gddt", "Sở GD&ĐT"), "officer")
    task_id = world.task(world.case("bac-giang/so-khcn"), other, "Việc của người khác")
    client = as_post(officer)
    not_yours = send(client, f"/tasks/{task_id}/claim", {})
    not_there = send(client, "/tasks/00000000-0000-7000-8000-000000000000/claim", {})
    assert not_yours.status_code == not_there.status_code == 404
    assert seen(not_yours) == seen(not_there)


def test_an_empty_list_says_what_will_come(world: World, officer: str, as_post: SignIn) -> None:
    del world
    page = as_post(officer).get("/tasks").text
    assert "Khi một hồ sơ đến bước của chức vụ này" in page


def test_counts_stop_at_a_hundred(world: World, officer: str, as_post: SignIn) -> None:
    case_id = world.case("bac-giang/so-khcn")
    for n in range(101):
        world.task(case_id, officer, f"Việc {n}")
    assert "Của tôi (100+)" in as_post(officer).get("/tasks").text


def test_work_in_another_post_is_announced_and_one_press_away(
    world: World, officer: str, as_post: SignIn
) -> None:
    head = world.post("bac-giang/so-khcn", "head")
    world.task(world.case("bac-giang/so-khcn"), head, "Duyệt bảng tự chấm")
    delegation = world.lend(head, world.people[officer])
    client: FlaskClient = as_post(officer)
    assert "Thay mặt Giám đốc – so-khcn (1)" in client.get("/tasks").text
    assert send(client, "/act-as", {"post": f"{head}|{delegation}"}).status_code == 303
    page = client.get("/tasks").text
    assert "Duyệt bảng tự chấm" in page
    assert "Cán bộ TĐKT – so-khcn, thay mặt Giám đốc – so-khcn" in page


def test_a_post_one_does_not_hold_cannot_be_acted_in(
    world: World, officer: str, as_post: SignIn
) -> None:
    head = world.post("bac-giang/so-khcn", "head")
    assert send(as_post(officer), "/act-as", {"post": f"{head}|"}).status_code == 403


def test_done_work_says_who_and_when(world: World, officer: str, as_post: SignIn) -> None:
    world.task(
        world.case("bac-giang/so-khcn"),
        officer,
        "Việc đã làm",
        state="done",
        closed_at=NOW - timedelta(days=3),
        done_by=world.people[officer],
        done_name="Người giữ",
    )
    page = as_post(officer).get("/tasks?scope=done").text
    assert "Việc đã làm" in page
    assert "Xong 13/12/2024" in page
    assert NOW.tzinfo is UTC


def test_several_tasks_are_taken_at_once_and_each_is_answered_for(
    world: World, officer: str, as_post: SignIn
) -> None:
    world.person("second", officer)
    case_id = world.case("bac-giang/so-khcn")
    free = world.task(case_id, officer, "Việc còn trống")
    taken = world.task(case_id, officer, "Việc đã có người", assignee_id=world.people["second"])
    client = as_post(officer)
    answer = send(client, "/tasks/claim", {"task": [str(free), str(taken), "x"]})
    assert answer.text.count("Bạn đã nhận") == 1
    assert "Một người khác cùng chức vụ đã nhận việc này." in answer.text
    assert "Bạn nhận việc 16/12/2024" in client.get("/tasks").text


def test_who_has_nothing_but_tasks_comes_to_the_list_from_the_bare_address(
    world: World, officer: str, as_post: SignIn
) -> None:
    world.task(world.case("bac-giang/so-khcn"), officer, "Tự chấm điểm")
    answer = as_post(officer).get("/")
    assert (answer.status_code, answer.location) == (303, "/tasks")
