"""The texts of a printout as they are typed: what each is called, and what is wrong with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from server.domain.bloc_draft.parts import DraftPart
from server.domain.bloc_sheet.toml_text import TomlTable, TomlValue, tables_in
from server.domain.manifest import PrintoutEntry
from server.domain.printouts.wordings import (
    SEVERAL_LINES,
    OwnText,
    TextKind,
    holes_of,
    own_texts,
    wrong_hole,
)
from server.domain.texts.typed_text import CharacterRefused
from server.domain.toml_file import LONG
from server.printouts import printable
from server.printouts.printable import UnfitForPrint
from server.texts import mended, unprintable
from server.web.printouts import sending
from server.web.refusals.refusals import sentence
from server.web.words.catalogue import gettext as _
from server.web.words.catalogue import lazy_gettext as _l

KINDS: Final[Mapping[TextKind, object]] = {
    TextKind.SUBJECT: _l("Trích yếu"),
    TextKind.TO: _l("Kính gửi"),
    TextKind.HEADING: _l("Đề mục"),
    TextKind.SAY: _l("Đoạn văn"),
    TextKind.TITLE: _l("Tiêu đề bảng, mục"),
    TextKind.CLOSING: _l("Lời kết"),
    TextKind.RECIPIENT: _l("Nơi nhận"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRow:
    """A text: what it is called, the process's, the bloc's in its place, what is wrong with it."""

    label: str
    own: str
    text: str = ""
    saved: str = ""
    """What the draft has meanwhile, where that is something else."""
    wrong: str = ""
    lines: bool = False


def rows_of(entry: PrintoutEntry, values: TomlTable, process: str, name: str) -> list[TextRow]:
    """Return the texts of a printout with what a document says in place of each."""
    said = said_of(values, process, name)
    own = own_texts(entry)
    return [
        TextRow(
            label=_label(each, own),
            own=each.text,
            text=said.get(each.text, ""),
            lines=each.kind in SEVERAL_LINES,
        )
        for each in own
    ]


def _label(text: OwnText, every: Sequence[OwnText]) -> str:
    of_kind = [each for each in every if each.kind is text.kind]
    label = str(KINDS[text.kind])
    return f"{label} {of_kind.index(text) + 1}" if len(of_kind) > 1 else label


def typed_rows(
    rows: Sequence[TextRow], entry: PrintoutEntry, typed: Mapping[str, str]
) -> list[TextRow]:
    """Put what was typed into the rows, by the process's texts, and say what is wrong with it."""
    known = holes_of(entry)
    found: list[TextRow] = []
    for row in rows:
        text = _settled(typed.get(row.own, ""), lines=row.lines)
        text = "" if text == row.own else text
        saved = row.text if row.text != text else ""
        found.append(replace(row, text=text, saved=saved, wrong=_wrong(text, known)))
    return found


def _settled(typed: str, *, lines: bool) -> str:
    """Mend what was typed: a text of one line stays one, of several none is empty."""
    kept = (line.strip() for line in mended(typed).replace("\t", " ").split("\n"))
    return ("\n" if lines else " ").join(line for line in kept if line)


def _wrong(text: str, known: frozenset[str]) -> str:
    """Say what keeps a text from standing on paper; empty where nothing does."""
    if len(text) > LONG:
        return _("Dài %(length)s ký tự; nhiều nhất %(limit)s.", length=len(text), limit=LONG)
    if found := unprintable(text):
        refused = CharacterRefused(found.code, found.line, found.place, found.before)
        return sentence(refused)
    if hole := wrong_hole(text, known.__contains__):
        said = {"place": hole.place, "sign": hole.sign}
        if hole.unknown:
            return _(
                "Chữ thứ %(place)s: bản in này không có chỗ trống %(sign)s; chọn trong danh sách.",
                **said,
            )
        return _(
            "Chữ thứ %(place)s: “%(sign)s” không thành chỗ trống; viết đủ hai dấu ngoặc nhọn.",
            **said,
        )
    try:
        printable.check(text)
    except UnfitForPrint as unfit:
        return sending.said(unfit)
    return ""


def said_of(values: TomlTable, process: str, name: str) -> dict[str, str]:
    """Return what a document says on a printout, by the process's texts."""
    return {
        str(row.get("own", "")): str(row.get("text", ""))
        for row in tables(values)
        if (row.get("process"), row.get("printout")) == (process, name)
    }


def tables(values: TomlTable) -> Sequence[TomlTable]:
    """Return the rows of a document's wordings."""
    return tables_in(values.get(DraftPart.WORDINGS, ()))


def value_of(
    values: TomlTable, rows: Sequence[TextRow], process: str, name: str
) -> "TomlValue | None":
    """Write a document's wordings with those of a printout as typed; of all others they stay."""
    ours = {(process, name, row.own) for row in rows}
    kept = [
        row
        for row in tables(values)
        if (row.get("process"), row.get("printout"), row.get("own")) not in ours
    ]
    new: list[TomlTable] = [
        {"process": process, "printout": name, "own": row.own, "text": row.text}
        for row in rows
        if row.text
    ]
    return [*kept, *new] or None
