"""A case as a line of events, as it was at a moment, and what who acted had before their eyes."""

import re
from datetime import datetime
from html import unescape
from uuid import uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy import create_engine, text

from server.actions.history.examine import examine
from server.actions.transaction import transactions
from server.domain.deadlines import VIET_NAM
from server.domain.history.oddities import Thresholds
from tests.worlds.played import Played

AUDITOR = "thanh-tra.auditor"
TO_COME = "Thời điểm bạn chọn chưa đến"
TAG = re.compile(r"<[^>]+>")


@pytest.fixture(scope="module")
def auditor(year: Played) -> FlaskClient:
    begin, looked_at = transactions(year.database.url), 1
    while looked_at:
        with begin() as session:
            looked_at = examine(session, Thresholds())
    return year.as_post(AUDITOR)


@pytest.fixture(scope="module")
def case(year: Played) -> str:
    return year.cases()["evaluation"].rpartition("/")[2]


def words(page: str) -> str:
    return re.sub(r"\s+", " ", unescape(TAG.sub(" ", page)))


def read(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.text


def events(year: Played, case: str) -> list[tuple[int, str, datetime, str]]:
    engine = create_engine(year.database.url)
    with engine.connect() as connection:
        rows = connection.execute(
            text("SELECT seq, kind, act_time, id FROM event WHERE stream = :s ORDER BY seq"),
            {"s": f"case/{case}"},
        ).all()
    engine.dispose()
    return [(row.seq, row.kind, row.act_time, str(row.id)) for row in rows]


def test_a_case_is_a_line_of_days_with_what_was_done_and_by_whom(
    auditor: FlaskClient, case: str
) -> None:
    page = words(read(auditor, f"/audit/cases/{case}"))
    assert "Chuỗi nhật ký khớp." in page
    assert "sự kiện liền nhau" in page
    assert "Cán bộ TĐKT" in page
    assert "Về Sở GD&ĐT" in page


def test_the_line_is_narrowed_to_what_judged(auditor: FlaskClient, case: str) -> None:
    page = read(auditor, f"/audit/cases/{case}?act=approve&act=return")
    assert "Mở hồ sơ, chốt bộ quy tắc" not in page
    assert "audit-line" in page


def test_pages_of_a_line_join_without_gap(year: Played, auditor: FlaskClient, case: str) -> None:
    address, seen = f"/audit/cases/{case}", []
    while address:
        page = read(auditor, address)
        seen += re.findall(r'<li id="e-([0-9a-f-]{36})"', page)
        after = re.search(r'href="([^"]+)" rel="next"', page)
        address = unescape(after[1]) if after else ""
    assert sorted(seen) == sorted(each[3] for each in events(year, case))


def test_an_event_shows_old_and_new_who_from_where_and_what_is_proved(
    year: Played, auditor: FlaskClient, case: str
) -> None:
    engine = create_engine(year.database.url)
    with engine.connect() as connection:
        changed = connection.execute(
            text(
                "SELECT e.id FROM event e JOIN event_payload p ON p.event_id = e.id"
                ' WHERE e.stream = :s AND p.payload LIKE \'%"old":"%\' LIMIT 1'
            ),
            {"s": f"case/{case}"},
        ).scalar_one()
    engine.dispose()
    page = words(read(auditor, f"/audit/cases/{case}?act=score&open={changed}"))
    page = page if "Làm từ đâu" in page else words(read_all(auditor, case, str(changed)))
    assert "Cũ Mới" in page
    assert "Làm từ đâu Không từ trang nào: chương trình mô phỏng làm" in page
    assert "Nội dung đúng như lúc ghi" in page
    assert "Liền mạch với sự kiện trước" in page
    assert "Không chứng minh được: chính người giữ chức vụ bấm nút" in page


def read_all(client: FlaskClient, case: str, event: str) -> str:
    """Answer the page of a line on which an event can be opened."""
    address = f"/audit/cases/{case}"
    while address:
        page = read(client, address)
        if f'id="e-{event}"' in page:
            mark = "&" if "?" in address else "?"
            return read(client, f"{address}{mark}open={event}")
        after = re.search(r'href="([^"]+)" rel="next"', page)
        address = unescape(after[1]) if after else ""
    raise LookupError(event)


def test_the_end_of_the_replay_is_how_the_case_stands(year: Played, auditor: FlaskClient) -> None:
    case = year.cases()["open"].rpartition("/")[2]
    live = read(auditor, f"/cases/{case}")
    then = read(auditor, f"/audit/cases/{case}/moment")
    for name in ("done", "current", "passed"):
        (now,), (replayed,) = (re.findall(rf'data-{name}="([^"]*)"', page) for page in (live, then))
        assert replayed == now, name


def test_a_case_is_shown_as_it_was_after_each_event(
    year: Played, auditor: FlaskClient, case: str
) -> None:
    told = events(year, case)
    first = read(auditor, f"/audit/cases/{case}/moment?seq=1")
    assert "Tự chấm điểm" in first
    assert "Tới lúc đó chưa ai nộp gì trong hồ sơ này." in first
    middle = words(read(auditor, f"/audit/cases/{case}/moment?seq={len(told) // 2}"))
    assert "Việc đang mở" in middle
    last = words(read(auditor, f"/audit/cases/{case}/moment?seq={len(told)}"))
    assert "Lúc đó không ai phải làm gì trong hồ sơ này." in last


def test_a_case_is_shown_as_it_was_at_an_instant(
    year: Played, auditor: FlaskClient, case: str
) -> None:
    told = events(year, case)
    at = told[3][2].astimezone(VIET_NAM)
    until = sum(1 for _, _, when, _ in told if when <= at.replace(second=59, microsecond=999999))
    page = words(read(auditor, f"/audit/cases/{case}/moment?day={at:%d/%m/%Y}&time={at:%H:%M}"))
    assert f"Hồ sơ như lúc {at:%H:%M, %d/%m/%Y}" in page, "the moment that was asked for"
    assert f"Sau sự kiện {until} trên {len(told)}" in page
    before = words(read(auditor, f"/audit/cases/{case}/moment?day=01/01/2020"))
    assert "Trước khi hồ sơ mở" in before
    assert TO_COME not in page + before


def test_of_a_day_to_come_the_page_says_so(auditor: FlaskClient, case: str) -> None:
    page = words(read(auditor, f"/audit/cases/{case}/moment?day=31/12/2998"))
    assert TO_COME in page
    assert "Hồ sơ như lúc 23:59, 31/12/2998" in page


@pytest.mark.parametrize(
    "asked",
    ["day=31/02/2024", "day=x", "day=01/01/0999", "day=31/12/9999", "day=15/12/2024&time=25:99"],
)
def test_what_is_no_moment_is_said_and_stays_as_typed(
    auditor: FlaskClient, case: str, asked: str
) -> None:
    page = read(auditor, f"/audit/cases/{case}/moment?{asked}")
    assert "Có 1 chỗ cần sửa" in page
    assert asked.partition("=")[2].partition("&")[0] in page


@pytest.mark.parametrize("asked", ["seq=0", "seq=999999999", "seq=-1", "seq=x", "seq=٣"])
def test_a_number_that_is_none_of_its_events_is_said(
    year: Played, auditor: FlaskClient, case: str, asked: str
) -> None:
    last = len(events(year, case))
    page = words(read(auditor, f"/audit/cases/{case}/moment?{asked}"))
    typed = asked.partition("=")[2]
    assert f"“{typed}” không phải là số của một sự kiện" in page
    assert f"Sau sự kiện {last} trên {last}" in page


def test_a_number_beside_a_day_is_said(auditor: FlaskClient, case: str) -> None:
    page = words(read(auditor, f"/audit/cases/{case}/moment?seq=1&day=01/01/2020"))
    assert "vừa có số sự kiện vừa có ngày giờ" in page


def test_the_diagram_is_that_of_a_version_the_case_ran_on(auditor: FlaskClient, case: str) -> None:
    page = read(auditor, f"/audit/cases/{case}/moment")
    (address,) = re.findall(r'data-xml="([^"]+)"', page)
    assert "<bpmn" in read(auditor, address)
    other = address.replace(address.rpartition("/")[2], f"{'0' * 64}.xml")
    assert auditor.get(other).status_code == 404


def test_what_who_acted_saw_is_told_from_before_their_act(
    year: Played, auditor: FlaskClient, case: str
) -> None:
    engine = create_engine(year.database.url)
    with engine.connect() as connection:
        seq = connection.execute(
            text(
                "SELECT e.seq FROM event e JOIN event_payload p ON p.event_id = e.id"
                " WHERE e.stream = :s AND p.element = 'approve' ORDER BY e.seq LIMIT 1"
            ),
            {"s": f"case/{case}"},
        ).scalar_one()
    engine.dispose()
    page = words(read(auditor, f"/audit/cases/{case}/events/{seq}"))
    assert "Người làm đã thấy gì" in page
    assert "Biểu mẫu" in page
    assert "Người làm đã nộp gì" in page
    assert "Chứng minh được gì" in page


def test_every_event_of_every_case_opens(year: Played, auditor: FlaskClient) -> None:
    for address in year.cases().values():
        case = address.rpartition("/")[2]
        for seq, *_ in events(year, case)[::7]:
            read(auditor, f"/audit/cases/{case}/events/{seq}")


def test_no_page_of_a_case_tells_a_ballot(year: Played, auditor: FlaskClient) -> None:
    case = year.cases()["award_review"].rpartition("/")[2]
    engine = create_engine(year.database.url)
    with engine.connect() as connection:
        held = connection.execute(
            text(
                "SELECT e.seq FROM event e JOIN event_payload p ON p.event_id = e.id"
                " WHERE e.stream = :s AND p.payload LIKE '%\"sealed\"%'"
            ),
            {"s": f"case/{case}"},
        ).scalars()
        numbers = list(held)
    engine.dispose()
    assert numbers
    page = words(read(auditor, f"/audit/cases/{case}/events/{numbers[0]}"))
    assert "Nội dung được giữ kín." in page
    moment = words(read(auditor, f"/audit/cases/{case}/moment"))
    assert "Nội dung được giữ kín." in moment


@pytest.mark.parametrize("part", ["", "/moment", "/events/1"])
def test_who_is_no_auditor_finds_none_of_it(year: Played, case: str, part: str) -> None:
    for login in ("so-khcn.head", "quan-tri.administrator"):
        assert year.as_post(login).get(f"/audit/cases/{case}{part}").status_code == 404


@pytest.mark.parametrize("part", ["", "/moment", "/events/1"])
def test_a_case_that_is_not_there_is_not_there(auditor: FlaskClient, part: str) -> None:
    assert auditor.get(f"/audit/cases/{uuid4()}{part}").status_code == 404


def test_an_event_that_is_not_there_is_not_there(auditor: FlaskClient, case: str) -> None:
    assert auditor.get(f"/audit/cases/{case}/events/99999999999999999999").status_code == 404


@pytest.mark.parametrize("page", ["", "/moment", "/events/2"])
def test_every_page_of_a_simulated_case_says_that_it_is(
    year: Played, auditor: FlaskClient, case: str, page: str
) -> None:
    del year
    assert "Mô phỏng" in words(read(auditor, f"/audit/cases/{case}{page}"))


def test_what_was_simulated_was_done_on_no_page(auditor: FlaskClient, case: str) -> None:
    page = words(read(auditor, f"/audit/cases/{case}/events/2"))
    assert "Không từ trang nào: chương trình mô phỏng làm" in page


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("day=07/11/2024&time=9h30", "“9h30” không phải là giờ trong ngày"),
        ("day=&time=08:00", "Chưa ghi ngày của giờ này."),
    ],
)
def test_a_time_that_is_none_is_named_as_one(
    auditor: FlaskClient, case: str, asked: str, told: str
) -> None:
    assert told in words(read(auditor, f"/audit/cases/{case}/moment?{asked}"))


def test_nothing_in_a_fresh_demonstration_has_a_wrong_clock(auditor: FlaskClient) -> None:
    assert "Không có sự kiện nào" in words(read(auditor, "/audit?odd=clock_skew"))
