"""What an event's page says was before who acted: never that nothing was where something was."""

import csv
import io
import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import create_engine, text

from server.domain.people.actors import DEMONSTRATION_PASSWORD
from tests.web.history.test_case_line import read, words
from tests.worlds.played import Played
from tests.worlds.web.posting import send

ERASURES = "/operations/erasures"
FIRST, SECOND = "quan-tri.administrator", "quan-tri.administrator.2"


@pytest.fixture(scope="module")
def auditor(year: Played) -> FlaskClient:
    return year.as_post("thanh-tra.auditor")


def acts(year: Played, element: str) -> list[tuple[str, int, str]]:
    """Answer the completions of a task: where each is shown, its number and its key."""
    engine = create_engine(year.database.url)
    with engine.connect() as connection:
        rows = connection.execute(
            text(
                "SELECT e.stream, e.seq, e.id FROM event e JOIN event_payload p"
                " ON p.event_id = e.id WHERE p.element = :e AND e.kind = 'task.completed'"
                " ORDER BY e.act_time, e.seq"
            ),
            {"e": element},
        ).all()
    engine.dispose()
    return [(f"/audit/cases/{row.stream[5:]}/events/{row.seq}", row.seq, row.id) for row in rows]


@pytest.mark.parametrize("element", ["decide", "adopt"])
def test_what_a_page_showed_beside_its_form_is_not_said_to_have_been_nothing(
    year: Played, auditor: FlaskClient, element: str
) -> None:
    address, seq, _ = acts(year, element)[0]
    page = read(auditor, address)
    assert "Trước đó chưa có nội dung nào" not in page
    assert "còn hiện danh sách, bảng hoặc văn bản của hồ sơ" in page
    assert f"moment?seq={seq - 1}" in page


def test_an_award_is_called_by_its_name(year: Played, auditor: FlaskClient) -> None:
    page = words(read(auditor, acts(year, "opinion")[0][0]))
    assert "Cờ thi đua của UBND tỉnh: " in page
    assert "flag:" not in page


def test_one_case_and_one_receipt_are_called_so_in_english(year: Played) -> None:
    _, _, event_id = acts(year, "approve")[0]
    addresses = {
        FIRST: f"{ERASURES}/new?events={event_id}",
        "thanh-tra.auditor": f"/receipts/{event_id}",
    }
    pages = []
    for login, address in addresses.items():
        client = year.as_post(login)  # others go on with it, in Vietnamese
        client.set_cookie("lang", "en")
        pages.append(client.get(address).text)
        client.delete_cookie("lang")
    assert ">See the case</a>" in pages[0]
    assert re.search("<h1[^>]*>Receipt</h1>", pages[1])


def seal(page: str) -> str:
    (found,) = re.findall(r'name="seen" value="(\w+)"', page)
    return str(found)


def erase(year: Played, event_id: str) -> None:
    first, second = year.as_post(FIRST), year.as_post(SECOND)
    asked = {"events": event_id, "law": "Điều 1 Luật mẫu", "document": "Đơn số 1"}
    asked["seen"] = seal(first.get(f"{ERASURES}/new", query_string={"events": event_id}).text)
    page = send(first, ERASURES, asked, at=ERASURES).location
    values = {"seen": seal(second.get(page).text), "password": DEMONSTRATION_PASSWORD}
    answer = send(second, f"{page}/confirm", values, at=page)
    assert answer.status_code == 303, answer.text


def test_what_was_erased_is_said_to_be_wherever_it_was_told(
    year: Played, auditor: FlaskClient
) -> None:
    remark = "bổ sung số liệu theo từng huyện"
    address, event_id = next(
        (at, event_id)
        for at, _, event_id in reversed(acts(year, "write_report"))
        if remark in read(auditor, at)
    )
    case = address.rpartition("/events/")[0]
    rest = [at for at, *_ in acts(year, "sign") if at.startswith(case)]
    erase(year, event_id)
    said = "Đã xóa theo Điều 1 Luật mẫu (Đơn số 1)"
    assert said in (own := read(auditor, address))
    assert remark in own, "what another wrote stays"
    assert any(said in read(auditor, at) for at in rest)
    assert said in read(auditor, f"{case}/moment")
    answer = send(auditor, "/audit/export", {"form": "csv"}, at="/audit")
    lines = csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig")))
    assert [line["Đã xóa theo luật"].startswith(said) for line in lines].count(True) == 1
