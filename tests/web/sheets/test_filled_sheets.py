"""A score sheet filled in with a spreadsheet program: shown before it is taken, never guessed."""

import io
import json
import re
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from server.sheets import filled
from tests.sheets import hostile
from tests.web.sheets.filled import FIRST, download, edited, take, upload, with_cells
from tests.worlds.web.lending import HEAD, PRESS, entrust, lend
from tests.worlds.year_end import Open, Person, YearEnd

NOTE = f"scores.{FIRST}.note"
WRONG = re.compile(r"<li>(.*?)</li>", re.DOTALL)


@pytest.fixture
def task(year: YearEnd) -> Open:
    return year.open("score", "so-gddt")


@pytest.fixture
def person(year: YearEnd, task: Open) -> Person:
    return year.as_post(task.post_id)


def draft(year: YearEnd, task: Open) -> str:
    content = year.value("SELECT content FROM draft WHERE task_id = :id", id=task.id)
    return content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)


def wrong(person: Person, task: Open, data: bytes) -> list[str]:
    answer = upload(person, task, data)
    assert answer.status_code == 422
    return WRONG.findall(answer.text.partition('id="wrong"')[2].partition("</ul>")[0])


def test_a_sheet_comes_with_what_is_typed_and_with_nothing_that_reckons(
    person: Person, task: Open
) -> None:
    typed = {f"scores.{FIRST}.points": "12,5", NOTE: "=HYPERLINK(1)"}
    person.post(f"/tasks/{task.id}/draft", typed, at=f"/tasks/{task.id}")
    data = download(person, task)
    rows = {row.key: row.cells for row in filled.read(data).rows}
    assert rows[FIRST]["points"].value == Decimal("12.5")
    assert rows[FIRST]["note"].value == "=HYPERLINK(1)"
    sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    assert not [cell for row in sheet for cell in row if cell.data_type == "f"]
    assert sheet.print_title_rows
    assert sheet.freeze_panes
    assert sheet.column_dimensions["A"].hidden


def test_nothing_is_written_before_it_is_taken_and_each_change_is_shown(
    year: YearEnd, person: Person, task: Open
) -> None:
    data = with_cells(
        download(person, task),
        {(FIRST, "points"): 12.5, (FIRST, "note"): "Đạt\n100 %", ("c1-2", "not_applicable"): "x"},
    )
    typed = {f"scores.{FIRST}.points": "9", "scores.c1-3.note": "gõ trên trang"}
    shown = upload(person, task, data, typed)
    assert shown.status_code == 200
    told = re.sub(r"<[^>]+>|\s+", " ", shown.text)
    assert re.search(
        r"Tiêu chí 1\.1 +Điểm tự chấm +9 +đã sửa từ khi tải bảng tính +12,5 +E\d+", told
    )
    assert "12,5" not in draft(year, task)
    assert "gõ trên trang" in draft(year, task), "what stood on the page is kept either way"
    assert take(person, task, shown).status_code == 303
    kept = json.loads(draft(year, task))
    assert kept[f"scores.{FIRST}.points"] == "12,5"
    assert kept["scores.c1-2.not_applicable"] == "1"
    assert kept["scores.c1-3.note"] == "gõ trên trang", "whose cell nobody touched since"


def test_rows_are_matched_by_their_keys_wherever_they_stand(person: Person, task: Open) -> None:
    data = with_cells(download(person, task), {(FIRST, "points"): 7, ("c1-2", "points"): 3})

    def turned(sheet, keys, _columns) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
        first, second = keys[FIRST], keys["c1-2"]
        for column in range(1, sheet.max_column + 1):
            one, other = sheet.cell(first, column), sheet.cell(second, column)
            one.value, other.value = other.value, one.value
        sheet.insert_cols(2)

    shown = upload(person, task, edited(data, turned)).text
    told = re.sub(r"<[^>]+>|\s+", " ", shown)
    assert re.search(r"Tiêu chí 1\.1 +Điểm tự chấm +\(trống\) +7 ", told)
    assert re.search(r"Tiêu chí 1\.2 +Điểm tự chấm +\(trống\) +3 ", told)


def test_a_row_that_was_deleted_stays_as_it_was_and_is_named(
    year: YearEnd, person: Person, task: Open
) -> None:
    where = f"/tasks/{task.id}"
    person.post(f"{where}/draft", {"scores.c1-2.points": "4"}, at=where)
    data = with_cells(download(person, task), {(FIRST, "points"): 7})

    def without(sheet, keys, _columns) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
        sheet.delete_rows(keys["c1-2"])

    shown = upload(person, task, edited(data, without), {"scores.c1-2.points": "4"})
    assert "Bảng tính không có, nên giữ nguyên: Tiêu chí 1.2." in shown.text
    take(person, task, shown)
    assert '"scores.c1-2.points": "4"' in draft(year, task)


def test_what_was_cleared_is_said_to_be_emptied_and_nothing_is_not_the_number_0(
    year: YearEnd, person: Person, task: Open
) -> None:
    where, points = f"/tasks/{task.id}", f"scores.{FIRST}.points"
    typed = {points: "4", "scores.c1-2.points": ""}
    person.post(f"{where}/draft", typed, at=where)
    cells = {(FIRST, "points"): None, ("c1-2", "points"): 0}
    shown = upload(person, task, with_cells(download(person, task), cells), typed)
    assert "1 ô đang có nội dung sẽ bị xóa trống." in shown.text
    take(person, task, shown)
    kept = json.loads(draft(year, task))
    assert (kept[points], kept["scores.c1-2.points"]) == ("", "0")


def test_a_tick_that_was_taken_away_is_said_in_words(person: Person, task: Open) -> None:
    where, typed = f"/tasks/{task.id}", {"scores.c1-2.not_applicable": "1"}
    person.post(f"{where}/draft", typed, at=where)
    data = with_cells(download(person, task), {("c1-2", "not_applicable"): None})
    told = re.sub(r"<[^>]+>|\s+", " ", upload(person, task, data, typed).text)
    assert re.search(r" có chọn +không chọn ", told)


def test_every_mistake_is_named_by_its_cell_and_nothing_is_taken(
    year: YearEnd, person: Person, task: Open
) -> None:
    cells: dict[tuple[str, str], object] = {
        (FIRST, "points"): 99,
        ("c1-2", "points"): datetime(2024, 8, 5, tzinfo=UTC).replace(tzinfo=None),
        ("c1-3", "points"): "mười",
        ("c1-4", "points"): 1.23456,
        ("c1-5", "not_applicable"): "không",
    }
    said = wrong(person, task, with_cells(download(person, task), cells))
    assert all(re.match(r"Ô [EF]\d+: ", line) for line in said)
    assert [line.partition(": ")[2] for line in said] == [
        "ô này cần một số hoặc chữ; đang là ngày hoặc giá trị khác",
        "chỉ ghi x, hoặc để trống",
        "Nhập từ 0 đến 15.",
        "Nhập một số, dùng dấu phẩy cho phần lẻ, ví dụ 14,5.",
        "Nhập tối đa 2 chữ số sau dấu phẩy.",
    ]
    assert "mười" not in draft(year, task)


def test_a_half_done_sheet_is_taken_and_may_be_filled_in_further(
    year: YearEnd, person: Person, task: Open
) -> None:
    once = with_cells(download(person, task), {(FIRST, "points"): 5})
    take(person, task, upload(person, task, once))
    again = with_cells(once, {("c1-2", "points"): 6})
    typed = json.loads(draft(year, task))
    shown = upload(person, task, again, typed)
    assert shown.text.count("Điểm tự chấm</td>") == 1
    take(person, task, shown)
    kept = json.loads(draft(year, task))
    assert [kept[f"scores.{key}.points"] for key in (FIRST, "c1-2")] == ["5", "6"]


@pytest.mark.parametrize(
    ("what", "value", "said"),
    [
        ("year", "2023", "Bảng tính này của năm 2023, việc này của năm 2024."),
        (
            "about",
            "bac-giang/so-tttt",
            "Bảng tính này của Sở TT&amp;TT, không phải của Sở GD&amp;ĐT.",
        ),
        ("about", "<b>", "Bảng tính này của đơn vị khác, không phải của Sở GD&amp;ĐT."),
        ("case", "x", "Bảng tính này tải từ một hồ sơ khác."),
        ("element", "x", "Bảng tính này tải từ một biểu mẫu khác."),
        ("version", "x", "đã khác từ khi tải"),
        ("format", "binhxet-bloc-sheet/1", "không phải bảng tính tải từ đây"),
    ],
)
def test_a_sheet_made_for_something_else_is_refused_in_words(
    person: Person, task: Open, what: str, value: str, said: str
) -> None:
    book, out = load_workbook(io.BytesIO(download(person, task))), io.BytesIO()
    hidden = book["_binhxet"]
    next(row[1] for row in hidden if row[0].value == what).value = value
    book.save(out)
    lines = wrong(person, task, out.getvalue())
    assert len(lines) == 1
    assert said in lines[0]


def test_rows_that_were_added_or_doubled_are_named(person: Person, task: Open) -> None:
    def more(sheet, keys, columns) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
        end = sheet.max_row + 1
        sheet.cell(end, columns["points"]).value = 3
        sheet.cell(end + 1, 1).value = FIRST
        sheet.cell(end + 2, 1).value = "c9-9"
        sheet.cell(keys["c1-2"] - 2, 9).value = "ngoài bảng"

    said = wrong(person, task, edited(download(person, task), more))
    assert [line.partition(": ")[2] for line in said] == [
        "dòng thêm vào, không có mã; hãy ghi vào dòng có sẵn",
        "dòng này có hai lần",
        "biểu mẫu không có dòng này",
    ]


def test_a_formula_is_refused_by_its_cell(person: Person, task: Open) -> None:
    data = with_cells(download(person, task), {(FIRST, "points"): "=5+5"})
    (said,) = wrong(person, task, data)
    assert re.fullmatch(r"Ô E\d+: ô có công thức; hãy ghi giá trị", said)


def test_without_a_file_one_is_asked_for_and_what_was_typed_is_kept(
    year: YearEnd, person: Person, task: Open
) -> None:
    where = f"/tasks/{task.id}"
    answer = person.post(f"{where}/sheet", {NOTE: "đã gõ"}, at=where)
    assert answer.status_code == 422
    assert "Hãy chọn một bảng tính .xlsx." in answer.text
    assert "đã gõ" in draft(year, task)


def test_hostile_workbooks_are_refused(person: Person, task: Open) -> None:
    parts = hostile.parts_of(download(person, task))
    entity = hostile.packed(
        {**parts, hostile.SHEET: hostile.sheet(hostile.ENTITY, head=hostile.DTD)}
    )
    far = '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    for data in (
        entity,
        hostile.packed({**parts, hostile.SHEET: hostile.sheet(far)}),
        hostile.packed({**parts, hostile.SHEET: hostile.laughs()}),
        hostile.packed(parts, [("xl/vbaProject.bin", bytes(5000))]),
        hostile.lying(parts),
        b"<html></html>",
        b"",
    ):
        assert len(wrong(person, task, data)) == 1


def test_nobody_but_who_holds_the_task_gets_or_brings_a_sheet(
    year: YearEnd, person: Person, task: Open
) -> None:
    data = download(person, task)
    others = ("so-gddt/head", "so-tttt/officer", "so-khcn/secretary", "thanh-tra/auditor")
    for post in others:
        stranger = year.as_post(f"bac-giang/{post}")
        for address in ("blank", "sheet", "table?of=scores"):
            fields = {"_sheet": (io.BytesIO(data), "a.xlsx")} if address == "sheet" else {}
            answer = stranger.post(f"/tasks/{task.id}/{address}", fields, at="/tasks")
            assert answer.status_code in {403, 404}, (post, address)
    assert draft(year, task) == "null"


def test_who_was_entrusted_with_the_task_fills_it_in_and_its_post_waits(
    year: YearEnd, person: Person, task: Open
) -> None:
    before = download(person, task)
    colleague = entrust(year, task, to=HEAD)
    data = with_cells(download(colleague, task), {(FIRST, "points"): 5})
    take(colleague, task, upload(colleague, task, data))
    assert json.loads(draft(year, task))[f"scores.{FIRST}.points"] == "5"
    fields = {"_sheet": (io.BytesIO(before), "a.xlsx")}
    answer = person.post(f"/tasks/{task.id}/sheet", fields, at="/tasks")
    assert answer.status_code in {403, 404, 409}


def test_a_post_lent_for_another_kind_of_case_brings_no_sheet(year: YearEnd, task: Open) -> None:
    lent = lend(year, "submission", to=f"{PRESS}/officer")
    assert lent.post(f"/tasks/{task.id}/blank", {}, at="/tasks").status_code == 404


def test_what_is_taken_out_is_an_event(year: YearEnd, person: Person, task: Open) -> None:
    download(person, task)
    said = "SELECT count(*) FROM event WHERE kind = 'record.exported' AND object = :object"
    assert year.value(said, object=f"task/{task.id}") == 1
