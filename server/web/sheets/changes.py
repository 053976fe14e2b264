"""What a workbook that was filled in says otherwise than a form, and what in it cannot be taken."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from server.sheets.filled import FilledRow, FilledSheet
from server.sheets.filling import FillColumn, FillRow, FillTable
from server.web.forms.form_post import Found
from server.web.refusals import mistakes
from server.web.sheets import cell_texts, fill_in
from server.web.tasks.form_view import Desk
from server.web.words.catalogue import gettext as _


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


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledFields:
    """The fields by path that the workbook says something of.

    A cell that stands as it was handed out says nothing of what came since.
    """

    told: Mapping[str, FilledField]
    missing: Sequence[str]
    """The rows that the workbook has not, by key."""
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


def read_fields(name: str, table: FillTable, sheet: FilledSheet) -> FilledFields:
    """Read what the workbook says of each field, and name every row and cell that is wrong.

    A row or column that it has not says nothing: its fields stay.
    """
    rows = {row.key: row for row in table.rows if isinstance(row, FillRow)}
    columns = {each.name: each for each in table.columns}
    wrong, told, left = list[str](), dict[str, FilledField](), dict(rows)
    for row in sheet.rows:
        known = left.pop(row.key, None)
        if known is None:
            wrong.append(_in_row(row, rows))
            continue
        for name_, cell in row.cells.items():
            column = columns[name_] if name_ in known.filled else None
            text, fault = cell_texts.read(cell.value, column, sheet.meta.get(fill_in.LANGUAGE, ""))
            path = f"{name}.{row.key}.{name_}"
            if fault:
                wrong.append(_in_cell(cell.at, fault))
            elif column and sheet.meta.get(fill_in.HELD.format(path), "") != cell_texts.mark(text):
                told[path] = FilledField(at=cell.at, text=text, column=column)
    return FilledFields(told=told, missing=[*left], wrong=wrong)


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
