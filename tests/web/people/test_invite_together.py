"""Many persons are invited in one act and confirmed in another, by somebody else."""

import re

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from server.actions.people import invite_together
from server.actions.people.act_as_administrator import by_login
from server.actions.people.invite_together import Invited
from server.domain.bloc_file import PersonEntry
from tests.worlds.accounts import (
    CONFIRMATIONS,
    ELSEWHERE,
    FIRST,
    OFFICER,
    PASSWORD,
    SECOND,
    Accounts,
)
from tests.worlds.province import NOW
from tests.worlds.web.posting import send

TOGETHER = "/people/together"
APPRAISER = "bac-giang/so-khcn/appraiser"
SECRETARY = "bac-giang/so-khcn/secretary"
CHOSEN = re.compile(r'name="id" value="([0-9a-f -]+)"[^>]*checked')
LINK = re.compile(
    r'<span class="hash">([^<]+)</span></label><input[^>]*value="http://[^/]+(/invite/[\w-]+)"'
)


@pytest.fixture
def office(office: Accounts) -> Accounts:
    for position in ("appraiser", "secretary"):
        office.world.post("bac-giang/so-khcn", position, held=False)
    return office


def fields(*persons: tuple[str, str, str], do: str = "invite") -> dict[str, object]:
    """Fill in the rows: login, name, post."""
    return {
        "do": do,
        "login": [each[0] for each in persons],
        "name": [each[1] for each in persons],
        "post": [each[2] for each in persons],
        "email": [""] * len(persons),
        "first": ["01/12/2024"] * len(persons),
        "decision": ["QĐ 12"] * len(persons),
    }


THREE = (
    ("do.van.an", "Đỗ Văn An", OFFICER),
    ("le.thi.binh", "Lê Thị Bình", APPRAISER),
    ("vu.chi", "Vũ Chi", SECRETARY),
)


def invite(office: Accounts, *persons: tuple[str, str, str], by: str = FIRST) -> TestResponse:
    return send(office.administrator(by), TOGETHER, fields(*persons), at=TOGETHER)


def confirm_all(office: Accounts, by: str) -> TestResponse:
    admin = office.administrator(by)
    ids = CHOSEN.findall(admin.get(CONFIRMATIONS).text)
    return send(admin, CONFIRMATIONS, {"id": ids, "do": "confirm"}, at=CONFIRMATIONS)


def count(office: Accounts, table: str, where: str = "true") -> int:
    with office.world.engine.connect() as connection:
        query = text(f"SELECT count(*) FROM {table} WHERE {where}")  # noqa: S608 - a test's own
        return int(connection.execute(query).scalar_one())


def test_two_acts_of_two_administrators_let_everybody_in(office: Accounts, app: Flask) -> None:
    assert invite(office, *THREE).status_code == 303
    before = count(
        office, "appointment", "person_id IN (SELECT id FROM person WHERE login = 'vu.chi')"
    )
    assert before == 0
    links = dict(LINK.findall(confirm_all(office, SECOND).text))
    assert sorted(links) == [login for login, _name, _post in THREE]
    for login, path in links.items():
        words = {"password": PASSWORD, "again": PASSWORD}
        assert send(app.test_client(), path, words, at=path).status_code == 303
        assert office.signed_in(login, PASSWORD).get("/tasks").status_code == 200


def test_what_one_administrator_gave_the_same_one_does_not_confirm(office: Accounts) -> None:
    invite(office, *THREE)
    admin = office.administrator(FIRST)
    page = admin.get(CONFIRMATIONS).text
    assert CHOSEN.findall(page) == []
    ids = re.findall(r'name="id" value="([0-9a-f -]+)"', page)
    answer = send(admin, CONFIRMATIONS, {"id": ids, "do": "confirm"}, at=CONFIRMATIONS)
    assert answer.status_code == 403
    assert count(office, "account_proposal", "state = 'done'") == 0


def test_one_mistake_and_nobody_is_invited_and_nothing_typed_is_lost(office: Accounts) -> None:
    persons, people = count(office, "person"), (*THREE, ("Xấu", "Người Xấu", OFFICER))
    answer = invite(office, *people)
    assert answer.status_code == 422
    assert count(office, "person") == persons
    assert count(office, "account_proposal") == 0
    for login, name, _post in people:
        assert f'value="{login}"' in answer.text
        assert f'value="{name}"' in answer.text
    assert 'id="login-3-wrong"' in answer.text
    assert 'id="login-2-wrong"' not in answer.text


@pytest.mark.parametrize(
    ("person", "column"),
    [
        (("moi.1", "", OFFICER), "name"),
        (("", "Người Mới", OFFICER), "login"),
        (("moi.1", "Người Mới", ""), "post"),
        (("moi.1", "Người Mới", "ha-giang/quan-tri/administrator"), "post"),
        (("moi.1", "Người Mới", "bac-giang/so-khcn/head"), "post"),
        ((FIRST, f"Người giữ {FIRST}", OFFICER), "post"),
        ((SECOND, "Người Khác", OFFICER), "login"),
        ((SECOND, f"Người giữ {SECOND}", OFFICER), "post"),
        ((ELSEWHERE, f"Người giữ {ELSEWHERE}", OFFICER), "login"),
    ],
)
def test_a_mistake_is_named_at_its_row_and_column(
    office: Accounts, person: tuple[str, str, str], column: str
) -> None:
    answer = invite(office, THREE[0], person)
    assert answer.status_code == 422, answer.text
    assert re.findall(r'class="err" id="([a-z]+-\d)-wrong"', answer.text) == [f"{column}-1"]
    assert count(office, "person", "login = 'do.van.an'") == 0


def test_one_person_in_two_posts_gets_one_account_and_one_link(office: Accounts) -> None:
    login, name, _post = THREE[1]
    assert invite(office, (login, name, APPRAISER), (login, name, SECRETARY)).status_code == 303
    assert count(office, "account_proposal", "kind = 'link'") == 1
    assert count(office, "account_proposal", "kind = 'appointment'") == 2


def test_pasted_lines_become_rows_with_sign_in_names(office: Accounts) -> None:
    pasted = (
        "Đỗ Văn An\tan@so-khcn.gov.vn\tbac-giang/so-khcn/officer\nLê Thị Bình\tCán bộ thẩm định"
    )
    answer = send(
        office.administrator(FIRST), TOGETHER, {"do": "fill", "pasted": pasted}, at=TOGETHER
    )
    for value in ("do.van.an", "le.thi.binh", "an@so-khcn.gov.vn"):
        assert f'value="{value}"' in answer.text
    assert count(office, "person", "login = 'do.van.an'") == 0


@pytest.mark.parametrize("post", [OFFICER, "bac-giang/so-khcn/head", "bac-giang/thanh-tra/auditor"])
def test_who_is_no_administrator_finds_no_such_page(office: Accounts, post: str) -> None:
    client = office.signed_in(post)
    assert client.get(TOGETHER).status_code == 404
    assert send(client, TOGETHER, fields(*THREE), at="/tasks").status_code == 404


def test_a_list_is_not_confirmed_by_who_typed_its_addresses(office: Accounts) -> None:
    """Whoever typed an address may read its mailbox: what comes by it went through their hands."""
    with office.world.engine.begin() as connection:
        session = Session(connection)
        made = invite_together.invite_together(
            session,
            [PersonEntry(login="moi", name="Mới", email="a@so.vn", appointments=())],
            mails=True,
            typists={"moi": office.world.people[OFFICER]},
            actor=by_login(session, FIRST, now=NOW),
            now=NOW,
        )
        assert made == Invited(persons=1, mailed=1, waits=0)
    assert count(office, "invite", f"made_by = '{office.world.people[OFFICER]}'") == 1


def test_more_than_are_taken_at_once_stay_on_the_page(office: Accounts) -> None:
    many = [(f"nguoi.so.{n}", f"Người thứ {n}", OFFICER) for n in range(201)]
    answer = invite(office, *many)
    assert (answer.status_code, "200 dòng" in answer.text) == (422, True)
    assert all(f'value="{login}"' in answer.text for login, _name, _post in many)
    assert count(office, "account_proposal") == 0


def test_nobody_is_invited_while_something_pasted_waits(office: Accounts) -> None:
    typed = {**fields(*THREE), "pasted": "Phạm Thị Dung"}
    answer = send(office.administrator(FIRST), TOGETHER, typed, at=TOGETHER)
    assert answer.status_code == 200
    assert 'value="pham.thi.dung"' in answer.text
    assert count(office, "account_proposal") == 0
