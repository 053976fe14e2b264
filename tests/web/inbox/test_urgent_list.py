"""Urgent tasks in the list: where they stand, and that no page of it loses a row."""

import pytest

from tests.web.inbox.test_inbox import due
from tests.worlds.province import World
from tests.worlds.web.pages import SignIn, next_page


def test_urgent_tasks_come_first_by_their_due_date_then_all_others(
    world: World, as_post: SignIn
) -> None:
    officer = world.post(world.unit("so-khcn", "Sở KH&CN"), "officer")
    case_id = world.case("bac-giang/so-khcn")
    world.task(case_id, officer, "Rất trễ hạn rồi", due=due("2024-12-06"))
    world.task(case_id, officer, "Khẩn không hạn", priority=-1)
    world.task(case_id, officer, "Khẩn còn lâu", priority=-1, due=due("2024-12-27"))
    page = as_post(officer).get("/tasks").text
    order = ["hạn gần nhất trước", "Khẩn còn lâu", "Khẩn không hạn", "Rất trễ hạn rồi"]
    at = [page.index(words) for words in order]
    assert at == sorted(at)


@pytest.mark.parametrize("query", ["", "scope=unit", "sort=newest", "q=viec", "kind=evaluation"])
def test_every_task_is_met_once_whatever_is_urgent(
    world: World, as_post: SignIn, query: str
) -> None:
    officer = world.post(world.unit("so-khcn", "Sở KH&CN"), "officer")
    case_id = world.case("bac-giang/so-khcn")
    for n in range(70):
        at = due("2024-12-20") if n % 3 else None
        world.task(case_id, officer, f"Việc số {n:02}.", due=at, priority=-(n % 2))
    client, address, seen = as_post(officer), f"/tasks?{query}", list[str]()
    while address:
        page = client.get(address).text
        seen += [f"{n:02}" for n in range(70) if f">Việc số {n:02}.</a>" in page]
        address = next_page(page)
    assert sorted(seen) == [f"{n:02}" for n in range(70)]


def test_the_table_knows_no_other_grade(world: World) -> None:
    officer = world.post(world.unit("so-khcn", "Sở KH&CN"), "officer")
    case_id = world.case("bac-giang/so-khcn")
    with pytest.raises(Exception, match="ck_task_priority"):
        world.task(case_id, officer, "Việc", priority=1)
