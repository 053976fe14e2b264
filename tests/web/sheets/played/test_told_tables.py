"""Tables of pages as workbooks: what their reader is shown there, as numbers, days and words."""

import io
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook

from server.store import statements
from server.web.words.language import COOKIE
from tests.worlds.played import Played
from tests.worlds.web.posting import send

AUDITOR, SECRETARY, OFFICER = "thanh-tra.auditor", "so-khcn.secretary", "so-gddt.officer"
Rows = Sequence[Sequence[Any]]
MOST_STATEMENTS = 30


def tables(client: FlaskClient, address: str, *, at: str = "/tasks") -> dict[str, Rows]:
    """Download a workbook: its sheets from the row of headings on."""
    answer = send(client, address, {"form": "xlsx"}, at=at)
    assert answer.status_code == 200, answer.text
    book = load_workbook(io.BytesIO(answer.data))
    for sheet in book:
        assert not [cell for row in sheet for cell in row if cell.data_type == "f"]
        assert sheet.print_title_rows
        assert sheet.page_setup.paperSize == 9
        assert sheet.freeze_panes
    return {sheet.title: _from_heads(sheet) for sheet in book}


def _from_heads(sheet: Any) -> Rows:  # noqa: ANN401
    head = int(re.sub(r"\D", "", sheet.print_title_rows.partition(":")[0]))
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=head)]


@pytest.fixture
def finished(year: Played) -> str:
    """The evaluation of the simulated year."""
    return f"{year.cases()['evaluation']}/table?tab=scores"


@pytest.fixture
def running(year: Played) -> str:
    """The evaluation that waits for the units' own scores."""
    return f"{year.cases()['open']}/table?tab=scores"


def test_a_ranking_has_points_as_numbers_and_every_unit_by_criterion(
    year: Played, finished: str
) -> None:
    found = tables(year.as_post(SECRETARY), finished)
    totals, criteria = found["Tổng hợp"], found["Từng tiêu chí"]
    assert totals[0][:5] == ["Hạng", "Đồng hạng", "Đơn vị", "Tình trạng", "Tự chấm"]
    assert [row[:2] for row in totals[1:3]] == [[1, "đồng hạng"], [1, "đồng hạng"]]
    assert [row[0] for row in totals[3:]] == [3, 4, 5]
    assert all(isinstance(row[8], int | float) for row in totals[1:])
    assert len(criteria[0]) == 3 + 2 * 5
    assert [row[0] for row in criteria[1:3]] == ["I", "1.1"]
    assert criteria[-1][1] == "Tổng cộng"
    finals = {row[2]: row[8] for row in totals[1:]}
    assert sorted(finals.values()) == sorted(criteria[-1][4::2])


@pytest.mark.parametrize("post", [OFFICER, AUDITOR, SECRETARY, "so-tttt.head"])
def test_no_points_are_in_a_workbook_that_the_page_keeps_from_its_reader(
    year: Played, running: str, post: str
) -> None:
    client = year.as_post(post)
    page = client.get(running.replace("/table", "")).text
    found = tables(client, running)
    rows = found["Tổng hợp"]
    at = rows[0].index("Tự chấm")
    hidden = [row for row in rows[1:] if row[at] == "Chưa hiện điểm"]
    assert len(hidden) == page.count("Chưa hiện điểm")
    assert all(cell is None for row in hidden for cell in row[at + 1 :])
    seen = [row[at - 2] for row in rows[1:] if row not in hidden]
    assert len(found.get("Từng tiêu chí", [[0] * 3])[0]) == 3 + 2 * len(seen)


@pytest.mark.parametrize("tab", ["", "history", "overview", "x"])
def test_a_part_without_tables_is_no_workbook(year: Played, finished: str, tab: str) -> None:
    address = f"{finished.partition('?')[0]}?tab={tab}"
    assert send(year.as_post(SECRETARY), address, {}).status_code == 404


def test_a_case_that_is_not_there_has_no_tables(year: Played) -> None:
    address = f"/cases/{UUID(int=1)}/table?tab=scores"
    assert send(year.as_post(SECRETARY), address, {}).status_code == 404


def test_a_table_is_in_the_readers_language(year: Played, finished: str) -> None:
    client = year.as_post(SECRETARY)
    client.set_cookie(COOKIE, "en")
    heads = tables(client, finished)["Totals"][0]
    client.delete_cookie(COOKIE)
    assert heads[:3] == ["Rank", "Tied", "Unit"]


def test_a_download_costs_no_more_statements_than_a_page(year: Played, finished: str) -> None:
    client = year.as_post(SECRETARY)
    client.get("/tasks")
    statements.reset()
    tables(client, finished)
    assert statements.count <= MOST_STATEMENTS


def test_the_board_has_days_as_days(year: Played) -> None:
    found = tables(year.as_post(SECRETARY), "/board/export", at="/board")
    (rows,) = found.values()
    assert rows[0] == [
        "Đơn vị", "Hồ sơ", "Nhiệm vụ", "Hạn", "Tình trạng", "Ngày xong", "mô phỏng"
    ]  # fmt: skip
    assert rows[1:]
    assert all(isinstance(row[3], datetime) for row in rows[1:])


def test_results_over_the_years_are_a_table_by_unit_or_by_measure(year: Played) -> None:
    client = year.as_post(OFFICER)
    (by_unit,) = tables(client, "/years/export", at="/years").values()
    assert by_unit[0][0] == "Nội dung so sánh"
    (by_measure,) = tables(client, "/years/export?measure=result.rank", at="/years").values()
    assert by_measure[0][0] == "Đơn vị"
    assert len(by_measure) == 6


def test_the_audit_list_has_moments_and_cells_in_words(year: Played) -> None:
    (rows,) = tables(year.as_post(AUDITOR), "/audit/export", at="/audit").values()
    heads = rows[0]
    assert "Người làm" in heads
    assert "Giờ máy chủ (UTC)" not in heads
    assert all(isinstance(row[0], datetime) for row in rows[1:])
    assert len(rows) > 100


def test_a_list_longer_than_a_workbook_may_be_is_refused_with_advice(
    year: Played, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.web.history.export_workbook.MOST", 3)
    answer = send(year.as_post(AUDITOR), "/audit/export", {"form": "xlsx"}, at="/audit")
    assert answer.status_code == 422
    assert "hãy thu hẹp bộ lọc hoặc tải CSV" in answer.text


def test_registers_are_tables_of_numbers_and_days(year: Played) -> None:
    client = year.as_post(SECRETARY)
    address = re.search(r'href="(/registers/[^"]+/2024/[^"]+)"', client.get("/registers").text)
    assert address
    path, _, query = address[1].replace("&amp;", "&").partition("?")
    (rows,) = tables(client, f"{path}/export?{query}", at="/registers").values()
    assert rows[0][:3] == ["Số", "Số và ký hiệu", "Ngày"]
    assert [row[0] for row in rows[1:]] == list(range(1, len(rows)))
    assert all(isinstance(row[2], datetime) for row in rows[1:])
