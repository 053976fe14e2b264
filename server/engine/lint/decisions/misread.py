"""Cells that are read as something else than who writes so in an office means by it."""

import re
from collections.abc import Iterator
from typing import Final

from server.engine.errors import Problem
from server.engine.expressions.decision_xml import SIGNS
from server.engine.expressions.decisions import Decision

_TEXT: Final = re.compile(r"'[^']*'|\"[^\"]*\"")
_COMMA: Final = re.compile(r"(?<![\w.,])(\d+),(\d+)(?![\w.,])")
_POINT: Final = re.compile(r"(?<![\w.,])([1-9]\d{0,2})\.(\d\d0)(?![\w.,])")
_DAY: Final = re.compile(r"((?:[<>]=? ?)?)(?:(\d{4})-(\d\d?)-(\d\d?)|(\d\d?)/(\d\d?)/(\d{4}))")
_FROM_TO: Final = re.compile(r"\[? ?(\d+) ?- ?(\d+) ?\]?")
_EITHER: Final = re.compile(r"(>=?) ?(\d+) ?, ?(<=?) ?(\d+)")


def misread(table: Decision) -> Iterator[Problem]:
    """Refuse a comma or a point in a number, a day or a stretch that is read as a reckoning."""
    for line in table.lines:
        owner = line.id or table.id
        for cell in line.inputs:
            source = cell.source or ""
            written = source if cell.order is None else f"{SIGNS[cell.order]} {source}"
            yield from (_problem(owner, written, meant) for meant in _cell(written))
        for answer in line.outputs:
            yield from (_problem(owner, answer, meant) for meant in _number(answer))


def _problem(owner: str, written: str, meant: tuple[str, ...]) -> Problem:
    said = {"meant": " or ".join(meant), "meant.vi": " hoặc ".join(meant)}
    return Problem("DMN-MISREAD", owner, {"cell": written, **said})


def _cell(source: str) -> Iterator[tuple[str, ...]]:
    if day := _DAY.fullmatch(source):
        year, month, of = (day[2], day[3], day[4]) if day[2] else (day[7], day[6], day[5])
        yield (f'{day[1]}date("{year}-{int(month):02}-{int(of):02}")',)
        return
    if stretch := _FROM_TO.fullmatch(source):
        yield (f"[{stretch[1]}..{stretch[2]}]",)
        return
    either = _EITHER.fullmatch(source)
    if either and int(either[2]) < int(either[4]):
        yield (f"{'[('[either[1] == '>']}{either[2]}..{either[4]}{'])'[either[3] == '<']}",)
        return
    yield from _number(source)


def _number(source: str) -> Iterator[tuple[str, ...]]:
    plain = _TEXT.sub("", source)
    if comma := _COMMA.search(plain):
        yield f"{comma[1]}.{comma[2]}", f"{comma[1]}, {comma[2]}"
    elif point := _POINT.search(plain):
        yield f"{point[1]}{point[2]}", point[0].rstrip("0").rstrip(".")
