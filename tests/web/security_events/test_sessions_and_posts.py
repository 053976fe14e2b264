"""Sessions that ended otherwise than by signing out, and posts that no page of ours makes."""

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from server.domain.people.actors import DEMONSTRATION_PASSWORD
from tests.web.security_events.test_events import HEAD, OTHERS, auditor, read, starting_state
from tests.worlds.province import World
from tests.worlds.web.pages import sign_in
from tests.worlds.web.posting import send

__all__ = ["auditor", "starting_state"]


def of(world: World, kind: str) -> list[tuple[str, int]]:
    """Return the province of each row of a kind, and how often it happened."""
    asked = text("SELECT province, times FROM security_event WHERE kind = :kind ORDER BY at, id")
    with world.engine.connect() as connection:
        return [(row.province, row.times) for row in connection.execute(asked, {"kind": kind})]


def test_a_form_without_its_token_is_told_of_its_person(
    auditor: FlaskClient, app: Flask, world: World
) -> None:
    client = sign_in(app, HEAD)
    for _ in range(2):
        assert client.post("/sign-out", data={"csrf_token": "forged"}).status_code == 400
    assert of(world, "csrf.refused") == [("bac-giang", 2)]
    page = read(auditor, "group=refused")
    assert "Biểu mẫu cũ hoặc giả mạo × 2" in page
    assert HEAD in page


def test_a_stranger_s_form_without_a_token_is_told_of_nobody(app: Flask, world: World) -> None:
    stranger = app.test_client()
    typed = {"username": HEAD, "password": "khong"}
    for _ in range(3):
        assert stranger.post("/sign-in", data=typed).status_code == 400
    assert of(world, "csrf.refused") == [("", 3)]
    assert of(world, "sign_in.wrong") == []


def test_what_no_page_sends_is_told(auditor: FlaskClient, app: Flask) -> None:
    client = sign_in(app, HEAD)
    assert send(client, "/tasks/assign/confirm", {"to": "nope"}, at="/tasks").status_code == 400
    assert "Gửi điều mà không trang nào gửi" in read(auditor, "group=refused")


def test_a_session_that_another_sign_in_replaced_is_told_of_its_person(
    auditor: FlaskClient, app: Flask, world: World
) -> None:
    client = sign_in(app, HEAD)
    typed = {"username": OTHERS, "password": DEMONSTRATION_PASSWORD}
    assert send(client, "/sign-in", typed, at="/tasks").status_code == 303
    assert of(world, "session.replaced") == [("bac-giang", 1)]
    page = read(auditor, "group=sessions")
    assert "Phiên kết thúc vì đăng nhập lại" in page
    assert HEAD in page
    assert OTHERS not in page


def test_an_event_of_a_person_without_a_province_is_no_other_province_s(
    auditor: FlaskClient, world: World
) -> None:
    written = text(
        "INSERT INTO security_event (id, at, kind, person_id)"
        " VALUES (gen_random_uuid(), now(), 'signed_out', :person)"
    )
    with world.engine.begin() as connection:
        connection.execute(written, {"person": world.people[OTHERS]})
    assert OTHERS not in read(auditor)
