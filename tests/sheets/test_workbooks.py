"""A bloc-year's tables as a workbook: written, edited, read again; hostile files are refused."""

import tomllib
from collections.abc import Callable, Mapping
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from server.config import ROOT
from server.domain.bloc_file import BlocYearFile, parse, to_rules
from server.domain.bloc_sheet.merging import merged, read
from server.domain.bloc_sheet.places import place_of, places
from server.domain.bloc_sheet.sheets import (
    CRITERIA,
    PERSONS,
    POSTS,
    empty_sheets,
    sheets_of,
    with_sheets,
)
from server.domain.bloc_sheet.tables import Cell, SheetMistake, WorkbookRow, cells, record, table
from server.domain.bloc_sheet.toml_text import TomlValue, document
from server.sheets import reading, writing
from server.sheets.guard import SheetRefused
from tests.processes.evaluation.scored_by_others import plan_scored_by_others
from tests.sheets import hostile

DEMO = ROOT / "server" / "demo" / "khoi-vhxh1-2024.toml"
REGULATIONS = ROOT / "tests" / "regulations"
FILES = sorted(
    path
    for path in (*(ROOT / "server" / "demo").glob("*-2024.toml"), *REGULATIONS.glob("*.toml"))
    if ".results" not in path.name
)
ODD: Mapping[str, TomlValue] = {
    "plain": "=1+1", "quotes": 'a "b" \\ c', "number": "1.10", "empty": "", "truth": True,
    "inner": {"vi": "Đ", "en": "Đ\t\n"}, "list": ["a", {"b": Decimal("0.25")}], "none": [],
    "whole": 12, "share": Decimal("2.5"),
}  # fmt: skip


@pytest.fixture(scope="module")
def workbook() -> bytes:
    return writing.write(sheets_of(read(DEMO.read_text("utf-8"))))


def edited(workbook: bytes, change: Callable[[Mapping[str, object]], None]) -> bytes:
    """Save a workbook anew after a change, as a spreadsheet program does."""
    book, out = load_workbook(BytesIO(workbook)), BytesIO()
    change({name: book[name] for name in book.sheetnames})
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_is_written_is_read_again_without_loss(path: Path) -> None:
    source = path.read_text("utf-8")
    rows = reading.read(writing.write(sheets_of(read(source))))
    assert merged(source, rows) == source
    bare = document({**read(source), "units": [], "bodies": [], "persons": []})
    assert read(merged(bare, rows)) == {**read(source), "persons": []} or "persons" in source


def test_who_gives_points_comes_back_with_the_criteria() -> None:
    source = plan_scored_by_others()
    assert merged(source, reading.read(writing.write(sheets_of(read(source))))) == source


def test_every_kind_of_value_comes_back() -> None:
    row = WorkbookRow(number=3, cells=cells(ODD))
    assert record("x", row) == ODD
    assert tomllib.loads(document(ODD), parse_float=Decimal) == ODD


def test_a_text_that_xml_cannot_hold_comes_back_as_it_was() -> None:
    names = [
        "a\0b",
        "a\x0bb\x1f",
        "a\r\nb",
        "a\ufffeb",
        "_x0041_",
        "_x005F_x0041_",
        "=1+1",
        "@x",
        "\t-1",
    ]
    units: list[TomlValue] = [{"id": f"p/u{at}", "name": name} for at, name in enumerate(names)]
    before = {**read(DEMO.read_text("utf-8")), "units": units}
    rows = reading.read(writing.write(sheets_of(before)))
    assert with_sheets(before, rows)["units"] == units


def _criterion(**said: TomlValue) -> dict[str, TomlValue]:
    section: TomlValue = {"id": "s1", "criteria": [{"id": "c1", **said}]}
    return {"score_table": {"sections": [section]}}


@pytest.mark.parametrize(
    "said",
    [
        {"not_applicable": [f"bac-giang/don-vi-so-{number:04}" for number in range(1000)]},
        {"name": {"vi": "Đ" * 32_767}},
        {"target": {"value": Decimal("99999999999.1234")}, "max_points": 999999999999},
    ],
    ids=["list", "text", "number"],
)
def test_the_longest_that_a_cell_keeps_comes_back(said: dict[str, TomlValue]) -> None:
    before = _criterion(**said)
    rows = reading.read(writing.write(sheets_of(before)))
    assert with_sheets({}, {CRITERIA: rows[CRITERIA]}) == before


@pytest.mark.parametrize("truth", [True, False])
def test_a_truth_comes_back_as_libreoffice_saves_it_as_a_call(truth: bool) -> None:  # noqa: FBT001
    def save(sheets: Mapping[str, object]) -> None:
        for row in sheets[CRITERIA].iter_rows():  # type: ignore[attr-defined]
            for cell in row:
                if cell.data_type == "b":
                    cell.value = f"={cell.value}()".upper()

    before = _criterion(yes_no=truth)
    rows = reading.read(edited(writing.write(sheets_of(before)), save))
    assert with_sheets({}, {CRITERIA: rows[CRITERIA]}) == before


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"name": {"vi": "Đ" * 32_768}}, "cell_too_long"),
        ({"name": {"vi": "\v" * 4_682}}, "cell_too_long"),
        ({"target": {"value": Decimal("999999999999.1234")}}, "number_too_fine"),
        ({"max_points": Decimal("0.1234567890123456789")}, "number_too_fine"),
        ({"max_points": 10**16 + 1}, "number_too_fine"),
    ],
)
def test_what_a_cell_would_cut_or_round_is_not_written(
    said: dict[str, TomlValue], fault: str
) -> None:
    with pytest.raises(SheetRefused, match=fault) as refused:
        writing.write(sheets_of(_criterion(**said)))
    assert refused.value.where.startswith("Tiêu chí, c1, ")


ODD_NAMES = {
    "formula": '=HYPERLINK("http://x","y")',
    "at": "@x",
    "control": "a\x01b",
    "no character": "a\ufffeb",
    "looks written": "_x0041_",
}


@pytest.mark.parametrize("name", ODD_NAMES.values(), ids=ODD_NAMES.keys())
def test_a_field_of_any_name_is_no_formula_and_comes_back(name: str) -> None:
    values: dict[str, TomlValue] = {"score_table": {"sections": [{"id": "s1", name: "x"}]}}
    data = writing.write(sheets_of(values))
    heads = [
        cell for sheet in load_workbook(BytesIO(data)) for row in (1, 2) for cell in sheet[row]
    ]
    assert {cell.data_type for cell in heads if cell.value is not None} == {"s"}
    assert with_sheets({}, {CRITERIA: reading.read(data)[CRITERIA]}) == values


def test_a_criterion_that_is_added_is_in_the_rules_and_all_else_stays(workbook: bytes) -> None:
    def change(sheets: Mapping[str, object]) -> None:
        sheet = sheets[CRITERIA]
        head = [cell.value for cell in sheet[2]]  # type: ignore[index]
        new = {"cấp": "tiêu chí", "id": "c7-9", "code": "7.9", "max_points": 2.5,
               "evidence": "optional", "name.vi": "Thêm", "name.en": "More"}  # fmt: skip
        sheet.append([new.get(column) for column in head])  # type: ignore[attr-defined]

    source = DEMO.read_text("utf-8")
    text = merged(source, reading.read(edited(workbook, change)))
    found, before = parse(text), parse(source)
    assert isinstance(found, BlocYearFile)
    assert isinstance(before, BlocYearFile)
    (*_, added) = found.score_table.sections[-1].criteria
    assert (added.id, added.max_points) == ("c7-9", Decimal("2.5"))
    assert found.units == before.units
    assert "Chép từ Kế hoạch hoạt động năm 2024" in merged(
        source, reading.read(edited(workbook, change))
    )
    assert to_rules(before).awards == to_rules(found).awards


def test_persons_that_are_added_are_in_the_file(workbook: bytes) -> None:
    def change(sheets: Mapping[str, object]) -> None:
        sheet = sheets[PERSONS]
        post = '[{ post = "bac-giang/so-khcn/head", from = 2024-05-01 }]'
        sheet.append(["giam-doc-khcn", "Giám đốc", None, post])  # type: ignore[attr-defined]

    rows = reading.read(edited(workbook, change))
    found = parse(merged(DEMO.read_text("utf-8"), rows))
    assert isinstance(found, BlocYearFile)
    assert [person.login for person in found.persons] == ["giam-doc-khcn"]


def test_a_mistake_is_found_in_its_row(workbook: bytes) -> None:
    def change(sheets: Mapping[str, object]) -> None:
        sheet = sheets[CRITERIA]
        for cell in sheet[5]:  # type: ignore[index]
            if sheet.cell(2, cell.column).value == "max_points":  # type: ignore[attr-defined]
                cell.value = "nhiều"

    rows = reading.read(edited(workbook, change))
    found = parse(merged(DEMO.read_text("utf-8"), rows))
    assert not isinstance(found, BlocYearFile)
    assert [place_of(each.field, places(rows)) for each in found.items] == [(CRITERIA, 5)]


@pytest.mark.parametrize(
    ("name", "column", "value", "why"),
    [
        (CRITERIA, "cấp", 3, "level"),
        (CRITERIA, "cấp", "x", "level"),
        (POSTS, "của", "bac-giang/khong-co", "owner"),
    ],
)
def test_a_row_that_stands_nowhere_is_named(
    workbook: bytes, name: str, column: str, value: object, why: str
) -> None:
    def change(sheets: Mapping[str, object]) -> None:
        sheet = sheets[name]
        at = [cell.value for cell in sheet[2]].index(column) + 1  # type: ignore[index]
        sheet.cell(4, at, value)  # type: ignore[attr-defined]

    with pytest.raises(SheetMistake) as refused:
        merged(DEMO.read_text("utf-8"), reading.read(edited(workbook, change)))
    assert (refused.value.sheet, refused.value.row, refused.value.why) == (name, 4, why)


def test_hostile_workbooks_are_refused_with_their_fault(workbook: bytes) -> None:
    cases = hostile.refused(hostile.parts_of(workbook))
    found = {}
    for name, (data, _) in cases.items():
        with pytest.raises(SheetRefused) as refused:
            reading.read(data)
        found[name] = str(refused.value.fault)
    assert found == {name: fault for name, (_, fault) in cases.items()}


def test_all_cells_of_one_fault_are_named(workbook: bytes) -> None:
    def change(sheets: Mapping[str, object]) -> None:
        for at in ("C3", "D4", "D5"):
            sheets[CRITERIA][at] = "=1+1"  # type: ignore[index]

    with pytest.raises(SheetRefused) as refused:
        reading.read(edited(workbook, change))
    assert (refused.value.fault, refused.value.where) == ("formula", f"{CRITERIA}!C3, D4, D5")


def test_the_empty_sheet_of_the_documents_is_the_one_this_release_writes() -> None:
    book = load_workbook(ROOT / "docs" / "bloc-year.xlsx")
    found = {
        sheet.title: [cell.value for cell in sheet[2]]
        for sheet in book.worksheets
        if sheet.title != writing.META
    }
    assert found == {each.name: [*each.columns] for each in empty_sheets()}


def test_the_empty_sheet_has_a_column_for_each_kind_of_criterion_and_calls_it_by_a_word() -> None:
    empty = writing.write(empty_sheets())
    book = load_workbook(BytesIO(empty))
    heads = {
        sheet.title: {own.value: head.value for head, own in zip(sheet[1], sheet[2], strict=True)}
        for sheet in book.worksheets
        if sheet.title != writing.META
    }
    kinds = {"count.per", "days_late.per_day", "scored_by", "steps[]", "target.formula", "yes_no"}
    assert kinds <= heads[CRITERIA].keys()
    assert [own for each in heads.values() for own, head in each.items() if own == head] == []
    assert heads["Người"]["name"] == "Họ và tên"


def test_the_tables_print_across_with_their_heads_on_each_page(workbook: bytes) -> None:
    *tables, _meta = load_workbook(BytesIO(workbook)).worksheets
    for sheet in tables:
        assert (sheet.print_title_rows, sheet.freeze_panes) == ("$1:$2", "B3")
        setup = sheet.page_setup
        assert (int(setup.paperSize), setup.orientation, int(setup.fitToHeight)) == (
            int(sheet.PAPERSIZE_A4),
            "landscape",
            0,
        )


def test_the_name_of_a_criterion_is_not_called_that_of_a_person() -> None:
    row: dict[str, Cell] = {"cấp": 1, "id": "s1", "name": "Nhiệm vụ"}
    book = load_workbook(BytesIO(writing.write([table(CRITERIA, ("cấp", "id"), [row])])))
    assert [cell.value for cell in book[CRITERIA][1]][-1] == "Tên"
