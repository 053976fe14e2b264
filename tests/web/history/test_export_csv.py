"""History for a spreadsheet: in the reader's words, numbers as numbers, no formula."""

import csv
import io
import re

import pytest

from server.web.words.language import COOKIE
from tests.worlds.played import Played
from tests.worlds.web.posting import send

AUDITOR = "thanh-tra.auditor"
APOSTROPHED = re.compile(r"'-?[0-9]+([.,][0-9]+)?")


def rows(year: Played, language: str, **wanted: str) -> list[dict[str, str]]:
    client = year.as_post(AUDITOR)
    client.set_cookie(COOKIE, language)
    answer = send(client, "/audit/export", {"form": "csv", **wanted}, at="/audit")
    client.delete_cookie(COOKIE)
    assert answer.data.startswith(b"\xef\xbb\xbf")
    assert answer.data.count(b"\xef\xbb\xbf") == 1
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))


def test_columns_and_acts_are_in_the_readers_language(year: Played) -> None:
    assert "Người làm" in rows(year, "vi")[0]
    english = rows(year, "en")[0]
    assert "Time in UTC" in english
    assert "Người làm" not in english


def test_a_number_is_never_written_as_a_text(year: Played) -> None:
    cells = [cell for row in rows(year, "vi") for cell in row.values()]
    assert not [cell for cell in cells if APOSTROPHED.fullmatch(cell)]


def test_changed_points_are_named_and_plain(year: Played) -> None:
    told = [row["Thay đổi"] for row in rows(year, "vi", act="score") if row["Thay đổi"]]
    assert any(re.search(r"Thẩm định lần 1[^;]*:[^;]* → 13(;|$)", line) for line in told)
    assert not [line for line in told if "appraisal_1" in line]


def test_what_changed_is_said_without_a_code_of_our_tables(year: Played) -> None:
    told = " ".join(row["Thay đổi"] for row in rows(year, "vi"))
    codes = {"note", "proposed", "eligible", "dropped", "flag", "merit", "bao_cao", "reason_1"}
    assert codes.isdisjoint(re.findall(r"[a-z_0-9]+", told))
    assert not re.search(r": +→|→ *(;|$)", told), "nothing is said to be nothing"
    assert "(trống) → Được đề cử" in told


def test_a_papers_day_is_written_as_days_are(year: Played) -> None:
    told = " ".join(row["Thay đổi"] for row in rows(year, "vi"))
    assert re.search(r": \(trống\) → [^;]*/BB-[^;]*, [0-3][0-9]/[01][0-9]/20[0-9]{2}", told)
    assert not re.search(r", 20[0-9]{2}-[01][0-9]-[0-3][0-9](;|$)", told)


@pytest.mark.parametrize(
    ("language", "columns", "title"),
    [
        (
            "vi",
            ("Hồ sơ", "Chuỗi", "Đơn vị", "Tên đơn vị"),
            "Đánh giá, chấm điểm cuối năm 2024",
        ),
        ("en", ("Case", "Stream", "Unit", "Name of the unit"), "Year-end evaluation 2024"),
    ],
)
def test_cases_and_units_are_named_beside_their_ids(
    year: Played, language: str, columns: tuple[str, str, str, str], title: str
) -> None:
    case, stream, unit, named = columns
    told = rows(year, language)
    of_case = {row[case] for row in told if row[stream].startswith("case/")}
    assert title in of_case
    assert "" not in of_case
    assert {row[case] for row in told if not row[stream].startswith("case/")} == {""}
    about = [row for row in told if row[unit]]
    assert about
    assert [row for row in about if row[named] in {"", row[unit]}] == []
