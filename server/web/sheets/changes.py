"""What a workbook that was filled in says otherwise than a form, and what in it cannot be taken."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from server.sheets.fault_words import FAULTS
from server.sheets.filled import FilledCell, FilledRow, FilledSheet
from server.sheets.filling import FillColumn, FillRow, FillTable
from server.web.forms.form_post import Found
from server.web.refusals import mistakes
from server.web.sheets import cell_texts, fill_in
from server.web.tasks.form_view import Desk
from server.web.words.catalogue import gettext as _
from server.web.words.language import language


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetChange:
    """A field that the workbook says otherwise: its cell, its row and column in words."""

    at: str
    path: str
    row: str
    column: str
    old: str
    new: str
    text: str
    """What the field will hold."""
    since: bool
    """It holds something else than when the workbook was handed out."""


@dataclass(frozen=True, slots=True)
class SheetUnfit(Exception):
    """A workbook that is not taken, line by line; nothing of it was kept."""

    lines: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledField:
    """What a field holds by a workbook, in which cell and of which column."""

    at: str
    text: str
    column: FillColumn
    held: str
    """The mark of what it held when the workbook was handed out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledFields:
    """The fields by path that the workbook says something of.

    A cell that stands as it was handed out says nothing of what came since.
    """

    told: Mapping[str, FilledField]
    missing: Sequence[str]
    """The rows that the workbook has not, by key."""
    outdated: Sequence[str]
    """Those beside which something else is told now, by key."""
    wrong: Sequence[str]
    """What cannot be read, by row or cell."""

    @property
    def texts(self) -> dict[str, str]:
        """What the fields hold."""
        return {path: field.text for path, field in self.told.items()}


def check_made_for(desk: Desk, name: str, table: FillTable, meta: Mapping[str, str]) -> None:
    """Refuse a workbook that was made for something else, and say for what; raises SheetUnfit."""
    wanted = fill_in.meta_of(desk, name, table)
    wrong = (key for key in _OTHERWISE if meta.get(key, "") != wanted[key])
    if (first := next(wrong, None)) is not None:
        raise SheetUnfit([_other(desk, first, meta.get(first, ""))])


_OTHERWISE: Final = (
    *(fill_in.FIELD, fill_in.ELEMENT, fill_in.YEAR, fill_in.ABOUT, fill_in.CASE),
    fill_in.VERSION,
)
LONGEST: Final = 40


def _other(desk: Desk, what: str, said: str) -> str:
    if what == fill_in.YEAR and said.isdecimal():
        holes = {"other": said[:LONGEST], "year": desk.page.task.year}
        return _("Bảng tính này của năm %(other)s, việc này của năm %(year)s.", **holes)
    if what == fill_in.ABOUT:
        own = desk.unit(desk.page.task.subject_unit_id or "")
        known = desk.rules.unit_ids
        other = desk.unit(said) if said in known else _("đơn vị khác")
        return _("Bảng tính này của %(other)s, không phải của %(own)s.", other=other, own=own)
    if what == fill_in.CASE:
        return _("Bảng tính này tải từ một hồ sơ khác.")
    if what == fill_in.VERSION:
        return _("Biểu mẫu đã khác từ khi tải bảng tính này: hãy tải lại rồi điền tiếp.")
    return _("Bảng tính này tải từ một biểu mẫu khác.")


def read_fields(desk: Desk, name: str, table: FillTable, sheet: FilledSheet) -> FilledFields:
    """Read what the workbook says of each field, and name every row and cell that is wrong.

    A row or column that it has not says nothing: its fields stay.
    """
    rows = {row.key: row for row in table.rows if isinstance(row, FillRow)}
    columns = {each.name: each for each in table.columns}
    wrong, told, left = list[str](), dict[str, FilledField](), dict(rows)
    for row in sheet.rows:
        known = left.pop(row.key, None)
        if known is None or (other := _others_text(row, sheet, rows)):
            wrong.append(_in_row(row, rows) if known is None else _displaced(desk, row, other))
            continue
        for name_, cell in row.cells.items():
            path = f"{name}.{row.key}.{name_}"
            column = columns[name_] if name_ in known.filled else None
            held = sheet.meta.get(fill_in.HELD.format(path), "")
            text, fault = _read(cell, column, sheet)
            if fault:
                wrong.append(_in_cell(cell.at, fault))
            elif column and held != cell_texts.mark(text):
                told[path] = FilledField(at=cell.at, text=text, column=column, held=held)
    outdated = _outdated(desk, name, sheet, rows)
    return FilledFields(told=told, missing=[*left], outdated=outdated, wrong=wrong)


def _outdated(desk: Desk, name: str, sheet: FilledSheet, keys: Iterable[str]) -> list[str]:
    """Name the rows beside which something else was told when the workbook was handed out."""
    now = fill_in.told_now(desk, name, sheet.meta.get(fill_in.LANGUAGE, ""))
    marks = {key: fill_in.TOLD.format(key) for key in keys}
    return [key for key, mark in marks.items() if sheet.meta.get(mark, now[mark]) != now[mark]]


def _read(cell: FilledCell, column: FillColumn | None, sheet: FilledSheet) -> tuple[str, str]:
    """Give what a field holds by a cell, and what is wrong with the cell."""
    if cell.fault and column:
        return "", FAULTS[cell.fault].text(language())
    return cell_texts.read(cell.value, column, sheet.meta.get(fill_in.LANGUAGE, ""))


def _others_text(row: FilledRow, sheet: FilledSheet, keys: Iterable[str]) -> str:
    """Name by its key the row whose text stands beside another's key; empty where none does.

    A part of the table that was sorted leaves the hidden keys where they were.
    """
    marks = {key: sheet.meta.get(fill_in.TOLD.format(key), "") for key in keys}
    said = cell_texts.mark_told(row.told)
    own = said == marks[row.key]
    return "" if own else next((key for key, mark in marks.items() if mark == said), "")


def _displaced(desk: Desk, row: FilledRow, other: str) -> str:
    said = _(
        "đang ghi nội dung của %(other)s nhưng mang mã ẩn của %(own)s, như khi chỉ sắp xếp một "
        "phần bảng; hãy tải lại bảng tính rồi chép số liệu vào đúng dòng",
        other=desk.named(other),
        own=desk.named(row.key),
    )
    return _("Dòng %(row)s: %(what)s", row=row.number, what=said)


def _in_row(row: FilledRow, rows: Mapping[str, FillRow]) -> str:
    """Say why a row is not taken."""
    said = _("dòng thêm vào, không có mã; hãy ghi vào dòng có sẵn")
    if row.key:
        twice = row.key in rows
        said = _("dòng này có hai lần") if twice else _("biểu mẫu không có dòng này")
    return _("Dòng %(row)s: %(what)s", row=row.number, what=said)


def changed(desk: Desk, fields: FilledFields) -> list[SheetChange]:
    """List the fields that the workbook says otherwise than they stand, in its order."""
    return [
        SheetChange(
            at=field.at,
            path=path,
            row=desk.named(path.split(".")[1]),
            column=desk.title(path),
            old=_said(desk, path, desk.value(path)),
            new=_said(desk, path, field.text),
            text=field.text,
            since=field.held != cell_texts.mark(desk.value(path)),
        )
        for path, field in fields.told.items()
        if not cell_texts.same(desk.value(path), field.text, field.column)
    ]


def refused_cells(fields: FilledFields, found: Sequence[Found]) -> list[str]:
    """Name by their cells what the form finds wrong in what was filled in.

    What still lacks is said when the form is handed in: a sheet may be half done.
    """
    first = {path: mistakes.sentence(code, params) for path, code, params in reversed(found)}
    return [
        _in_cell(field.at, first[path])
        for path, field in fields.told.items()
        if path in first and field.text
    ]


def _in_cell(at: str, what: str) -> str:
    return _("Ô %(cell)s: %(what)s", cell=at, what=what)


def _said(desk: Desk, path: str, text: str) -> str:
    return desk.said(path, text) if text else ""
