"""An appointment across two provinces is ended on a page, whatever became of the succession."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from tests.worlds.province import NOW, World
from tests.worlds.web.pages import SignIn
from tests.worlds.web.posting import send

FORMER, AFTER, OTHER = "bac-giang", "bac-ninh", "ha-giang"
POST = f"{AFTER}/so-khcn/officer"
OWN = f"{FORMER}/so-khcn/officer"


def admin_of(province: str) -> str:
    return f"{province}/quan-tri/administrator"


@pytest.fixture
def end(world: World) -> str:
    """Put a person of the former into a post of the successor; answer where that is ended."""
    for province in (FORMER, AFTER, OTHER):
        world.post(world.unit("quan-tri", "Quản trị", province=province), "administrator")
        world.post(world.unit("so-khcn", "Sở KH&CN", province=province), "officer", held=False)
    person = world.person("nguoi.cu", OWN, POST)
    with world.engine.connect() as connection:
        query = text("SELECT id FROM appointment WHERE post_id = :post")
        found = connection.execute(query, {"post": POST}).scalar_one()
    return f"/people/{person}/appointments/{found}/end"


def followed(world: World) -> None:
    world.write(
        "province_succession", id="00000000-0000-4000-8000-000000000001", province=FORMER,
        successor=AFTER, day=NOW.date(), decision="NQ", units="{}", entered_at=NOW,
    )  # fmt: skip


def holders(admin: FlaskClient) -> str:
    return admin.get("/people/posts").text


def test_either_administrator_ends_it_after_the_succession_was_taken_back(
    as_post: SignIn, end: str
) -> None:
    keeper, other = as_post(admin_of(FORMER)), as_post(admin_of(OTHER))
    person = end.partition("/appointments")[0]
    assert end in keeper.get(person).text
    assert keeper.get(end).status_code == 200
    assert other.get(end).status_code == 404
    assert send(other, end, {"at_once": "1"}, at="/people").status_code == 404
    answer = send(keeper, end, {"at_once": "1"}, at=end)
    assert (answer.status_code, answer.location) == (303, person)


def test_who_looks_after_the_post_alone_ends_it_from_the_list_of_posts(
    as_post: SignIn, end: str
) -> None:
    admin, person = as_post(admin_of(AFTER)), end.partition("/appointments")[0]
    assert f'href="{person}"' not in holders(admin)
    assert admin.get(person).status_code == 404
    assert f'href="{end}"' in holders(admin)
    page = admin.get(end)
    assert page.status_code == 200
    assert f'href="{person}"' not in page.text
    wrong = send(admin, end, {"last": "2020-01-01"}, at=end)
    assert wrong.status_code == 422
    answer = send(admin, end, {"at_once": "1"}, at=end)
    assert (answer.status_code, answer.location) == (303, "/people/posts")
    assert end not in holders(admin)


def test_what_would_be_left_in_another_province_is_counted_and_not_named(
    world: World, as_post: SignIn, end: str
) -> None:
    world.task(world.case(f"{FORMER}/so-khcn"), POST, "Việc của Bắc Giang")
    told = as_post(admin_of(FORMER)).get(end).text
    assert "Việc của Bắc Giang" in told
    assert "của tỉnh khác" not in told
    told = as_post(admin_of(AFTER)).get(end).text
    assert "Việc của Bắc Giang" not in told
    assert "1 việc của tỉnh khác" in told


def test_where_one_follows_the_other_who_looks_after_both_ends_it(
    world: World, as_post: SignIn, end: str
) -> None:
    followed(world)
    former, successor = as_post(admin_of(FORMER)), as_post(admin_of(AFTER))
    assert end not in former.get(end.partition("/appointments")[0]).text
    assert former.get(end).status_code == 404
    assert send(former, end, {"at_once": "1"}, at="/people").status_code == 404
    assert end in successor.get(end.partition("/appointments")[0]).text
    assert send(successor, end, {"at_once": "1"}, at=end).status_code == 303
