"""An account of a directory is linked with a person by two administrators, and removed by one."""

import pytest
from sqlalchemy import text
from werkzeug.test import TestResponse

from server.cli import main
from server.domain.identity.directories import Directory
from tests.worlds.accounts import (
    CONFIRMATIONS,
    ELSEWHERE,
    FIRST,
    HEAD,
    OFFICER,
    PROPOSAL,
    SECOND,
    Accounts,
    settle,
)
from tests.worlds.directories.slapd import Slapd
from tests.worlds.web.outside import linked
from tests.worlds.web.posting import send


def proposed(
    office: Accounts, login: str = HEAD, subject: str = "NV-1", *, by: str = FIRST
) -> TestResponse:
    page = office.page(login)
    fields = {"directory": "ldap", "subject": subject}
    return send(office.administrator(by), f"{page}/directory", fields, at="/people")


def links(office: Accounts) -> list[tuple[str, bool]]:
    with office.world.engine.connect() as connection:
        found = connection.execute(
            text("SELECT subject, confirmed_at IS NOT NULL FROM directory_link ORDER BY id")
        )
        return [(subject, bool(in_force)) for subject, in_force in found]


def told(office: Accounts) -> list[str]:
    query = "SELECT kind FROM event WHERE kind LIKE 'person.directory%' ORDER BY seq"
    with office.world.engine.connect() as connection:
        return list(connection.execute(text(query)).scalars())


def test_one_proposes_another_confirms(at_directory: Accounts) -> None:
    assert proposed(at_directory).status_code == 303
    assert links(at_directory) == [("NV-1", False)]
    first, second = (at_directory.administrator(each) for each in (FIRST, SECOND))
    (proposal,) = PROPOSAL.findall(second.get(CONFIRMATIONS).text)
    assert "NV-1" in second.get(CONFIRMATIONS).text
    assert settle(first, proposal).status_code == 403
    assert settle(second, proposal).status_code == 303
    assert links(at_directory) == [("NV-1", True)]
    page = second.get(at_directory.page(HEAD)).text
    assert "NV-1" in page
    assert told(at_directory) == ["person.directory_proposed", "person.directory_linked"]


def test_what_is_declined_is_forgotten(at_directory: Accounts) -> None:
    proposed(at_directory)
    second = at_directory.administrator(SECOND)
    (proposal,) = PROPOSAL.findall(second.get(CONFIRMATIONS).text)
    assert proposed(at_directory, subject="NV-2").status_code == 409
    assert settle(second, proposal, "decline").status_code == 303
    assert links(at_directory) == []


@pytest.mark.parametrize(("subject", "status"), [("", 422), ("x" * 256, 422), ("NV-1", 409)])
def test_a_subject_is_one_person_s_and_can_be_one(
    at_directory: Accounts, subject: str, status: int
) -> None:
    linked(at_directory, OFFICER, Directory.LDAP, "NV-1")
    assert proposed(at_directory, subject=subject).status_code == status


def test_nobody_links_their_own_account_or_one_of_another_province(at_directory: Accounts) -> None:
    assert proposed(at_directory, FIRST).status_code == 403
    assert proposed(at_directory, HEAD, by=ELSEWHERE).status_code == 404
    assert proposed(at_directory, HEAD).status_code == 303


def test_a_directory_that_is_not_asked_here_is_linked_with_nobody(office: Accounts) -> None:
    assert proposed(office).status_code == 409
    assert "Tài khoản bên ngoài" not in office.administrator(FIRST).get(office.page(HEAD)).text


def test_removing_ends_the_person_s_sessions(at_directory: Accounts) -> None:
    link = linked(at_directory, HEAD, Directory.LDAP, "NV-1")
    client, admin = at_directory.signed_in(HEAD), at_directory.administrator(FIRST)
    page = at_directory.page(HEAD)
    elsewhere = at_directory.administrator(ELSEWHERE)
    assert send(elsewhere, f"{page}/directory/{link}/remove", {}, at="/people").status_code == 404
    assert send(admin, f"{page}/directory/{link}/remove", {}, at=page).status_code == 303
    assert links(at_directory) == []
    assert client.get("/tasks").status_code == 303
    assert told(at_directory)[-1] == "person.directory_ended"


def test_an_account_that_another_replaces_leaves_nobody_signed_in(at_directory: Accounts) -> None:
    linked(at_directory, HEAD, Directory.LDAP, "NV-1")
    client = at_directory.signed_in(HEAD)
    linked(at_directory, HEAD, Directory.LDAP, "NV-2")
    assert links(at_directory) == [("NV-2", True)]
    assert client.get("/tasks").status_code == 303


def test_a_first_account_signs_nobody_out(at_directory: Accounts) -> None:
    client = at_directory.signed_in(HEAD)
    linked(at_directory, HEAD, Directory.LDAP, "NV-1")
    assert client.get("/tasks").status_code == 200


def test_who_linked_an_administrator_is_no_second_person_beside_them(
    at_directory: Accounts,
) -> None:
    """Both could have given the account to themselves: it counts as in their hands."""
    third = "quan.tri.3"
    at_directory.person(third, "bac-giang/quan-tri/administrator")
    proposed(at_directory, third, "NV-3")
    (proposal,) = PROPOSAL.findall(at_directory.administrator(SECOND).get(CONFIRMATIONS).text)
    assert settle(at_directory.administrator(SECOND), proposal).status_code == 303
    proposed(at_directory, HEAD, "NV-1", by=third)
    (proposal,) = PROPOSAL.findall(at_directory.administrator(SECOND).get(CONFIRMATIONS).text)
    assert settle(at_directory.administrator(SECOND), proposal).status_code in {403, 409}
    assert links(at_directory) == [("NV-3", True), ("NV-1", False)]


def test_the_operator_links_administrators_alone(
    at_directory: Accounts,
    directory: Slapd,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    url = at_directory.world.engine.url.render_as_string(hide_password=False)
    monkeypatch.setenv("DATABASE_URL", url)
    link = ["person", "link-directory"]
    assert main([*link, FIRST, "ldap", "NV-1"]) == 1  # whose account, nobody says
    assert "--issuer" in capsys.readouterr().err
    for name, value in directory.told.items():
        monkeypatch.setenv(name, value)
    assert main([*link, FIRST, "ldap", "NV-1"]) == 0
    assert main([*link, HEAD, "ldap", "NV-2", "--issuer", "ldap://elsewhere/dc=x?uid"]) == 0
    assert "chờ" in capsys.readouterr().out.lower()
    assert links(at_directory) == [("NV-1", True), ("NV-2", False)]
    assert main(["person", "unlink-directory", FIRST, "ldap"]) == 0
    assert main(["person", "unlink-directory", FIRST, "ldap"]) == 1
    assert "no such link" in capsys.readouterr().err
    assert links(at_directory) == [("NV-2", False)]


def test_closing_an_account_removes_its_links(at_directory: Accounts) -> None:
    linked(at_directory, HEAD, Directory.LDAP, "NV-1")
    page = at_directory.page(HEAD)
    admin = at_directory.administrator(FIRST)
    assert send(admin, f"{page}/deactivate", {}, at=page).status_code == 303
    assert links(at_directory) == []
