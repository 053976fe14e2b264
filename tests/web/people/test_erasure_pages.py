"""Two administrators erase on pages; what is kept, and why, stands beside what goes."""

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from server.domain.history.erasing import ERASED
from server.store.identity import account_origins
from tests.web.people.test_account_origins import made
from tests.worlds.accounts import ELSEWHERE, FIRST, HEAD, OLD, SECOND, Accounts
from tests.worlds.web.posting import send

pytestmark = pytest.mark.slow
PAGE = "/operations/erasures"
GROUND = {"law": "Điều 1 Luật mẫu", "document": "Đơn số 1", "stays": "Kết quả."}
SEEN = re.compile(r'name="seen" value="(\w+)"')
WHO = "nguoi.da.nghi"


@pytest.fixture
def left(office: Accounts) -> Accounts:
    """Answer a province in which the account of somebody who left is closed."""
    office.person(WHO, HEAD)
    first = office.administrator(FIRST)
    answer = send(first, f"{office.page(WHO)}/deactivate", {}, at=office.page(WHO))
    assert answer.status_code == 303, answer.text
    return office


def look(admin: FlaskClient, **asked: str) -> TestResponse:
    return admin.get(f"{PAGE}/new", query_string=asked)


def propose(admin: FlaskClient, **changes: str) -> TestResponse:
    asked = {"login": WHO, **changes}
    found = SEEN.search(look(admin, login=asked["login"]).text)
    seen = found[1] if found else ""
    return send(admin, PAGE, {**GROUND, "seen": seen, **asked}, at=PAGE)


def confirm(admin: FlaskClient, page: str, password: str = OLD) -> TestResponse:
    found = SEEN.search(admin.get(page).text)
    values = {"seen": found[1] if found else "", "password": password}
    return send(admin, f"{page}/confirm", values, at=page)


def name_of(office: Accounts) -> object:
    with office.world.engine.connect() as connection:
        query = text("SELECT name FROM person WHERE id = :id")
        return connection.execute(query, {"id": office.world.people[WHO]}).scalar()


def test_one_proposes_and_another_erases(left: Accounts) -> None:
    shown = look(left.administrator(FIRST), login=WHO).text
    assert "Sẽ mất hẳn" in shown
    assert "Bản nhật ký đã tải về" in shown
    page = propose(left.administrator(FIRST)).location
    (count,) = re.findall(r"che nội dung, của (\d+) sự kiện", shown)
    assert page in left.administrator(SECOND).get(PAGE).text
    assert "1 đề nghị xóa dữ liệu" in left.administrator(SECOND).get("/operations").text
    assert confirm(left.administrator(SECOND), page).status_code == 303
    assert name_of(left) == ERASED
    shown = left.administrator(FIRST).get(page).text
    assert "Đã xóa" in shown
    assert f"Nội dung của {count} sự kiện đã xóa" in shown


def test_who_proposed_is_refused_with_the_reason(left: Accounts) -> None:
    first = left.administrator(FIRST)
    page = propose(first).location
    values = {"seen": "", "password": OLD}
    answer = send(first, f"{page}/confirm", values, at=page)
    assert answer.status_code == 403
    assert "Người đề nghị không tự xác nhận" in answer.text
    assert name_of(left) != ERASED


def test_erasing_asks_for_the_password(left: Accounts) -> None:
    page = propose(left.administrator(FIRST)).location
    assert confirm(left.administrator(SECOND), page, "khác").status_code == 422
    assert name_of(left) != ERASED


def test_a_ground_that_is_missing_loses_nothing_typed(left: Accounts) -> None:
    answer = propose(left.administrator(FIRST), law=" ")
    assert answer.status_code == 422
    assert GROUND["document"] in answer.text
    assert "Chưa ghi điều luật" in answer.text


def test_what_the_page_did_not_show_is_not_erased(left: Accounts) -> None:
    page = propose(left.administrator(FIRST)).location
    second = left.administrator(SECOND)
    answer = send(second, f"{page}/confirm", {"seen": "x", "password": OLD}, at=page)
    assert answer.status_code == 409
    assert name_of(left) != ERASED


def test_a_rejected_one_says_why_and_erases_nothing(left: Accounts) -> None:
    page = propose(left.administrator(FIRST)).location
    second = left.administrator(SECOND)
    assert send(second, f"{page}/reject", {"reason": "Chưa đủ căn cứ"}, at=page).status_code == 303
    assert "Chưa đủ căn cứ" in left.administrator(FIRST).get(page).text
    assert confirm(second, page).status_code == 409


def test_its_proposer_withdraws_it(left: Accounts) -> None:
    page = propose(left.administrator(FIRST)).location
    assert send(left.administrator(SECOND), f"{page}/withdraw", {}, at=page).status_code == 403
    assert send(left.administrator(FIRST), f"{page}/withdraw", {}, at=page).status_code == 303


def test_another_province_finds_neither_person_nor_erasure(left: Accounts) -> None:
    elsewhere = left.administrator(ELSEWHERE)
    assert "không có tài khoản" in look(elsewhere, login=WHO).text
    page = propose(left.administrator(FIRST)).location
    assert elsewhere.get(page).status_code == 404
    values = {"seen": "", "password": OLD}
    assert send(elsewhere, f"{page}/confirm", values, at=PAGE).status_code == 404


def test_an_account_in_use_is_not_erased(left: Accounts) -> None:
    left.person("dang.dung", HEAD)
    shown = look(left.administrator(FIRST), login="dang.dung")
    assert shown.status_code == 200
    assert 'name="seen"' not in shown.text


@pytest.mark.parametrize("typed", ["x", "0192f4e6-8100-75a8-ba7d-b5d0bc209972"])
def test_a_key_that_is_no_events_is_said_and_kept(left: Accounts, typed: str) -> None:
    answer = look(left.administrator(FIRST), events=typed)
    assert typed in answer.text
    assert 'class="errors"' in answer.text


def test_with_nothing_typed_the_page_asks_of_whom_or_of_what(office: Accounts) -> None:
    page = look(office.administrator(FIRST), login=" ", events=" ").text
    assert "Hãy ghi tên đăng nhập của người có dữ liệu" in page
    assert "Sẽ mất hẳn" not in page


def test_the_page_says_where_the_person_is_still_named_and_why(left: Accounts) -> None:
    assert "Nơi còn nêu tên người này, và vì sao" in look(left.administrator(FIRST), login=WHO).text


@pytest.mark.parametrize(("language", "said"), [("vi", "(đã xóa)"), ("en", "(erased)")])
def test_what_was_erased_is_said_to_be_in_the_readers_language_alone(
    left: Accounts, language: str, said: str
) -> None:
    first = left.administrator(FIRST)
    confirm(left.administrator(SECOND), propose(first).location)
    first.set_cookie("lang", language)
    for address in (left.page(WHO), "/people?q=erased"):
        page = first.get(address).text
        assert said in page, address
        assert ERASED not in page


def test_who_added_an_account_is_told_when_its_person_is_erased(office: Accounts) -> None:
    made(office, WHO)
    first, who = office.administrator(FIRST), office.world.people[WHO]
    with Session(office.world.engine) as session:
        before = account_origins.origins(session, [who])[who]
        typist = account_origins.typist(session, who)
    send(first, f"{office.page(WHO)}/deactivate", {}, at=office.page(WHO))
    assert confirm(office.administrator(SECOND), propose(first).location).status_code == 303
    with Session(office.world.engine) as session:
        after = account_origins.origins(session, [who])[who]
        assert account_origins.typist(session, who) == typist == office.world.people[FIRST]
    assert (after.made_by, after.made_at) == (before.made_by, before.made_at)
    assert after.made_by == f"Người giữ {FIRST}"
