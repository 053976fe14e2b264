"""Each row of the list says what it asks for, and opens its task by that word."""

import re
from datetime import timedelta

import pytest

from tests.worlds.province import NOW, World
from tests.worlds.web.pages import SignIn
from tests.worlds.web.posting import send

ROW = '<a class="btn btn-sm [^"]*" href="[^"]*">'


def _verbs(page: str) -> list[str]:
    return re.findall(rf"{ROW}([^<]*)<span", page)


@pytest.mark.parametrize(
    ("element", "form", "verb"),
    [
        ("score", "score", ("Chấm điểm", "Score")),
        ("appraise", "appraise", ("Thẩm định", "Appraise")),
        ("approve", "approve_sheet", ("Duyệt", "Review")),
    ],
)
def test_a_row_says_what_its_task_asks_for(
    world: World, as_post: SignIn, element: str, form: str, verb: tuple[str, str]
) -> None:
    post = world.post(world.unit("so-khcn", "Sở KH&CN"), "officer")
    world.task(world.case("bac-giang/so-khcn"), post, "Việc", element=element, form=form)
    client = as_post(post)
    vietnamese = client.get("/tasks").text
    send(client, "/language", {"language": "en", "next": "/tasks"})
    assert (_verbs(vietnamese), _verbs(client.get("/tasks").text)) == ([verb[0]], [verb[1]])


def test_a_row_whose_task_was_done_says_no_verb(world: World, as_post: SignIn) -> None:
    post = world.post(world.unit("so-khcn", "Sở KH&CN"), "officer")
    world.task(world.case("bac-giang/so-khcn"), post, "Việc", state="done")
    page = as_post(post).get("/tasks?scope=done").text
    assert _verbs(page) == []


def test_a_row_that_somebody_else_has_to_do_says_no_verb(world: World, as_post: SignIn) -> None:
    unit = world.unit("so-khcn", "Sở KH&CN")
    post, case_id = world.post(unit, "appraiser"), world.case("bac-giang/so-khcn")
    about = {"bars": "appraise", "element": "appraise", "form": "appraise"}
    world.task(case_id, post, "Việc của mình", key=unit, subject_unit_id=unit, **about)
    page = as_post(post).get("/tasks").text
    assert "Việc của mình" in page
    assert _verbs(page) == []


def test_work_that_came_back_is_mended_and_sent_again(world: World, as_post: SignIn) -> None:
    post, about = world.post(world.unit("so-khcn", "Sở KH&CN"), "officer"), {"key": "k"}
    case_id, at = world.case("bac-giang/so-khcn"), NOW - timedelta(minutes=5)
    done = {"state": "done"} | about
    world.task(case_id, post, "Trước đây", closed_at=at - timedelta(hours=1), **done)
    act = {"element": "approve", "form": "approve_sheet", "outcome": "return", "closed_at": at}
    world.task(case_id, post, "Duyệt", **done, **act)
    world.task(case_id, post, "Việc bị trả lại", opened_at=at, **about)
    assert _verbs(as_post(post).get("/tasks").text) == ["Sửa và gửi lại"]


@pytest.mark.parametrize(("days", "count"), [(-30, 1), (-1, 1), (30, 0)])
def test_only_what_is_late_is_the_pages_primary_button(
    world: World, as_post: SignIn, days: int, count: int
) -> None:
    post = world.post(world.unit("so-khcn", "Sở KH&CN"), "officer")
    case_id, due = world.case("bac-giang/so-khcn"), NOW + timedelta(days=days)
    world.task(case_id, post, "Việc", due=due, due_sort=due)
    assert as_post(post).get("/tasks").text.count('btn-primary" href="/tasks/') == count
