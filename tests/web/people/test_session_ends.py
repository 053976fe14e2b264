"""An administrator ends all sessions of a person of their province, says why, and they are told."""

import json

import pytest
from sqlalchemy import text
from werkzeug.test import TestResponse

from server.cli import main
from tests.worlds.accounts import ELSEWHERE, FIRST, HEAD, OFFICER, Accounts
from tests.worlds.web.posting import send

WHY = "Máy của phòng bị mất"
KEPT = (
    "INSERT INTO known_browser(id_hash, person_id, created_at) VALUES ('0a', :person, now())",
    """INSERT INTO calendar_link(token_hash, person_id, post_id, language, made_at)
    SELECT '0b', :person, post_id, 'vi', now() FROM appointment WHERE person_id = :person""",
)
"""What a browser and a calendar program of the person leave behind."""


def ended(office: Accounts, login: str, why: str = WHY, *, by: str = FIRST) -> TestResponse:
    fields = {"reason": why}
    return send(
        office.administrator(by), f"{office.page(login)}/end-sessions", fields, at="/people"
    )


def events(office: Accounts) -> list[tuple[str, int, str]]:
    query = text(
        "SELECT e.object, p.payload FROM event e JOIN event_payload p ON p.event_id = e.id"
        " WHERE e.kind = 'sessions.ended' ORDER BY e.seq"
    )
    with office.world.engine.connect() as connection:
        found = [(row.object, json.loads(row.payload)) for row in connection.execute(query)]
    return [(of, told["sessions"], told["reason"]) for of, told in found]


def mailed_to(office: Accounts, login: str) -> None:
    with office.world.engine.begin() as connection:
        given = text("UPDATE person SET email = 'thu@co-quan.gov.vn' WHERE login = :login")
        connection.execute(given, {"login": login})


def letters(office: Accounts, login: str) -> list[str]:
    query = text("SELECT body_vi FROM mail WHERE person_id = :person")
    with office.world.engine.connect() as connection:
        found = connection.execute(query, {"person": office.world.people[login]})
        return list(found.scalars())


def test_every_session_of_the_person_ends_and_they_are_told_why(office: Accounts) -> None:
    mailed_to(office, HEAD)
    first, second, other = (office.signed_in(each) for each in (HEAD, HEAD, OFFICER))
    page = office.administrator(FIRST).get(office.page(HEAD)).text
    assert "Đang mở 2 phiên." in page
    assert ended(office, HEAD).status_code == 303
    assert first.get("/tasks").status_code == second.get("/tasks").status_code == 303
    assert other.get("/tasks").status_code == 200
    assert events(office) == [(f"person/{office.world.people[HEAD]}", 2, WHY)]
    (letter,) = letters(office, HEAD)
    assert f"Lý do: {WHY}." in letter
    office.signed_in(HEAD)
    assert ended(office, HEAD, f"{WHY}.").status_code == 303
    assert all(f"Lý do: {WHY}.\n" in each for each in letters(office, HEAD))
    assert office.signed_in(HEAD).get("/tasks").status_code == 200


def test_who_has_no_session_open_is_offered_no_end_of_one(office: Accounts) -> None:
    page = office.administrator(FIRST).get(office.page(HEAD)).text
    assert "Người này không có phiên đăng nhập nào đang mở." in page
    assert "Lý do kết thúc các phiên" not in page


def test_a_letter_is_promised_only_where_mail_reaches_the_person(
    office: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    for login in (HEAD, OFFICER):
        office.signed_in(login)
    mailed_to(office, HEAD)
    reached, promise = {}, "Người này nhận thư ghi lý do."
    for leaves in (False, True):
        monkeypatch.setattr("server.web.people.confirmations.mails", lambda leaves=leaves: leaves)
        for login in (HEAD, OFFICER):
            page = office.administrator(FIRST).get(office.page(login)).text
            reached[leaves, login] = promise in page
            assert reached[leaves, login] != ("hãy báo lý do cho họ" in page)
    assert [each for each in reached if reached[each]] == [(True, HEAD)]


@pytest.mark.parametrize("why", ["", "  ", "x" * 301])
def test_without_a_reason_nothing_ends(office: Accounts, why: str) -> None:
    client = office.signed_in(HEAD)
    answer = ended(office, HEAD, why)
    assert answer.status_code == 422
    assert client.get("/tasks").status_code == 200
    assert not events(office)


def test_an_administrator_elsewhere_finds_nobody(office: Accounts) -> None:
    client = office.signed_in(HEAD)
    assert ended(office, HEAD, by=ELSEWHERE).status_code == 404
    assert client.get("/tasks").status_code == 200


def test_ones_own_end_on_the_page_of_the_account(office: Accounts) -> None:
    assert ended(office, FIRST).status_code == 403
    assert office.administrator(FIRST).get("/people").status_code == 200


def test_where_no_session_is_open_nothing_is_forgotten_and_the_page_says_so(
    office: Accounts,
) -> None:
    mailed_to(office, HEAD)
    office.signed_in(HEAD)
    assert ended(office, HEAD).status_code == 303
    person = office.world.people[HEAD]
    with office.world.engine.begin() as connection:
        for kept in KEPT:
            connection.execute(text(kept), {"person": person})
    refused = ended(office, HEAD)
    assert refused.status_code == 409
    assert "Người này không có phiên đăng nhập nào đang mở." in refused.text
    assert WHY in refused.text
    with office.world.engine.connect() as connection:
        kept = "SELECT person_id FROM known_browser UNION ALL SELECT person_id FROM calendar_link"
        assert [*connection.execute(text(kept)).scalars()].count(person) == len(KEPT)
    assert len(events(office)) == len(letters(office, HEAD)) == 1


def test_the_operator_ends_them_by_a_command(
    office: Accounts, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    mailed_to(office, HEAD)
    client = office.signed_in(HEAD)
    url = office.world.engine.url.render_as_string(hide_password=False)
    monkeypatch.setenv("DATABASE_URL", url)
    assert main(["person", "end-sessions", HEAD, "--reason", WHY]) == 0
    assert f"{HEAD}: 1" in capsys.readouterr().out
    assert client.get("/tasks").status_code == 303
    assert len(letters(office, HEAD)) == 1
