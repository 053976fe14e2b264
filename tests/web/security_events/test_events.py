"""Security events: what is told of accounts and refusals, and who reads it."""

from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from tests.worlds.province import World
from tests.worlds.web.pages import SignIn, sign_in
from tests.worlds.web.posting import send

AUDITOR = "bac-giang/thanh-tra/auditor"
ADMINISTRATOR = "bac-giang/so-nv/administrator"
HEAD, OTHERS = "bac-giang/so-khcn/head", "ha-giang/so-khcn/head"
PAGE = "/security-events"
TYPED = "mat khau sai hoan toan"


@pytest.fixture(scope="session")
def starting_state() -> object:
    from tests.worlds import states  # noqa: PLC0415 - the empty one, whatever the folder has

    return states.EMPTY


@pytest.fixture
def auditor(world: World, as_post: SignIn) -> FlaskClient:
    world.post(world.unit("thanh-tra", "Thanh tra"), "auditor")
    world.post(world.unit("so-nv", "Sở Nội vụ"), "administrator")
    world.post(world.unit("so-khcn", "Sở KH&CN"), "head")
    world.post(world.unit("so-khcn", "Sở KH&CN", province="ha-giang"), "head")
    return as_post(AUDITOR)


def read(client: FlaskClient, query: str = "") -> str:
    answer = client.get(f"{PAGE}?{query}")
    assert answer.status_code == 200
    return answer.text.partition("<tbody>")[2]


def fail(app: Flask, login: str) -> None:
    send(app.test_client(), "/sign-in", {"username": login, "password": TYPED}, at="/sign-in")


def test_a_sign_in_is_told_with_its_place(auditor: FlaskClient, as_post: SignIn) -> None:
    as_post(HEAD)
    page = read(auditor, "group=sign_ins")
    assert HEAD in page
    assert "127.0.0.1" in page


def test_an_administrator_reads_them_and_nobody_else(auditor: FlaskClient, app: Flask) -> None:
    assert sign_in(app, ADMINISTRATOR).get(PAGE).status_code == 200
    assert sign_in(app, HEAD).get(PAGE).status_code == 404
    assert auditor.get(PAGE).status_code == 200


def test_nothing_of_another_province_is_told(auditor: FlaskClient, as_post: SignIn) -> None:
    as_post(OTHERS)
    for query in ("", f"who={OTHERS}", "address=127.0.0.1"):
        assert OTHERS not in read(auditor, query)


def test_a_wrong_password_is_told_also_of_nobody_known(auditor: FlaskClient, app: Flask) -> None:
    fail(app, HEAD)
    fail(app, "khong/co/ai")
    page = read(auditor)
    assert page.count("Sai mật khẩu") == 2
    assert "khong/co/ai" not in page


@pytest.mark.usefixtures("auditor")
def test_no_secret_stands_in_a_row_or_a_line_of_the_log(
    app: Flask, world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    fail(app, HEAD)
    fail(app, TYPED)
    told = [record for record in caplog.records if record.name == "server.security"]
    assert len(told) == 2
    assert TYPED not in " ".join(str(vars(record)) for record in caplog.records)
    with world.engine.connect() as connection:
        rows = connection.execute(text("SELECT CAST(s AS text) FROM security_event s")).scalars()
        assert [row for row in rows if TYPED in row] == []


def test_signing_out_is_told(auditor: FlaskClient, app: Flask) -> None:
    client = sign_in(app, HEAD)
    send(client, "/sign-out", {})
    assert "Đã đăng xuất" in read(auditor, "group=sessions")


def test_a_refused_page_is_told_once_an_hour_with_its_number(
    auditor: FlaskClient, app: Flask
) -> None:
    client = sign_in(app, HEAD)
    for _ in range(3):
        assert client.get(PAGE).status_code == 404
    page = read(auditor, "group=refused")
    assert page.count("<tr>") == 1
    assert "× 3" in page


def test_what_was_refused_is_told_in_words(auditor: FlaskClient, app: Flask) -> None:
    sign_in(app, HEAD).get(f"/tasks/{UUID(int=1)}")
    page = read(auditor, "group=refused")
    assert "Một việc" in page
    assert "tasks." not in page


def test_an_address_is_found_by_its_hash_when_its_text_is_gone(
    auditor: FlaskClient, as_post: SignIn, world: World
) -> None:
    as_post(HEAD)
    with world.engine.begin() as connection:
        connection.execute(text("UPDATE security_event SET address = ''"))
    assert HEAD in read(auditor, "address=127.0.0.1")
    assert HEAD not in read(auditor, "address=192.0.2.9")


def test_an_event_that_cannot_be_written_loses_no_sign_in(
    auditor: FlaskClient, app: Flask, world: World
) -> None:
    assert auditor.get(PAGE).status_code == 200
    with world.engine.connect() as connection:
        before = connection.scalar(text("SELECT count(*) FROM web_session"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("server.store.security_events.writing._TRY", "INSERT INTO nothing VALUES (1)")
        assert sign_in(app, HEAD).get("/tasks").status_code == 200
    with world.engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM web_session")) == before + 1


def test_a_sign_in_from_a_place_not_used_before_is_marked(
    auditor: FlaskClient, as_post: SignIn, world: World
) -> None:
    as_post(HEAD)
    as_post(HEAD)
    assert "Nơi mới" not in read(auditor)
    moved = (
        "INSERT INTO security_event (id, at, kind, person_id, province, address, address_hash)"
        " SELECT gen_random_uuid(), at + interval '1 minute', kind, person_id, province,"
        " '192.0.2.9', 'elsewhere' FROM security_event WHERE person_id = :p"
        " ORDER BY at DESC LIMIT 1"
    )
    with world.engine.begin() as connection:
        connection.execute(text(moved), {"p": world.people[HEAD]})
    page = read(auditor, "group=sign_ins")
    assert page.count("Nơi mới") == 1
    assert "Nơi mới" in page.partition("192.0.2.9")[0].rpartition("<tr>")[2]


def test_failed_sign_ins_are_a_group_of_their_own(auditor: FlaskClient, app: Flask) -> None:
    fail(app, HEAD)
    assert "Sai mật khẩu" in read(auditor, "group=failed")
    assert "Sai mật khẩu" not in read(auditor, "group=sign_ins")


def test_a_persons_page_leads_to_their_events(
    auditor: FlaskClient, app: Flask, world: World
) -> None:
    fail(app, HEAD)
    person = world.people[HEAD]
    page = sign_in(app, ADMINISTRATOR).get(f"/people/{person}").text
    assert f'href="{PAGE}?person={person}"' in page
    rows = read(auditor, f"person={person}")
    assert HEAD in rows
    assert AUDITOR not in rows
