"""Signing in and out, and what a session is."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text
from sqlalchemy.orm import Session

from server.actions.identity import fresh_proof
from server.actions.identity.fresh_proof import TypedProof
from server.actions.installation.demonstration import (
    SECOND_ADMINISTRATOR,
    add_second_administrator,
)
from server.app import web_application
from server.domain.identity.sign_ins import TRIES_OF_LOGIN_FROM_ADDRESS
from server.domain.people.actors import (
    DEMONSTRATION_PASSWORD,
    Actor,
    FreshPasswordWrong,
    TooManyTries,
)
from server.domain.texts.words import Words
from server.store import open_session
from server.web.requests.addresses import local_path
from server.web.requests.installation import EXTENSION
from tests.worlds.databases import Database
from tests.worlds.province import NOW, World
from tests.worlds.web.pages import SignIn, seen, settings_of
from tests.worlds.web.posting import send, token_on


@pytest.fixture
def officer(world: World) -> str:
    return world.post(world.unit("so-khcn", "Sở KH&CN"), "officer")


def test_a_stranger_is_sent_to_sign_in_and_then_to_where_they_wanted(
    officer: str, client: FlaskClient
) -> None:
    answer = client.get("/tasks?scope=done")
    assert answer.status_code == 303
    assert answer.location == "/sign-in?next=/tasks?scope%3Ddone"
    fields = {"username": officer, "password": DEMONSTRATION_PASSWORD, "next": "/tasks?scope=done"}
    assert send(client, "/sign-in", fields, at="/sign-in").location == "/tasks?scope=done"


@pytest.mark.parametrize(
    ("address", "fields"),
    [
        ("/sign-in?next=/blocs", {"password": DEMONSTRATION_PASSWORD}),
        ("/sign-in/demonstration?next=/blocs", {"post": "bac-giang/so-khcn/officer"}),
    ],
)
def test_two_sign_in_pages_opened_together_are_both_of_use(
    officer: str, client: FlaskClient, address: str, fields: dict[str, str]
) -> None:
    typed = {"username": officer, **fields}
    first = token_on(client.get("/sign-in"))
    client.delete_cookie("binhxet")  # the second was asked for before the first was answered
    client.get("/sign-in")
    answer = client.post(address, data={"csrf_token": first, **typed})
    assert answer.status_code == 400
    assert "Trang đăng nhập này mở từ trước." in answer.text
    assert f'value="{officer}"' in answer.text
    assert DEMONSTRATION_PASSWORD not in re.sub("<p.*?</p>", "", answer.text)
    again = client.post(address, data={"csrf_token": token_on(answer), **typed})
    assert (again.status_code, again.location) == (303, "/blocs")


def test_a_script_that_reads_no_page_leaves_the_sign_in_page_of_use(client: FlaskClient) -> None:
    address = "/cases/00000000-0000-7000-8000-000000000000/diagram.xml"
    answer = client.get(address, headers={"Accept": "application/xml"})
    assert (answer.status_code, answer.data) == (401, b"")
    assert client.get_cookie("binhxet") is None
    assert client.get(address, headers={"Accept": "text/html,*/*;q=0.8"}).status_code == 303


def test_a_page_to_set_a_password_that_is_outdated_leads_back_to_itself(
    client: FlaskClient,
) -> None:
    answer = client.post("/invite/some-token", data={"csrf_token": "an older one"})
    assert answer.status_code == 400
    assert 'href="/invite/some-token"' in answer.text


def test_a_wrong_password_keeps_the_typed_name_but_not_the_password(
    officer: str, client: FlaskClient
) -> None:
    answer = send(
        client, "/sign-in", {"username": officer, "password": "guessed-it"}, at="/sign-in"
    )
    assert answer.status_code == 422
    assert "Tên đăng nhập hoặc mật khẩu không đúng." in answer.text
    assert f'value="{officer}"' in answer.text
    assert "guessed-it" not in answer.text


def test_an_unknown_name_reads_the_same_as_a_wrong_password(
    officer: str, client: FlaskClient
) -> None:
    wrong = [
        send(client, "/sign-in", {"username": name, "password": "guessed-it"}, at="/sign-in")
        for name in (officer, "nobody")
    ]
    assert wrong[0].status_code == wrong[1].status_code
    assert wrong[0].text.count("không đúng") == wrong[1].text.count("không đúng") == 1


def test_too_many_tries_refuse_even_the_right_password(officer: str, client: FlaskClient) -> None:
    for _ in range(TRIES_OF_LOGIN_FROM_ADDRESS):
        send(client, "/sign-in", {"username": officer, "password": "guessed-it"}, at="/sign-in")
    fields = {"username": officer, "password": DEMONSTRATION_PASSWORD}
    answer = send(client, "/sign-in", fields, at="/sign-in")
    assert answer.status_code == 429
    assert "Hãy thử lại sau 15 phút." in answer.text


def test_many_people_behind_one_address_do_not_lock_each_other_out(
    world: World, officer: str, client: FlaskClient, as_post: SignIn
) -> None:
    send(client, "/sign-in", {"username": officer, "password": "guessed-it"}, at="/sign-in")
    for _ in range(3):
        as_post(officer)
    with world.engine.begin() as connection:
        counted = connection.execute(text("SELECT key, failures FROM throttle"))
        assert {row.key.split(":")[0]: row.failures for row in counted} == {
            "address": 1,
            "login": 1,
            "login-from-address": 0,
        }


def test_signing_out_ends_the_session_for_who_kept_the_cookie(
    app: Flask, officer: str, as_post: SignIn
) -> None:
    client = as_post(officer)
    kept = client.get_cookie("binhxet")
    assert kept is not None
    send(client, "/sign-out", {})
    thief = app.test_client()
    thief.set_cookie("binhxet", kept.value)
    assert thief.get("/tasks").status_code == 303


@pytest.mark.parametrize(
    ("column", "age"), [("seen_at", timedelta(hours=3)), ("created_at", timedelta(hours=13))]
)
def test_a_session_ends_when_idle_or_old(
    world: World, officer: str, as_post: SignIn, column: str, age: timedelta
) -> None:
    client = as_post(officer)
    with world.engine.begin() as connection:
        connection.execute(
            text(f"UPDATE web_session SET {column} = {column} - :age"),  # noqa: S608
            {"age": age},
        )
    assert client.get("/tasks").status_code == 303


def test_a_session_in_use_is_marked_as_seen_but_not_on_every_page(
    world: World, officer: str, as_post: SignIn
) -> None:
    client = as_post(officer)
    with world.engine.begin() as connection:
        connection.execute(text("UPDATE web_session SET seen_at = seen_at - interval '1 hour'"))
        before = connection.scalar(text("SELECT seen_at FROM web_session"))
    client.get("/tasks")
    with world.engine.begin() as connection:
        seen = connection.scalar(text("SELECT seen_at FROM web_session"))
    client.get("/tasks")
    with world.engine.begin() as connection:
        again = connection.scalar(text("SELECT seen_at FROM web_session"))
    assert before < seen == again


def test_the_cookie_carries_no_name_and_no_post(officer: str, as_post: SignIn, app: Flask) -> None:
    client = as_post(officer)
    with client.session_transaction() as carried:
        assert set(carried) <= {"sid", "csrf_token"}
    assert app.config["SESSION_COOKIE_HTTPONLY"] is True


def test_a_closed_account_is_out_at_once(world: World, officer: str, as_post: SignIn) -> None:
    client = as_post(officer)
    with world.engine.begin() as connection:
        connection.execute(text("UPDATE person SET deactivated_at = now()"))
    assert client.get("/tasks").status_code == 303


def test_a_demonstration_offers_its_posts_with_one_click(officer: str, client: FlaskClient) -> None:
    assert f'value="{officer}"' in client.get("/sign-in").text
    answer = send(client, "/sign-in/demonstration", {"post": officer}, at="/sign-in")
    assert answer.location == "/tasks"
    assert client.get("/tasks").status_code == 200


def test_elsewhere_one_click_sign_in_does_not_exist(database: Database, officer: str) -> None:
    made = web_application(settings_of(database, demonstration=False))
    client = made.test_client()
    assert officer not in client.get("/sign-in").text
    there = send(client, "/sign-in/demonstration", {"post": officer}, at="/sign-in")
    assert there.status_code == 404
    assert seen(there) == seen(client.get("/no-such-page"))
    made.extensions[EXTENSION].engine.dispose()


@pytest.mark.parametrize(
    "address", ["https://evil.example", "//evil.example", "/\\evil.example", "/\tx", "", None]
)
def test_after_sign_in_nobody_is_led_elsewhere(address: str | None) -> None:
    assert local_path(address) == "/tasks"


def test_a_wrong_fresh_password_counts_though_the_act_is_undone(
    world: World, officer: str, as_post: SignIn, app: Flask
) -> None:
    as_post(officer)
    with open_session(app.extensions[EXTENSION].engine) as session:
        actor = actor_in(world, officer)
        for _ in range(fresh_proof.TRIES):
            with pytest.raises(FreshPasswordWrong):
                fresh_proof.confirm(session, actor, TypedProof("guessed-it"), NOW)
        session.rollback()
        with pytest.raises(TooManyTries):
            fresh_proof.confirm(session, actor, TypedProof(DEMONSTRATION_PASSWORD), NOW)


def actor_in(world: World, post_id: str) -> Actor:
    return Actor(
        person_id=world.people[post_id],
        name="",
        post_id=post_id,
        post_title=Words("x"),
        unit_id="u",
        unit_ids=frozenset(),
        positions=frozenset(),
    )


def test_of_two_administrators_of_a_demonstration_each_signs_in_by_a_click(
    world: World, app: Flask
) -> None:
    post = world.post(world.unit("quan-tri", "Quản trị"), "administrator")
    with Session(world.engine) as session, session.begin():
        add_second_administrator(session, post, now=NOW)
    page = app.test_client().get("/sign-in").text
    values = re.findall(rf'value="({post}[^"]*)"', page)
    assert len(values) == 2
    named = []
    for value in values:
        client = app.test_client()
        answer = send(client, "/sign-in/demonstration", {"post": value}, at="/sign-in")
        assert answer.status_code == 303
        named.append(SECOND_ADMINISTRATOR in client.get("/account").text)
    assert sorted(named) == [False, True]
