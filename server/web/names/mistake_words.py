"""What is wrong in a document, in words of the pages: where, and how to mend it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from server.domain.bloc_draft import score_tree
from server.domain.bloc_draft.document import words_of
from server.domain.bloc_draft.parts import DraftPart
from server.domain.bloc_file import FileMistake
from server.domain.bloc_file.mistakes import Code
from server.domain.bloc_sheet.toml_text import TomlTable, tables_in
from server.domain.toml_file import FileCode, ReadingCode
from server.web.names.file_words import BODY_KINDS, WAYS
from server.web.names.place_words import place_word
from server.web.words.catalogue import gettext as _
from server.web.words.catalogue import lazy_gettext as _l
from server.web.words.language import language, pick

_PIECE: Final = re.compile(r"([^.\[]+)(?:\[(\d+)\])?")
_INSTEAD: Final[Mapping[FileCode, object]] = {
    ReadingCode.MISSING_KEY: _l("Chưa ghi."),
    ReadingCode.TEXT_EMPTY: _l("Chưa ghi."),
    ReadingCode.LIST_EMPTY: _l("Chưa có dòng nào."),
    Code.DUPLICATE_ID: _l("“%(value)s” đã ghi ở chỗ khác; mỗi cái ghi một lần."),
    Code.LEADER_TWICE: _l("Khối đã có Trưởng khối ở dòng khác; chọn một."),
    Code.DEPUTY_TWICE: _l("Khối đã có Phó Trưởng khối ở dòng khác; chọn một."),
    Code.BODY_TWICE: _l("Đã có cơ quan loại này ở dòng khác; chọn một."),
    Code.TEAM_TWICE: _l("“%(value)s” đã do tổ khác kiểm tra; mỗi đơn vị một tổ."),
    Code.LEADER_MISSING: _l("Chưa có đơn vị nào là Trưởng khối."),
    Code.DEPUTY_MISSING: _l("Chưa có đơn vị nào là Phó Trưởng khối."),
    Code.SCORER_OWN_MISSING: _l(
        "“%(value)s” là thành viên của khối; chọn thêm ai chấm cho chính đơn vị ấy."
    ),
    Code.SCORER_OWN_NEEDLESS: _l(
        "“%(value)s” không phải đơn vị được chấm; để trống ô ai chấm cho chính đơn vị ấy."
    ),
    Code.ONE_OF: _l("Chọn đúng một cách ghi: %(known)s."),
    Code.KINDS_SEVERAL: _l(
        "Tiêu chí chỉ có một cách chấm: đã ghi %(first)s nên không ghi thêm %(second)s."
    ),
    Code.BODY_MISSING: _l("Chưa có cơ quan: %(value)s."),
    Code.ROUNDS_TOO_FEW: _l("Bằng nhau mà bỏ phiếu lại thì số vòng nhiều nhất phải từ 2."),
    Code.AWARD_NOT_ABOVE: _l("“%(value)s” phải đứng trước trong danh sách, để được xét trước."),
    Code.UNKNOWN_REFERENCE: _l("Không có “%(value)s” trong năm thi đua này."),
}
"""What a form says otherwise than a file, whose lines and keys a form has not."""
_OF_KEYS: Final = frozenset({Code.ONE_OF, Code.KINDS_SEVERAL, Code.BODY_MISSING})
_SEVERAL: Final = ", "
"""What stands between the keys that a mistake lists."""


def what(item: FileMistake) -> str:
    """Say what is wrong."""
    said = _INSTEAD.get(item.code)
    return item.message(language()) if said is None else str(said) % dict(_in_words(item))


def _in_words(item: FileMistake) -> Iterator[tuple[str, str]]:
    """Have a mistake say what pages call the keys and kinds of a file."""
    words = BODY_KINDS if item.code is Code.BODY_MISSING else WAYS
    for hole, value in item.values:
        if item.code in _OF_KEYS:
            yield hole, _SEVERAL.join(str(words.get(key, key)) for key in value.split(_SEVERAL))
        else:
            yield hole, value


def named(found: Sequence[FileMistake], values: TomlTable) -> list[FileMistake]:
    """Have mistakes say names for the ids that a document gives to what it names."""
    names = dict(_names(values))
    return [
        replace(item, values=tuple((hole, names.get(value, value)) for hole, value in item.values))
        for item in found
    ]


def _names(values: TomlTable) -> Iterator[tuple[str, str]]:
    """Go through what has an id and a name, a short one where it has that."""
    table = values.get(DraftPart.SCORE_TABLE)
    items = [row.item for row in score_tree.rows(table)] if isinstance(table, Mapping) else []
    for entry in (*items, *(entry for part in values.values() for entry in tables_in(part))):
        name = pick(words_of(entry.get("short") or entry.get("name")))
        if name and isinstance(entry.get("id"), str):
            yield str(entry["id"]), name


def where(field: str) -> str:
    """Say where a field is, as people read it: `Đơn vị thành viên 2, Vai trò`."""
    pieces = _PIECE.findall(field)
    within = ["", *(name for name, _number in pieces)]
    return ", ".join(
        _piece(place_word(name, within=above), number)
        for above, (name, number) in zip(within, pieces, strict=False)
    )


def to_look_at(field: str, values: TomlTable) -> str:
    """Say what of the year before waits to be looked at: a row by its name."""
    part, _dot, key = field.partition(".")
    rows = tables_in(values.get(part, ()))
    row = next((each for each in rows if each.get("id") == key), None)
    name = pick(words_of(row.get("name"))) if row else ""
    return f"{place_word(part, within='')}: {name}" if name else where(field)


def _piece(label: str, number: str) -> str:
    return f"{label} {number}" if number else label


def line(item: FileMistake) -> str:
    """Say where, and what."""
    place = where(item.field)
    return _("%(place)s: %(what)s", place=place, what=what(item)) if place else what(item)


def anchor(field: str) -> str:
    """Return the id of the element that stands for a field: `units-2-role`."""
    return re.sub(r"[.\[\]]+", "-", field).strip("-")


def at(found: Sequence[FileMistake], field: str) -> list[str]:
    """Say what is wrong at a field, or anywhere within it."""
    inside = (f"{field}.", f"{field}[")
    return [what(item) for item in found if item.field == field or item.field.startswith(inside)]
