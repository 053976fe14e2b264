"""Lending a post: a choice of persons, a page to check, and the password, before anything is."""

import re
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from tests.worlds.province import World
from tests.worlds.web.lending import CONFIRMED
from tests.worlds.web.pages import SignIn
from tests.worlds.web.posting import send, token_on

HEAD = "bac-giang/so-khcn/head"
BROWSER = {"Accept": "text/html"}


@pytest.fixture
def deputy(world: World) -> UUID:
    unit = world.unit("so-khcn", "Sở KH&CN")
    world.post(unit, "head")
    world.post(unit, "officer", held=False)
    return world.person("pho.giam.doc", "bac-giang/so-khcn/officer", name="Trần Thị Bình")


@pytest.fixture
def head(deputy: UUID, as_post: SignIn) -> FlaskClient:
    del deputy
    return as_post(HEAD)


@pytest.fixture
def fields(deputy: UUID) -> dict[str, object]:
    return {
        "post": HEAD,
        "person": deputy,
        "first": "2024-12-10",
        "last": "2024-12-20",
        "document": "Giấy ủy quyền số 15/GUQ-SKHCN ngày 09/12/2024",
        "scope": "all",
    }


def lent(world: World) -> int:
    with world.engine.connect() as connection:
        return int(connection.execute(text("SELECT count(*) FROM delegation")).scalar_one())


def test_what_would_be_lent_is_shown_at_an_address_before_it_is(
    head: FlaskClient, world: World, fields: dict[str, object]
) -> None:
    asked = {"csrf_token": token_on(head.get("/delegations")), **fields}
    answer = head.post("/delegations", data=asked, headers=BROWSER)
    assert answer.status_code == 303
    page = head.get(answer.location).text
    for said in ("Trần Thị Bình", "toàn bộ việc của chức vụ", "từ 10/12/2024 đến 20/12/2024",
                 "15/GUQ-SKHCN ngày 09/12/2024", 'name="password"'):  # fmt: skip
        assert said in page, said
    assert lent(world) == 0
    assert head.get(answer.location).text == page
    done = send(head, "/delegations", fields | CONFIRMED, at=answer.location)
    assert (done.status_code, done.location) == (303, "/delegations")
    assert lent(world) == 1


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"_confirm": "1"}, (422, "Mật khẩu không đúng")),
        ({"_confirm": "1", "password": "sai"}, (422, "Mật khẩu không đúng")),
        ({"_edit": "1"}, (200, "Ủy quyền mới")),
    ],
)
def test_without_the_password_nothing_is_lent_and_all_that_was_typed_stays(
    head: FlaskClient,
    world: World,
    fields: dict[str, object],
    more: dict[str, str],
    told: tuple[int, str],
) -> None:
    answer = send(head, "/delegations", fields | more, at="/delegations")
    assert answer.status_code == told[0]
    assert told[1] in answer.text
    assert 'value="Giấy ủy quyền số 15/GUQ-SKHCN ngày 09/12/2024"' in answer.text
    assert str(fields["person"]) in answer.text
    assert lent(world) == 0


def test_only_who_could_act_for_the_post_is_offered(
    head: FlaskClient, world: World, deputy: UUID
) -> None:
    world.post(world.unit("thanh-tra", "Thanh tra"), "auditor")
    stranger = world.people[world.post(world.unit("so-gddt", "Sở GD&ĐT"), "officer")]
    world.person("kiem", "bac-giang/so-khcn/officer", "bac-giang/thanh-tra/auditor")
    gone = world.person("da.nghi", "bac-giang/so-khcn/officer")
    with world.engine.begin() as connection:
        off = text("UPDATE person SET deactivated_at = now() WHERE id = :id")
        connection.execute(off, {"id": gone})
    offered = set(re.findall(r'<option value="([0-9a-f-]{36})"', head.get("/delegations").text))
    assert str(deputy) in offered
    assert not offered & {str(world.people[who]) for who in (HEAD, "kiem", "da.nghi")}
    assert str(stranger) not in offered, "no bloc joins the two units"


def test_nobody_who_is_not_offered_is_lent_a_post(
    head: FlaskClient, world: World, fields: dict[str, object]
) -> None:
    stranger = world.people[world.post(world.unit("so-gddt", "Sở GD&ĐT"), "officer")]
    for person in (stranger, uuid4(), world.people[HEAD]):
        asked = fields | CONFIRMED | {"person": person}
        answer = send(head, "/delegations", asked, at="/delegations")
        assert answer.status_code == 422
        assert "Hãy chọn người làm thay trong danh sách." in answer.text
    assert lent(world) == 0
