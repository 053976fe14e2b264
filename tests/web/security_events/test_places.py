"""Where events come from: who is told, by which key it is found later, what the log is told."""

from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from server.actions.identity import fresh_proof
from server.actions.identity.fresh_proof import TypedProof
from server.domain.identity.sign_ins import TryOrigin
from server.domain.people.actors import FreshPasswordWrong
from server.store import open_session
from server.store.security_events import writing
from server.store.security_events.writing import SecurityEvent
from server.web.requests.installation import EXTENSION
from tests.web.identity.test_sign_in import actor_in
from tests.web.security_events.test_events import HEAD, auditor, fail, read, starting_state
from tests.worlds.province import NOW, World
from tests.worlds.web.pages import SignIn, sign_in

__all__ = ["auditor", "starting_state"]
ORIGIN = TryOrigin(address="2001:db8::1", browser="", tokens=(), key=b"new", key_before=b"former")


def test_a_stranger_is_told_without_address_and_browser(auditor: FlaskClient, app: Flask) -> None:
    stranger = app.test_client()
    stranger.post("/sign-in", data={"username": "x"}, headers={"User-Agent": "Trinh-duyet-la"})
    fail(app, "khong/co/ai")
    page = read(auditor, "group=refused") + read(auditor, "group=failed")
    strangers = [row for row in page.split("<tr>") if "không rõ" in row]
    assert len(strangers) == 2
    for row in strangers:
        assert "IPv4" in row
        assert "127.0.0.1" not in row
        assert "Trinh-duyet-la" not in row


def test_a_stranger_is_not_found_by_asking_for_an_address(auditor: FlaskClient, app: Flask) -> None:
    fail(app, "khong/co/ai")
    assert "Sai mật khẩu" in read(auditor)
    assert "Sai mật khẩu" not in read(auditor, "address=127.0.0.1")


def test_the_address_of_an_event_is_hashed_by_a_key_of_its_own(world: World, app: Flask) -> None:
    world.post(world.unit("so-khcn", "Sở KH&CN"), "head")
    sign_in(app, HEAD)
    told, tried = (
        text(f"SELECT DISTINCT address_hash FROM {table}")  # noqa: S608 - constants
        for table in ("security_event", "sign_in_try")
    )
    with world.engine.connect() as connection:
        here, there = connection.execute(told).scalar_one(), connection.execute(tried).scalar_one()
    assert len(here) == len(there) == 32
    assert here != there


def test_a_wrong_password_before_an_act_is_told_with_its_place(
    auditor: FlaskClient, app: Flask, world: World
) -> None:
    held, wrong = app.extensions[EXTENSION], TypedProof("sai")
    with (
        app.test_request_context(environ_base={"REMOTE_ADDR": "192.0.2.9"}),
        held.open(read_only=False) as session,
        pytest.raises(FreshPasswordWrong),
    ):
        fresh_proof.confirm(session, actor_in(world, HEAD), wrong, NOW)
    row = read(auditor, "group=failed&address=192.0.2.9")
    assert "Sai mật khẩu khi xác nhận" in row
    assert "192.0.2.9" in row


def test_an_event_of_before_a_new_secret_is_found_by_its_address() -> None:
    former = replace(ORIGIN, key=b"former", key_before=b"")
    assert ORIGIN.event_addresses == [ORIGIN.event_address, former.event_address]
    assert replace(ORIGIN, address="2001:db8::2").event_address == ORIGIN.event_address


@pytest.mark.usefixtures("auditor")
@pytest.mark.parametrize("kept", [True, False])
def test_the_log_is_told_what_was_committed_alone(
    app: Flask, world: World, caplog: pytest.LogCaptureFixture, *, kept: bool
) -> None:
    caplog.set_level("INFO", "server.security")
    event = SecurityEvent(at=NOW, kind="signed_out", person_id=world.people[HEAD])
    with open_session(app.extensions[EXTENSION].engine) as session:
        writing.tell(session, event)
        assert caplog.records == []
        session.commit() if kept else session.rollback()
        session.execute(text("SELECT 1"))
        session.commit()
    assert len(caplog.records) == int(kept)


def test_a_sign_in_s_line_names_the_keyed_hash(
    auditor: FlaskClient, as_post: SignIn, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "server.security")
    as_post(HEAD)
    told = [vars(each) for each in caplog.records if each.name == "server.security"]
    assert [len(str(each["event_address"])) for each in told] == [32]
    assert auditor.get("/security-events").status_code == 200
