"""The list of posts: a page at a time, by words, and those alone that nobody holds."""

import pytest
from flask.testing import FlaskClient

from server.web.people import posts
from tests.worlds.province import World
from tests.worlds.web.pages import SignIn, next_page

ADMIN = "bac-giang/quan-tri/administrator"
PAGE = "/people/posts"
HELD, EMPTY, ELSEWHERE = (
    "bac-giang/so-khcn/head",
    "bac-giang/so-gddt/head",
    "ha-giang/so-khcn/head",
)


@pytest.fixture
def admin(world: World, as_post: SignIn) -> FlaskClient:
    world.post(world.unit("quan-tri", "Quản trị"), "administrator")
    world.post(world.unit("so-khcn", "Sở KH&CN"), "head")
    world.post(world.unit("so-gddt", "Sở GD&ĐT"), "head", held=False)
    world.post(world.unit("so-khcn", "Sở KH&CN", province="ha-giang"), "head", held=False)
    return as_post(ADMIN)


def told(page: str) -> set[str]:
    """Name the posts a page lists."""
    return {post for post in (ADMIN, HELD, EMPTY, ELSEWHERE) if f">{post}</span>" in page}


def test_all_of_the_province_are_listed(admin: FlaskClient) -> None:
    assert told(admin.get(PAGE).text) == {ADMIN, HELD, EMPTY}


def test_words_find_posts_and_an_empty_answer_says_how_to_go_on(admin: FlaskClient) -> None:
    assert told(admin.get(f"{PAGE}?q=gddt").text) == {EMPTY}
    nothing = admin.get(f"{PAGE}?q=khong+co").text
    assert told(nothing) == set()
    assert "Bỏ bộ lọc để xem mọi chức vụ." in nothing


def test_the_vacant_alone_are_listed_on_request(admin: FlaskClient) -> None:
    assert told(admin.get(f"{PAGE}?vacant=1").text) == {EMPTY}
    assert admin.get(f"{PAGE}?vacant=2").status_code == 400


def test_a_page_ends_where_the_next_begins(
    admin: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posts, "PAGE", 2)
    first = admin.get(PAGE).text
    second = admin.get(next_page(first)).text
    assert len(told(first)) == 2
    assert told(first) | told(second) == {ADMIN, HELD, EMPTY}
    assert told(first) & told(second) == set()
    assert next_page(second) == ""
    assert "Trang đầu" in second


def test_a_page_after_a_post_of_another_province_is_one_after_none(
    admin: FlaskClient, world: World
) -> None:
    elsewhere = world.post("ha-giang/so-khcn", "auditor", held=False)
    for after in (elsewhere, "ha-giang/khong-co/auditor"):
        answer = admin.get(PAGE, query_string={"after": after})
        assert told(answer.text) == set()


def test_a_page_holds_no_more_than_its_rows_however_many_there_are(
    admin: FlaskClient, world: World
) -> None:
    unit = world.unit("don-vi", "Đơn vị")
    for number in range(posts.PAGE + 5):
        world.write("post", id=f"{unit}/p{number:03}", unit_id=unit, position="officer")
    page = admin.get(PAGE).text
    assert page.count('<th scope="row">') == posts.PAGE
    assert next_page(page)
