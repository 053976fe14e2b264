"""What never fits in an expression, as a finding says it: the rule, and the words in its holes."""

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from server.engine.lint.values.listing import listed
from server.engine.lint.values.value_types import (
    PARTY_IDS,
    POST_IDS,
    UNIT_IDS,
    WORDS,
    Sort,
    Type,
    whose,
)

VIETNAMESE: Final[Mapping[Sort, str]] = {
    Sort.ANY: "bất kỳ",
    Sort.TRUTH: "đúng/sai",
    Sort.WHOLE: "số nguyên",
    Sort.TEXT: "chữ",
    Sort.DAY: "ngày",
    Sort.LIST: "danh sách",
    Sort.RECORD: "bản ghi",
    Sort.NOTHING: "không có gì",
    Sort.MIXED: "khi loại này khi loại khác",
}
"""What a sort is called."""
_IDS: Final[Mapping[frozenset[str], tuple[str, str]]] = {
    UNIT_IDS: ("the id of a unit", "mã đơn vị"),
    PARTY_IDS: ("the id of a unit or body", "mã đơn vị hoặc cơ quan"),
    POST_IDS: ("the id of a post", "mã chức vụ"),
}
_NEAR: Final = 0.5


@dataclass(frozen=True, slots=True)
class Misfit:
    """Values that never fit, by the rule they break; the holes fill its words."""

    rule: str
    holes: Mapping[str, str]


def compared(node: ast.expr, left: Type, right: Type) -> Misfit:
    """Say that two values do not go together."""
    holes = {"source": ast.unparse(node)}
    for name, kind in (("left", left), ("right", right)):
        said, said_vi = _told(kind)
        holes |= {name: said, f"{name}.vi": said_vi}
    return Misfit("TYPE-COMPARED", holes)


def _told(kind: Type) -> tuple[str, str]:
    """Say what a value is, of an id whose: in English, in Vietnamese."""
    ids = _IDS.get(whose(kind) or WORDS) if kind.sort is Sort.TEXT else None
    return ids or (kind.sort.value, VIETNAMESE[kind.sort])


def wanted(node: ast.expr, given: Type, sort: Sort) -> Misfit:
    """Say that a value of another sort is wanted."""
    holes = {"source": ast.unparse(node), "given": given.sort.value, "wanted": sort.value}
    holes |= {"given.vi": VIETNAMESE[given.sort], "wanted.vi": VIETNAMESE[sort]}
    return Misfit("TYPE-RESULT", holes)


def index(node: ast.expr, owner: ast.expr) -> Misfit:
    """Say that a list may be too short for what is taken of it."""
    return Misfit("TYPE-INDEX", {"source": ast.unparse(node), "name": ast.unparse(owner)})


def nothing(node: ast.expr) -> Misfit:
    """Say that there may be nothing where a value is needed."""
    return Misfit("TYPE-NOTHING", {"name": ast.unparse(node)})


def unknown_deadline(value: str, known: frozenset[str]) -> Misfit:
    """Say that no bloc-year has a deadline."""
    holes = {"value": value, "known": listed(known), **nearest(value, known)}
    return Misfit("DEADLINE", holes)


def nearest(value: str, known: frozenset[str]) -> Mapping[str, str]:
    """Ask whether the name most like this one was meant; nothing where none is like it."""
    found = get_close_matches(value, sorted(known), 1, _NEAR)
    asked = [(f"— did you mean “{each}”?", f"— có phải “{each}”?") for each in found]
    near, near_vi = asked[0] if asked else ("", "")
    return {"near": near, "near.vi": near_vi}
