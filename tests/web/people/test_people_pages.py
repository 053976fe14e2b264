"""The administrator's pages, delegations, and the one-time link."""

import re
from collections.abc import Callable
from functools import partial
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from tests.worlds.accounts import SECOND, handed_link
from tests.worlds.province import World
from tests.worlds.web.lending import CONFIRMED
from tests.worlds.web.pages import SignIn
from tests.worlds.web.posting import send

ADMIN = "bac-giang/quan-tri/administrator"
HEAD = "bac-giang/so-khcn/head"


@pytest.fixture
def admin(world: World, as_post: SignIn) -> FlaskClient:
    world.post(world.unit("quan-tri", "Quản trị"), "administrator")
    unit = world.unit("so-khcn", "Sở KH&CN")
    world.post(unit, "head")
    world.post(unit, "officer", held=False)
    return as_post(ADMIN)


def added(admin: FlaskClient, login: str) -> str:
    answer = send(admin, "/people", {"login": login, "name": "Người mới"}, at="/people")
    assert answer.status_code == 303, answer.text
    return str(answer.location)


@pytest.fixture
def link_of(admin: FlaskClient, world: World, as_post: SignIn) -> Callable[[str], str]:
    """Answer a person's link: the administrator asks for it, a second one opens it."""
    world.person(SECOND, ADMIN)
    return partial(handed_link, admin, as_post(SECOND))


def test_a_new_person_signs_in_by_their_link_once_appointed(
    admin: FlaskClient, app: Flask, link_of: Callable[[str], str]
) -> None:
    person = added(admin, "nguoi.moi")
    post = {"post": "bac-giang/so-khcn/officer", "first": "2024-12-01", "decision": "QĐ 1"}
    assert send(admin, f"{person}/appointments", post, at=person).status_code == 303
    link, client = link_of(person), app.test_client()
    words = {"password": "mật khẩu đủ dài", "again": "mật khẩu đủ dài"}
    assert send(client, link, words, at=link).status_code == 303
    fields = {"username": "nguoi.moi", "password": "mật khẩu đủ dài"}
    assert send(client, "/sign-in", fields, at="/sign-in").status_code == 303


def test_a_link_works_once_and_only_the_newest_works(
    admin: FlaskClient, app: Flask, link_of: Callable[[str], str]
) -> None:
    person = added(admin, "nguoi.moi")
    first, second = link_of(person), link_of(person)
    client = app.test_client()
    assert client.get(first).status_code == 410
    words = {"password": "mật khẩu đủ dài", "again": "mật khẩu đủ dài"}
    assert send(client, second, words, at=second).status_code == 303
    assert client.get(second).status_code == 410


def test_a_token_is_kept_only_as_its_hash(
    admin: FlaskClient, world: World, link_of: Callable[[str], str]
) -> None:
    link = link_of(added(admin, "nguoi.moi"))
    with world.engine.connect() as connection:
        kept = connection.execute(text("SELECT token_hash FROM invite")).scalars().all()
    assert link.rpartition("/")[2] not in kept


@pytest.mark.parametrize(
    "typed",
    [
        ("ngắn", "ngắn", "ít nhất 12"),
        ("aaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaa", "dễ đoán"),
        ("mật khẩu đủ dài", "mật khẩu khác hẳn", "không giống nhau"),
    ],
)
def test_a_bad_password_is_refused_with_what_to_mend(
    admin: FlaskClient,
    app: Flask,
    link_of: Callable[[str], str],
    typed: tuple[str, str, str],
) -> None:
    password, again, says = typed
    link = link_of(added(admin, "nguoi.moi"))
    client = app.test_client()
    answer = send(client, link, {"password": password, "again": again}, at=link)
    assert answer.status_code == 422
    assert says in answer.text
    assert client.get(link).status_code == 200


def test_an_administrator_gives_themself_no_post(admin: FlaskClient, world: World) -> None:
    own = f"/people/{world.people[ADMIN]}"
    post = {"post": "bac-giang/so-khcn/officer", "first": "2024-12-01"}
    assert send(admin, f"{own}/appointments", post, at="/people").status_code == 403
    assert send(admin, f"{own}/link", {}, at="/people").status_code == 403


def test_an_administrator_holds_no_deciding_post(admin: FlaskClient) -> None:
    person = added(admin, "nguoi.moi")
    for post, status in (("quan-tri/administrator", 303), ("so-khcn/officer", 409)):
        fields = {"post": f"bac-giang/{post}", "first": "2024-12-01"}
        assert send(admin, f"{person}/appointments", fields, at=person).status_code == status


def test_a_head_has_one_holder_at_a_time(admin: FlaskClient) -> None:
    person = added(admin, "nguoi.moi")
    fields = {"post": HEAD, "first": "2024-12-01"}
    answer = send(admin, f"{person}/appointments", fields, at=person)
    assert answer.status_code == 409
    assert "chỉ một người giữ" in answer.text


def test_deactivation_ends_sessions_at_once(
    admin: FlaskClient, world: World, as_post: SignIn
) -> None:
    head = as_post(HEAD)
    assert head.get("/tasks").status_code == 200
    person = f"/people/{world.people[HEAD]}"
    assert send(admin, f"{person}/deactivate", {}, at=person).status_code == 303
    assert head.get("/tasks").status_code == 303


def test_every_change_is_an_event_in_one_unbroken_chain(
    admin: FlaskClient, world: World, link_of: Callable[[str], str]
) -> None:
    person = added(admin, "nguoi.moi")
    link_of(person)
    send(admin, f"{person}/deactivate", {}, at=person)
    with world.engine.connect() as connection:
        kinds = connection.execute(
            text("SELECT kind FROM event WHERE stream = 'people' ORDER BY seq")
        ).scalars()
        assert list(kinds) == [
            "person.added",
            "person.link_proposed",
            "person.invited",
            "person.deactivated",
        ]


def test_persons_are_nobody_elses_business(admin: FlaskClient, as_post: SignIn) -> None:
    del admin
    assert as_post(HEAD).get("/people").status_code == 404


def delegated(person_id: UUID) -> dict[str, str]:
    """Fill in the form that lends the head's post, and confirm it."""
    return {
        "person": str(person_id),
        "first": "2024-12-10",
        "last": "2024-12-20",
        "document": "Giấy ủy quyền 3",
        "post": HEAD,
        "scope": "all",
        **CONFIRMED,
    }


def test_a_head_lends_their_own_post_and_takes_it_back(
    admin: FlaskClient, world: World, as_post: SignIn
) -> None:
    del admin
    deputy_id = world.person("pho.giam.doc", "bac-giang/so-khcn/officer")
    head, deputy = as_post(HEAD), as_post("pho.giam.doc")
    fields = delegated(deputy_id)
    answer = send(head, "/delegations", fields, at="/delegations")
    assert answer.status_code == 303, answer.text
    assert "Thay mặt" in deputy.get("/tasks").text
    back = re.search(r'action="(/delegations/[\w-]+/revoke)"', head.get("/delegations").text)
    assert back is not None
    assert send(head, back[1], {}, at="/delegations").status_code == 303
    assert "Thay mặt" not in deputy.get("/tasks").text


@pytest.mark.parametrize(
    "wrong",
    [
        {"person": "khong.co.ai"},
        {"last": "2024-12-01"},
        {"document": ""},
        {"first": ""},
        {"person": ADMIN},
    ],
)
def test_a_bad_delegation_keeps_what_was_typed(
    admin: FlaskClient, world: World, as_post: SignIn, wrong: dict[str, str]
) -> None:
    del admin
    fields = delegated(world.person("pho.giam.doc", "bac-giang/so-khcn/officer"))
    answer = send(as_post(HEAD), "/delegations", fields | wrong, at="/delegations")
    assert answer.status_code in {409, 422}
    assert wrong.get("document", "Giấy ủy quyền 3") in answer.text


def test_an_officer_lends_nothing(admin: FlaskClient, world: World, as_post: SignIn) -> None:
    del admin
    world.person("can.bo", "bac-giang/so-khcn/officer")
    days = {"first": "2024-12-10", "last": "2024-12-20"}
    fields = {"person": "x", "document": "x", "post": "bac-giang/so-khcn/officer", **days}
    fields["scope"] = "all"
    assert send(as_post("can.bo"), "/delegations", fields).status_code == 409


def test_a_form_lends_no_other_post_than_the_one_it_shows(
    admin: FlaskClient, world: World, as_post: SignIn
) -> None:
    """Who changes the post they act in, in another tab, lends nothing they did not read."""
    del admin
    other = world.post(world.unit("so-tttt", "Sở TT&TT"), "head", held=False)
    world.appoint(world.people[HEAD], other)
    deputy_id = world.person("pho.giam.doc", "bac-giang/so-khcn/officer")
    head = as_post(HEAD)
    assert f'name="post" value="{HEAD}"' in head.get("/delegations").text
    fields = delegated(deputy_id)
    assert send(head, "/act-as", {"post": f"{other}|"}).status_code == 303
    answer = send(head, "/delegations", fields, at="/delegations")
    assert answer.status_code == 409
    assert "Giấy ủy quyền 3" in answer.text
    with world.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM delegation")).scalar_one() == 0
