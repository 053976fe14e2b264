"""Before an act: the password of a real directory, where its account signs the person in."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text
from werkzeug.test import TestResponse

from server.actions.identity.fresh_proof import TRIES
from server.directories.ldap_directory import LdapDirectory, LdapEntry
from server.domain.identity.directories import Directory
from server.web.requests.installation import EXTENSION
from tests.worlds.accounts import FIRST, HEAD, OFFICER, Accounts
from tests.worlds.directories.slapd import BASE, PEOPLE, Slapd
from tests.worlds.web.lending import CONFIRMED
from tests.worlds.web.outside import linked, told
from tests.worlds.web.phone import ACCOUNT, confirmed, offered, stand_still
from tests.worlds.web.posting import send

A, B = "nguyen.van.a", "tran.thi.b"
SETTING_UP = "/account/authenticator"

pytestmark = pytest.mark.usefixtures("quick_and_still")


@pytest.fixture
def quick_and_still(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("server.directories.ldap_directory.SOONEST", 0)
    stand_still(monkeypatch)


@pytest.fixture
def by_directory(at_directory: Accounts) -> FlaskClient:
    """Answer a head who came by the directory and has no password of ours."""
    linked(at_directory, HEAD, Directory.LDAP, "NV-1")
    return came(at_directory)


def came(office: Accounts) -> FlaskClient:
    run(office, "UPDATE person SET password_hash = NULL WHERE login = :login", login=HEAD)
    client = office.app.test_client()
    fields = {"username": A, "password": PEOPLE[A]}
    assert send(client, "/sign-in/directory", fields, at="/sign-in").status_code == 303
    return client


def run(office: Accounts, statement: str, **values: object) -> None:
    with office.world.engine.begin() as connection:
        connection.execute(text(statement), values)


def renamed(office: Accounts, login: str, to: str) -> None:
    run(office, "UPDATE person SET login = :to WHERE login = :login", login=login, to=to)


def proved(client: FlaskClient, password: str) -> TestResponse:
    return send(client, SETTING_UP, {"factor_password": password}, at=ACCOUNT)


def test_who_has_no_password_of_ours_proves_it_by_that_of_the_directory(
    by_directory: FlaskClient,
) -> None:
    assert proved(by_directory, PEOPLE[A]).location == SETTING_UP
    assert proved(by_directory, f"{PEOPLE[A]} ").status_code == 422
    assert proved(by_directory, "").status_code == 422


def test_another_person_s_password_proves_nothing(
    by_directory: FlaskClient, at_directory: Accounts
) -> None:
    linked(at_directory, OFFICER, Directory.LDAP, "NV-2")
    assert proved(by_directory, PEOPLE[B]).status_code == 422


def test_a_post_that_wants_a_second_factor_is_open_to_who_came_by_a_directory(
    by_directory: FlaskClient, at_directory: Accounts
) -> None:
    """With no password of ours they could set none up, and would be shut out for good."""
    held = at_directory.app.extensions[EXTENSION]
    object.__setattr__(held.settings, "factor_posts", frozenset({"head"}))
    assert by_directory.get("/tasks").location == ACCOUNT
    confirmed(by_directory, offered(by_directory, PEOPLE[A]))
    assert by_directory.get("/tasks").status_code == 200


def test_an_account_that_is_no_longer_linked_proves_nothing(at_directory: Accounts) -> None:
    link = linked(at_directory, HEAD, Directory.LDAP, "NV-1")
    client = at_directory.signed_in(HEAD)
    assert proved(client, PEOPLE[A]).status_code == 303
    run(at_directory, "DELETE FROM directory_link WHERE id = :link", link=link)
    assert proved(client, PEOPLE[A]).status_code == 422


def test_an_account_that_is_only_proposed_proves_nothing(at_directory: Accounts) -> None:
    page = at_directory.page(HEAD)
    fields = {"directory": "ldap", "subject": "NV-1"}
    send(at_directory.administrator(FIRST), f"{page}/directory", fields, at="/people")
    assert proved(at_directory.signed_in(HEAD), PEOPLE[A]).status_code == 422


def test_an_account_unlinked_while_the_directory_thinks_proves_nothing(
    at_directory: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = linked(at_directory, HEAD, Directory.LDAP, "NV-1")
    client = at_directory.signed_in(HEAD)
    thinks = LdapDirectory.proven

    def slow(self: LdapDirectory, entry: LdapEntry | None, password: str) -> LdapEntry | None:
        found = thinks(self, entry, password)
        run(at_directory, "DELETE FROM directory_link WHERE id = :link", link=link)
        return found

    monkeypatch.setattr(LdapDirectory, "proven", slow)
    assert proved(client, PEOPLE[A]).status_code == 422


def test_wrong_tries_are_counted_and_nobody_is_asked_beyond_them(
    by_directory: FlaskClient, at_directory: Accounts
) -> None:
    for _ in range(TRIES):
        assert proved(by_directory, "không phải").status_code == 422
    assert proved(by_directory, PEOPLE[A]).status_code == 429
    with at_directory.world.engine.connect() as connection:
        found = connection.execute(
            text("SELECT count(*) FROM sign_in_try WHERE result = 'wrong_fresh'")
        )
        assert found.scalar_one() == TRIES


def test_a_directory_that_is_silent_is_told_and_keeps_what_was_typed(
    by_directory: FlaskClient, at_directory: Accounts, directory: Slapd
) -> None:
    told(at_directory.app, {**directory.told, "BINHXET_LDAP_URL": "ldaps://localhost:1"})
    answer = proved(by_directory, PEOPLE[A])
    assert answer.status_code == 503
    assert "không trả lời" in answer.text
    typed = {
        "post": HEAD,
        "person": at_directory.world.people[OFFICER],
        "first": "2024-12-10",
        "last": "2024-12-20",
        "document": "15/GUQ-SKHCN",
        "scope": "all",
    }
    page = send(
        by_directory, "/delegations", typed | CONFIRMED | {"password": PEOPLE[A]}, at="/delegations"
    )
    assert page.status_code == 503
    assert "15/GUQ-SKHCN" in page.text
    assert PEOPLE[A] not in page.text


def test_a_password_of_ours_is_asked_of_no_directory(
    at_directory: Accounts, directory: Slapd
) -> None:
    linked(at_directory, HEAD, Directory.LDAP, "NV-1")
    client = at_directory.signed_in(HEAD)
    told(at_directory.app, {**directory.told, "BINHXET_LDAP_URL": "ldaps://localhost:1"})
    offered(client)


@pytest.mark.parametrize(("claim", "subject"), [("uid", A), ("employeeNumber", "NV-1")])
def test_without_a_service_account_the_entry_is_found_by_name(
    office: Accounts, directory: Slapd, claim: str, subject: str
) -> None:
    """By the subject where that is the name; else the person is called alike here and there."""
    where = {
        "BINHXET_LDAP_PERSON_DN": f"uid={{name}},ou=people,{BASE}",
        "BINHXET_LDAP_CLAIM": claim,
    }
    told(office.app, {**directory.reached(), **where})
    linked(office, HEAD, Directory.LDAP, subject)
    client = came(office)
    answer = proved(client, PEOPLE[A])
    assert answer.status_code == (303 if claim == "uid" else 422)
    assert ("tên của bạn ở danh bạ khác tên ở đây" in answer.text) == (claim != "uid")
    renamed(office, HEAD, A)
    assert proved(client, PEOPLE[A]).status_code == 303
    assert proved(client, PEOPLE[B]).status_code == 422
    renamed(office, A, B)
    assert proved(client, PEOPLE[B]).status_code == 422  # NV-2 is not who is linked
