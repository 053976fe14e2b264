"""Each try to sign in leaves a row and a line in the log; nothing that was typed stands in them."""

import logging
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text
from sqlalchemy.orm import Session

from server.actions.installation.housekeeping import parts
from server.config import SIGN_INS_KEPT, Settings, SettingsRefused
from server.domain.identity.sign_ins import TRIES_OF_LOGIN_FROM_ADDRESS
from server.domain.people.actors import DEMONSTRATION_PASSWORD
from server.store import open_session
from tests.worlds.accounts import SECOND, handed_link
from tests.worlds.province import NOW, World
from tests.worlds.web.pages import SignIn
from tests.worlds.web.posting import send

MISTYPED = "my-own-password-in-the-wrong-field"


@pytest.fixture
def officer(world: World) -> str:
    return world.post(world.unit("so-khcn", "Sở KH&CN"), "officer")


def try_(client: FlaskClient, login: str, password: str) -> int:
    fields = {"username": login, "password": password}
    return send(client, "/sign-in", fields, at="/sign-in").status_code


def rows(world: World) -> list[dict[str, object]]:
    with world.engine.connect() as connection:
        found = connection.execute(text("SELECT * FROM sign_in_try ORDER BY at, id"))
        return [dict(row) for row in found.mappings()]


def test_sign_ins_and_failures_leave_who_what_when_and_from_where(
    world: World, officer: str, client: FlaskClient
) -> None:
    client.environ_base["REMOTE_ADDR"] = "203.0.113.7"
    client.environ_base["HTTP_USER_AGENT"] = "Firefox/140"
    assert try_(client, officer, "guessed-it") == 422
    assert try_(client, officer, DEMONSTRATION_PASSWORD) == 303
    wrong, right = rows(world)
    assert (wrong["person_id"], wrong["result"]) == (world.people[officer], "wrong")
    assert (right["person_id"], right["result"]) == (world.people[officer], "signed_in")
    assert (right["address"], right["browser"]) == ("203.0.113.7", "Firefox/140")
    assert right["address_hash"] == wrong["address_hash"] != ""


def test_nothing_typed_stands_in_a_row_or_a_line(
    world: World, officer: str, client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        try_(client, MISTYPED, "guessed-it")
        try_(client, officer, "guessed-it")
    said = [record.getMessage() for record in caplog.records if "sign-in: " in record.getMessage()]
    assert len(said) == 2
    assert str(world.people[officer]) in said[1]
    assert "wrong" in said[1]
    assert not any(each in f"{rows(world)} {said}" for each in (MISTYPED, "guessed-it", officer))
    assert rows(world)[0]["person_id"] is None


def test_a_flood_that_is_refused_is_summed_in_one_row(
    world: World, officer: str, client: FlaskClient
) -> None:
    for _ in range(TRIES_OF_LOGIN_FROM_ADDRESS + 5):
        try_(client, officer, "guessed-it")
    assert len(rows(world)) == TRIES_OF_LOGIN_FROM_ADDRESS + 1
    assert [row["times"] for row in rows(world) if row["result"] == "refused"] == [5]


def test_what_is_refused_of_one_account_is_not_told_of_another(
    world: World, officer: str, client: FlaskClient
) -> None:
    head = world.post("bac-giang/so-khcn", "head")
    for login, refused in ((officer, 1), (head, 2), (MISTYPED, 3)):
        for _ in range(TRIES_OF_LOGIN_FROM_ADDRESS + refused):
            try_(client, login, "guessed-it")
    told = [(row["person_id"], row["times"]) for row in rows(world) if row["result"] == "refused"]
    assert told == [(world.people[officer], 1), (world.people[head], 2), (None, 3)]


def test_one_click_and_a_person_without_a_post_leave_a_row(
    world: World, officer: str, client: FlaskClient
) -> None:
    world.person("without.a.post")
    assert try_(client, "without.a.post", DEMONSTRATION_PASSWORD) == 403
    send(client, "/sign-in/demonstration", {"post": officer}, at="/sign-in")
    assert [row["result"] for row in rows(world)] == ["no_post", "demonstration"]


def test_the_browser_is_known_again_by_a_cookie_no_script_reads(
    world: World, officer: str, client: FlaskClient
) -> None:
    try_(client, officer, DEMONSTRATION_PASSWORD)
    kept = client.get_cookie("binhxet-browser")
    assert kept is not None
    assert kept.http_only
    try_(client.application.test_client(), officer, DEMONSTRATION_PASSWORD)
    send(client, "/sign-out", {})
    try_(client, officer, DEMONSTRATION_PASSWORD)
    assert [row["known_browser"] for row in rows(world)] == [False, False, True]


def test_a_new_password_forgets_the_browsers(
    world: World, officer: str, app: Flask, as_post: SignIn
) -> None:
    post = world.post(world.unit("so-noi-vu", "Sở Nội vụ"), "administrator")
    world.person(SECOND, post)
    admins = as_post(post), as_post(SECOND)
    as_post(officer)
    link = handed_link(*admins, f"/people/{world.people[officer]}")
    words = {"password": "đồng lúa chín vàng", "again": "đồng lúa chín vàng"}
    assert send(app.test_client(), link, words, at=link).status_code == 303
    with world.engine.connect() as connection:
        left = connection.execute(text("SELECT person_id FROM known_browser")).scalars().all()
    assert set(left) == {world.people[post], world.people[SECOND]}


def test_rows_are_kept_for_the_period_of_the_configuration(world: World, officer: str) -> None:
    app = Settings.from_environment({"BINHXET_SIGN_INS_KEPT": "30"})
    assert Settings.from_environment({}).sign_ins_kept == SIGN_INS_KEPT == timedelta(days=365)
    world.write("sign_in_try", id=world.people[officer], at=NOW, person_id=None, result="wrong")
    with open_session(world.engine) as session:
        assert swept(session, 365, SIGN_INS_KEPT) == 0
        assert swept(session, 30, app.sign_ins_kept) == 0
        assert swept(session, 31, app.sign_ins_kept) == 1
    with pytest.raises(SettingsRefused):
        Settings.from_environment({"BINHXET_SIGN_INS_KEPT": "0"})


def swept(session: Session, days: int, kept: timedelta) -> int:
    return parts(kept)["sign_ins"](session, NOW + timedelta(days=days))


def test_sessions_ended_by_others_are_facts_of_the_stream_security(
    world: World, officer: str, as_post: SignIn
) -> None:
    admin = as_post(world.post(world.unit("so-noi-vu", "Sở Nội vụ"), "administrator"))
    as_post(officer)
    person = f"/people/{world.people[officer]}"
    assert send(admin, f"{person}/deactivate", {}, at=person).status_code == 303
    with world.engine.connect() as connection:
        asked = text("SELECT kind, object, province FROM event WHERE stream = 'security'")
        told = [tuple(row) for row in connection.execute(asked)]
    assert told == [("sessions.ended", f"person/{world.people[officer]}", "bac-giang")]
