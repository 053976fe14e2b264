"""Who signed in: what the auditor of a province reads of it, and nobody else."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from tests.worlds.province import NOW, World
from tests.worlds.web.pages import SignIn, sign_in
from tests.worlds.web.posting import send

AUDITOR = "bac-giang/thanh-tra/auditor"
HEAD, OTHERS = "bac-giang/so-khcn/head", "ha-giang/so-khcn/head"


@pytest.fixture(scope="session")
def starting_state() -> object:
    from tests.worlds import states  # noqa: PLC0415 - the empty one, whatever the folder has

    return states.EMPTY


@pytest.fixture
def auditor(world: World, as_post: SignIn) -> FlaskClient:
    world.post(world.unit("thanh-tra", "Thanh tra"), "auditor")
    world.post(world.unit("so-khcn", "Sở KH&CN"), "head")
    world.post(world.unit("so-khcn", "Sở KH&CN", province="ha-giang"), "head")
    return as_post(AUDITOR)


def read(client: FlaskClient, query: str = "") -> str:
    answer = client.get(f"/audit/sign-ins?{query}")
    assert answer.status_code == 200
    return answer.text.partition("<tbody>")[2]


def test_a_sign_in_is_listed_with_its_place(auditor: FlaskClient, as_post: SignIn) -> None:
    as_post(HEAD)
    page = read(auditor)
    assert HEAD in page
    assert "Đã đăng nhập" in page
    assert "127.0.0.1" in page


def test_nothing_of_another_province_is_listed(auditor: FlaskClient, as_post: SignIn) -> None:
    as_post(OTHERS)
    for query in ("", f"who={OTHERS}", "who=ha giang"):
        assert OTHERS not in read(auditor, query)


def test_a_wrong_password_is_found_by_its_result(auditor: FlaskClient, app: Flask) -> None:
    client = app.test_client()
    send(client, "/sign-in", {"username": HEAD, "password": "sai"}, at="/sign-in")
    page = read(auditor, "result=wrong")
    assert HEAD in page
    assert AUDITOR not in page


def test_a_name_that_is_nobodys_is_no_persons_and_not_listed(
    auditor: FlaskClient, app: Flask
) -> None:
    send(app.test_client(), "/sign-in", {"username": "x/y", "password": "p"}, at="/sign-in")
    assert "Sai mật khẩu" not in read(auditor)


def test_a_person_is_found_without_accents(auditor: FlaskClient, as_post: SignIn) -> None:
    as_post(HEAD)
    page = read(auditor, "who=SO KHCN HEAD")
    assert HEAD in page
    assert AUDITOR not in page


def test_a_sign_in_from_a_place_not_used_before_is_marked(
    auditor: FlaskClient, as_post: SignIn, world: World
) -> None:
    as_post(HEAD)
    as_post(HEAD)
    assert "Nơi mới" not in read(auditor)
    with world.engine.begin() as connection:
        connection.execute(
            text(
                "UPDATE sign_in_try SET address_hash = 'elsewhere' WHERE id = (SELECT t.id FROM"
                " sign_in_try t JOIN person p ON p.id = t.person_id WHERE p.login = :l"
                " ORDER BY at DESC LIMIT 1)"
            ),
            {"l": HEAD},
        )
    assert read(auditor).count("Nơi mới") == 1


def test_pages_of_sign_ins_join_without_gap(world: World, auditor: FlaskClient) -> None:
    with world.engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO sign_in_try(id, at, person_id, result, login_hash, address_hash)"
                " SELECT gen_random_uuid(), CAST(:at AS timestamptz) - n % 7 * interval '1 hour',"
                " :p, 'signed_in', '', 'h' FROM generate_series(1, 120) n"
            ),
            {"at": NOW, "p": world.people[HEAD]},
        )
    seen, address = 0, "/audit/sign-ins?result=signed_in"
    while address:
        page = auditor.get(address).text
        seen += page.partition("<tbody>")[2].count("<tr>")
        before, found, _ = page.partition('" rel="next"')
        address = before.rpartition('href="')[2].replace("&amp;", "&") if found else ""
    assert seen == 121


def test_who_is_no_auditor_finds_no_such_page(auditor: FlaskClient, app: Flask) -> None:
    assert auditor.get("/audit/sign-ins").status_code == 200
    assert sign_in(app, HEAD).get("/audit/sign-ins").status_code == 404


def test_a_day_that_is_none_lists_nothing(auditor: FlaskClient) -> None:
    page = auditor.get("/audit/sign-ins?from=31/02/2024").text
    assert "Chưa lọc" in page
