"""A person keeps filters of the list by a name; they are theirs alone, and no business state."""

import pytest
from flask.testing import FlaskClient

from server.domain.tasks.saved_filters import LONGEST, MOST
from tests.worlds.province import World
from tests.worlds.web.pages import SignIn
from tests.worlds.web.posting import send

LIST = "/tasks?q=c%C3%B4ng+v%C4%83n&kind=report"


def save(client: FlaskClient, name: str, where: str = LIST) -> int:
    return send(client, "/tasks/filters", {"list": where, "name": name}, at="/tasks").status_code


@pytest.fixture
def head(world: World, as_post: SignIn) -> FlaskClient:
    return as_post(world.post(world.unit("so-khcn", "Sở KH&CN"), "head"))


def test_a_filter_is_kept_found_again_and_removed(head: FlaskClient) -> None:
    assert save(head, "  Báo  cáo ") == 303
    page = head.get("/tasks").text
    assert ">Báo cáo</a>" in page
    assert "Bỏ bộ lọc" not in page
    shown = head.get(LIST).text
    assert 'aria-current="true">Báo cáo</a>' in shown
    assert "Bỏ bộ lọc" in shown
    assert "Lưu bộ lọc này" not in shown
    send(head, "/tasks/filters/forget", {"name": "Báo cáo"}, at=LIST)
    assert ">Báo cáo</a>" not in head.get("/tasks").text


def test_a_name_stands_for_the_filter_it_was_given_last(head: FlaskClient) -> None:
    save(head, "Của tôi")
    assert save(head, "Của tôi", "/tasks?q=khac") == 303
    page = head.get("/tasks").text
    assert page.count(">Của tôi</a>") == 1
    assert 'href="/tasks?q=khac"' in page


def test_filters_stand_in_the_vietnamese_order_of_their_names(head: FlaskClient) -> None:
    names = ["An", "Ăn", "bàn", "Đê", "Em", "Văn"]
    for name in reversed(names):
        save(head, name, f"/tasks?q={name}")
    page = head.get("/tasks").text
    assert sorted(names, key=lambda name: page.index(f">{name}</a>")) == names


def test_a_filter_is_its_persons_alone(head: FlaskClient, world: World, as_post: SignIn) -> None:
    save(head, "Riêng của giám đốc")
    other = as_post(world.post(world.unit("so-gddt", "Sở GD&ĐT"), "head"))
    assert "Riêng của giám đốc" not in other.get("/tasks").text
    send(other, "/tasks/filters/forget", {"name": "Riêng của giám đốc"}, at="/tasks")
    assert "Riêng của giám đốc" in head.get("/tasks").text


@pytest.mark.parametrize(
    ("name", "where", "status"),
    [
        ("  ", LIST, 422),
        ("x" * (LONGEST + 1), LIST, 422),
        ("Tất cả", "/tasks", 422),
        ("Tất cả", "/tasks?scope=unit", 422),
    ],
)
def test_what_is_no_filter_or_has_no_name_is_not_kept(
    head: FlaskClient, name: str, where: str, status: int
) -> None:
    assert save(head, name, where) == status
    assert "Bộ lọc đã lưu" not in head.get("/tasks").text


def test_a_filter_of_very_many_units_is_not_kept(head: FlaskClient) -> None:
    units = "&".join(f"unit=bac-giang/mot-don-vi-co-ten-kha-dai-thu-{n}" for n in range(60))
    assert save(head, "Mọi đơn vị", f"/tasks?{units}") == 422
    assert "Mọi đơn vị" not in head.get("/tasks").text


def test_one_more_than_one_may_keep_is_refused_and_an_old_one_changed(head: FlaskClient) -> None:
    for number in range(MOST):
        assert save(head, f"Bộ lọc {number}") == 303
    assert save(head, "Thêm nữa") == 409
    assert save(head, "Bộ lọc 3", "/tasks?q=khac") == 303


@pytest.mark.parametrize(
    "where",
    ["https://elsewhere.example/tasks?q=x", "javascript:alert(1)?q=x", "//[?q=x", "/tasks?q=x#[y"],
)
def test_a_filter_leads_to_the_list_and_nowhere_else(head: FlaskClient, where: str) -> None:
    assert save(head, "Lạ", where) == 303
    assert 'href="/tasks?q=x"' in head.get("/tasks").text
