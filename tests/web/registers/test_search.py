"""One page finds cases, documents, units and persons, and nothing its reader may not see."""

from unicodedata import normalize

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from server.web.search import found as search_results
from tests.sent import statements_sent
from tests.web.registers.test_register_pages import hidden
from tests.worlds.processes.numbered import Numbered
from tests.worlds.web.pages import SignIn

NUMBER = "01/KH-KTĐVHXH1"
ADMINISTRATOR, AUDITOR = "quan-tri.administrator", "thanh-tra.auditor"
MOST = 9
"""Statements of a page."""


def found(client: FlaskClient, typed: str) -> str:
    """Answer what the page shows below its form."""
    page = client.get("/search", query_string={"q": typed})
    assert page.status_code == 200
    return page.text.partition("</form>\n")[2].rpartition("</main>")[0].rpartition("</form>")[2]


@pytest.mark.parametrize("typed", [NUMBER, "01/kh-ktđvhxh1", "01 KH KTDVHXH1", "khktdvhxh1"])
def test_a_document_is_found_by_its_number(
    numbered: Numbered, leader: FlaskClient, typed: str
) -> None:
    numbered.open().first()
    page = found(leader, typed)
    assert NUMBER in page
    assert f"/cases/{numbered.year.case_id}?tab=documents" in page


def test_a_document_is_found_by_what_its_kind_is_called_and_by_its_case(
    numbered: Numbered, leader: FlaskClient
) -> None:
    numbered.open().first()
    assert NUMBER in found(leader, "kế hoạch")
    assert NUMBER in found(leader, "ke hoach khoa hoc cong nghe")
    assert NUMBER not in found(leader, "ke hoach giao duc")


def test_a_number_that_stands_for_several_of_a_list_is_one_line(
    numbered: Numbered, leader: FlaskClient
) -> None:
    numbered.open().first()
    again = text("""INSERT INTO document
      SELECT (jsonb_populate_record(d, jsonb_build_object('id', gen_random_uuid()))).*
      FROM document d WHERE number = :number""")
    with numbered.year.begin() as session:
        session.execute(again, {"number": NUMBER})
    assert found(leader, NUMBER).count(NUMBER) == 1


def test_a_document_is_found_by_nobody_it_is_closed_to(numbered: Numbered, as_post: SignIn) -> None:
    numbered.process = hidden()
    numbered.deploy().open().first()
    assert NUMBER in found(as_post("so-khcn.head"), NUMBER)
    assert NUMBER not in found(as_post("so-gddt.head"), NUMBER)


@pytest.mark.parametrize(
    "typed",
    [
        "SỞ GDĐT",
        "so gd&dt",
        "Sở GD-ÐT",
        normalize("NFD", "giáo dục và đào tạo"),
        "education",
        "gd&đt 2024",
    ],
)
def test_a_unit_is_found_in_full_and_in_short(leader: FlaskClient, typed: str) -> None:
    assert "/board/bac-giang/so-gddt?bloc_year=" in found(leader, typed)


def test_what_is_closed_keeps_nothing_older_from_being_found(
    numbered: Numbered, as_post: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbered.open().first()
    numbered.process = hidden()
    numbered.deploy().open().first()
    monkeypatch.setattr(search_results, "READ", 1)
    page = found(as_post("so-gddt.head"), "kh-ktđvhxh1")
    assert NUMBER in page
    assert "02/KH-KTĐVHXH1" not in page


def test_a_case_is_found_by_its_bloc_and_the_unit_that_opened_it(
    numbered: Numbered, leader: FlaskClient
) -> None:
    case = f"/cases/{numbered.open().year.case_id}"
    for typed in ("khoa hoc va cong nghe", "khối thi đua văn hóa xã hội 1"):
        assert case in found(leader, typed)
        assert case in leader.get("/cases", query_string={"q": typed}).text
    assert case not in found(leader, "Đài PT&TH")
    assert case not in leader.get("/cases", query_string={"q": "Đài PT&TH"}).text


def test_a_person_is_found_by_administrators_and_auditors_alone(as_post: SignIn) -> None:
    typed = "so-gddt.head"
    assert "/people/" in found(as_post(ADMINISTRATOR), typed)
    assert "/audit?person=" in found(as_post(AUDITOR), typed)
    assert typed not in found(as_post("so-khcn.head"), typed)


@pytest.mark.parametrize("typed", ["%", "_", "///", "   ", "\u0301"])
def test_signs_alone_find_nothing(numbered: Numbered, leader: FlaskClient, typed: str) -> None:
    numbered.open().first()
    assert "/cases/" not in found(leader, typed)


def test_what_is_found_costs_the_same_statements_for_any_number(
    numbered: Numbered, leader: FlaskClient
) -> None:
    numbered.open().first()
    found(leader, "KH")
    one = statements(leader)
    for _turn in range(3):
        numbered.open().first()
    assert statements(leader) == one
    assert one <= MOST


def statements(client: FlaskClient) -> int:
    """Count what is asked of the database while one page is read."""
    with statements_sent() as told:
        found(client, "KH")
    return len(told)
