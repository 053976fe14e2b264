"""The page of those who check, and what they take with them."""

import csv
import hashlib
import io
import json
from datetime import datetime

import pytest
import rfc8785
from sqlalchemy import create_engine, text

from server.web.history.export_csv import NUMBER, cell
from tests.worlds.databases import Database
from tests.worlds.played import Played
from tests.worlds.web.pages import next_page
from tests.worlds.web.posting import send


def test_nobody_but_an_auditor_reads_the_history_of_all(year: Played) -> None:
    for login in ("so-khcn.head", "quan-tri.administrator", "ubnd-tinh.chairman"):
        assert year.as_post(login).get("/audit").status_code == 404


def test_a_return_is_found_by_its_kind_of_act(year: Played) -> None:
    page = year.as_post("thanh-tra.auditor").get("/audit?act=return").text
    assert "Trả lại" in page
    assert "Tự chấm điểm thi đua" not in page


def test_from_an_approval_one_comes_to_its_receipt_and_from_a_case_to_its_days(
    year: Played,
) -> None:
    client = year.as_post("thanh-tra.auditor")
    page = client.get("/audit?act=approve").text
    event = page.split('<tr id="e-')[1].partition('"')[0]
    assert f'href="/receipts/{event}"' in client.get(f"/audit?act=approve&open={event}").text
    case = year.cases()["evaluation"]
    assert f'href="/audit{case}/moment"' in client.get(f"{case}?tab=history").text


def test_events_are_found_by_who_did_them(year: Played) -> None:
    client = year.as_post("thanh-tra.auditor")
    assert "Chủ tịch" in client.get("/audit?who=Chủ tịch&act=approve").text
    assert "Không có sự kiện nào" in client.get("/audit?who=%25").text


def test_the_whole_chain_of_a_case_is_checked_on_demand(year: Played) -> None:
    case = year.cases()["evaluation"].rpartition("/")[2]
    page = year.as_post("thanh-tra.auditor").get(f"/audit?case={case}&check=1").text
    assert "Chuỗi nhật ký khớp." in page


def test_pages_of_events_join_without_gap_or_repetition(year: Played) -> None:
    client = year.as_post("thanh-tra.auditor")
    seen: list[str] = []
    address = "/audit"
    while address and len(seen) < 10_000:
        page = client.get(address).text
        seen += [part.partition('"')[0] for part in page.split('<tr id="e-')[1:]]
        address = next_page(page)
    assert len(seen) == len(set(seen)) > 50


def test_an_export_is_itself_an_event(year: Played) -> None:
    client = year.as_post("thanh-tra.auditor")
    assert send(client, "/audit/export", {"form": "csv"}, at="/audit").status_code == 200
    assert "Tải nhật ký về" in client.get("/audit?act=export").text


def test_an_exported_line_proves_itself_without_the_server(year: Played) -> None:
    client = year.as_post("thanh-tra.auditor")
    answer = send(client, "/audit/export", {"form": "ndjson", "act": "score"}, at="/audit")
    lines = [json.loads(line) for line in answer.text.splitlines()]
    events = [line for line in lines if line["type"] == "event"]
    assert events
    for line in events:
        assert hashlib.sha256(rfc8785.dumps(line["header"])).hexdigest() == line["hash"]
        salted = bytes.fromhex(line["salt"]) + rfc8785.dumps(line["payload"])
        assert hashlib.sha256(salted).hexdigest() == line["header"]["payload_digest"]
        assert line["header"]["simulated"] is True


def test_no_ballot_leaves_the_system(year: Played) -> None:
    client = year.as_post("thanh-tra.auditor")
    lines = send(client, "/audit/export", {"form": "ndjson"}, at="/audit").text.splitlines()
    held = [line for line in map(json.loads, lines) if line.get("withheld")]
    assert held
    assert all(line["payload"] is None and line["salt"] is None for line in held)
    assert not [line for line in lines if '"choice"' in line]


def test_a_spreadsheet_finds_no_formula_in_an_export(year: Played) -> None:
    client = year.as_post("thanh-tra.auditor")
    answer = send(client, "/audit/export", {"form": "csv"}, at="/audit")
    assert answer.data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert len({len(row) for row in rows}) == 1
    begins = [value for row in rows for value in row if value.startswith(("=", "+", "@", "-"))]
    assert not [value for value in begins if not NUMBER.fullmatch(value)]


@pytest.mark.parametrize(
    "typed", ["=1+1", "+1", "-1+1", "-x", "-1e5", "@x", "\tx", "\rx", " =1", "＝1"]
)
def test_a_cell_that_begins_like_a_formula_is_made_text(typed: str) -> None:
    assert cell(typed) == f"'{typed}"


@pytest.mark.parametrize("number", ["-1", "-0,5", "-14.25", -7])
def test_a_negative_number_stays_a_number(number: object) -> None:
    assert cell(number) == str(number)


def test_an_export_gives_the_time_of_viet_nam_beside_the_utc_and_names_its_letters_once(
    year: Played,
) -> None:
    client = year.as_post("thanh-tra.auditor")
    answer = send(client, "/audit/export", {"form": "csv"}, at="/audit")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    here, utc = (datetime.fromisoformat(rows[0][name]) for name in ("Giờ Việt Nam", "Giờ UTC"))
    assert rows[0]["Giờ Việt Nam"].endswith("+07:00")
    assert here == utc.replace(microsecond=0)


def test_a_changed_payload_and_a_cut_tail_are_shown_truthfully(fresh_database: Database) -> None:
    year = Played.of(fresh_database)
    case = year.cases()["evaluation"].rpartition("/")[2]
    owner = create_engine(year.database.owner_url)
    with owner.begin() as connection:
        connection.execute(text("ALTER TABLE event_payload DISABLE TRIGGER USER"))
        connection.execute(
            text(
                "UPDATE event_payload SET payload = replace(payload, 'approve', 'Approve')"
                " WHERE case_id = :c AND act_kind = 'approve'"
            ),
            {"c": case},
        )
        connection.execute(text("UPDATE case_ SET seq = seq + 1 WHERE id = :c"), {"c": case})
    owner.dispose()
    page = year.as_post("thanh-tra.auditor").get(f"/audit?case={case}&check=1").text
    assert "Chuỗi nhật ký KHÔNG khớp" in page
    assert "nội dung không ra mã tóm tắt đã ghi" in page
    assert "đuôi chuỗi khác" in page
    assert "Không khớp" in page
