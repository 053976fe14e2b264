"""Signing in by the password of a real LDAP directory."""

import pytest
from sqlalchemy import text
from werkzeug.test import TestResponse

from server.domain.identity.directories import Directory
from server.domain.identity.sign_ins import TRIES_OF_LOGIN_FROM_ADDRESS
from tests.worlds.accounts import HEAD, OFFICER, Accounts
from tests.worlds.directories.slapd import BASE, PEOPLE, Slapd
from tests.worlds.web.outside import linked, phone_of, told, tries
from tests.worlds.web.phone import CODE_PAGE, code_given
from tests.worlds.web.posting import send

PATH, A, SESSION = "/sign-in/directory", "nguyen.van.a", "binhxet"


def typed(office: Accounts, name: str = A, password: str = PEOPLE[A], to: str = "") -> TestResponse:
    fields = {"username": name, "password": password}
    client = office.app.test_client()
    return send(client, PATH, fields | ({"next": to} if to else {}), at="/sign-in")


def test_a_linked_person_signs_in_by_the_password_they_have_there(at_directory: Accounts) -> None:
    linked(at_directory, HEAD, Directory.LDAP, "NV-1")
    client = at_directory.app.test_client()
    fields = {"username": A, "password": PEOPLE[A], "next": "/tasks?scope=done"}
    answer = send(client, PATH, fields, at="/sign-in")
    assert (answer.status_code, answer.location) == (303, "/tasks?scope=done")
    assert client.get("/tasks").status_code == 200
    assert tries(at_directory) == ["signed_in"]


@pytest.mark.parametrize(
    ("name", "password"),
    [(A, "không phải"), (A, ""), ("ai-do", PEOPLE[A]), ("*", PEOPLE[A]), ("", "")],
)
def test_a_wrong_name_and_a_wrong_password_are_answered_alike(
    at_directory: Accounts, name: str, password: str
) -> None:
    linked(at_directory, HEAD, Directory.LDAP, "NV-1")
    answer = typed(at_directory, name, password)
    assert answer.status_code == 422
    assert "Tên đăng nhập hoặc mật khẩu không đúng" in answer.text
    assert 'id="directory-username" name="username" value="' in answer.text
    assert tries(at_directory) == ["wrong"]


def test_an_account_without_a_person_gets_a_page_and_no_account(at_directory: Accounts) -> None:
    answer = typed(at_directory, "tran.thi.b", PEOPLE["tran.thi.b"])
    assert answer.status_code == 403
    assert "NV-2" in answer.text
    assert typed(at_directory, "tran.thi.b", "không phải").status_code == 422
    assert tries(at_directory) == ["unlinked", "wrong"]


def test_a_person_is_counted_whatever_spelling_of_the_name_is_typed(
    at_directory: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.directories.ldap_directory.SOONEST", 0)
    linked(at_directory, HEAD, Directory.LDAP, "NV-1")
    spellings = (A, A.upper(), A.title(), f"{A} ")
    for n in range(TRIES_OF_LOGIN_FROM_ADDRESS):
        assert typed(at_directory, spellings[n % 4], "không phải").status_code == 422
    answer = typed(at_directory)
    assert answer.status_code == 429
    assert "Sai quá nhiều lần" in answer.text
    own = {"username": HEAD, "password": "không phải"}
    assert send(at_directory.app.test_client(), "/sign-in", own, at="/sign-in").status_code == 429


def test_our_second_factor_is_asked_for_unless_told_otherwise(
    at_directory: Accounts, directory: Slapd, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = phone_of(at_directory, HEAD, monkeypatch)
    linked(at_directory, HEAD, Directory.LDAP, "NV-1")
    client = at_directory.app.test_client()
    fields = {"username": A, "password": PEOPLE[A]}
    assert send(client, PATH, fields, at="/sign-in").location == CODE_PAGE
    assert client.get("/tasks").status_code == 303
    assert code_given(client, phone.code(1)).status_code == 303
    assert client.get("/tasks").status_code == 200
    told(at_directory.app, {**directory.told, "BINHXET_LDAP_FACTOR": "0"})
    assert typed(at_directory).location == "/tasks"


def test_a_directory_that_is_away_is_told_in_words(office: Accounts, directory: Slapd) -> None:
    told(office.app, {**directory.told, "BINHXET_LDAP_URL": "ldaps://localhost:1"})
    answer = typed(office)
    assert answer.status_code == 503
    assert "không trả lời" in answer.text


def test_passwords_of_ours_can_be_switched_off(office: Accounts, directory: Slapd) -> None:
    told(office.app, {**directory.told, "BINHXET_LOCAL_ACCOUNTS": "0"})
    linked(office, HEAD, Directory.LDAP, "NV-1")
    client = office.app.test_client()
    page = client.get("/sign-in").text
    assert 'id="by-account"' not in page
    assert "Tài khoản của tỉnh" in page
    own = {"username": OFFICER, "password": "con trâu đi trước cái cày"}
    assert send(client, "/sign-in", own, at="/sign-in").status_code == 404
    assert typed(office).status_code == 303


def test_the_form_is_not_there_without_a_directory(office: Accounts) -> None:
    client = office.app.test_client()
    assert 'id="by-directory"' not in client.get("/sign-in").text
    assert send(client, PATH, {"username": A}, at="/sign-in").status_code == 404


def test_who_is_behind_the_same_address_locks_out_no_browser_that_is_known(
    at_directory: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    linked(at_directory, HEAD, Directory.LDAP, "NV-1")
    client, fields = at_directory.app.test_client(), {"username": A, "password": PEOPLE[A]}
    assert send(client, PATH, fields, at="/sign-in").status_code == 303
    for counted in ("domain.identity.sign_ins", "actions.identity.sign_in_tries"):
        monkeypatch.setattr(f"server.{counted}.TRIES_FROM_ADDRESS", 1)
    assert [typed(at_directory, "ai-do").status_code for _ in range(2)] == [422, 429]
    client.delete_cookie(SESSION)
    assert send(client, PATH, fields, at="/sign-in").status_code == 303


def test_without_a_service_account_a_try_and_a_browser_are_the_person_s_too(
    office: Accounts, directory: Slapd
) -> None:
    """Who it is becomes known once the password was right."""
    where = {"BINHXET_LDAP_PERSON_DN": f"uid={{name}},ou=people,{BASE}"}
    told(office.app, {**directory.reached(), **where})
    linked(office, HEAD, Directory.LDAP, "NV-1")
    client, fields = office.app.test_client(), {"username": A, "password": PEOPLE[A]}
    for _ in range(2):
        assert send(client, PATH, fields, at="/sign-in").status_code == 303
        client.delete_cookie(SESSION)
    with office.world.engine.connect() as connection:
        found = connection.execute(text("SELECT person_id, known_browser FROM sign_in_try"))
        assert [tuple(row) for row in found] == [
            (office.world.people[HEAD], False),
            (office.world.people[HEAD], True),
        ]
        assert connection.execute(text("SELECT count(*) FROM known_browser")).scalar_one() == 1
