"""Cells that are read as something else than who writes so in an office means by it."""

import re
from collections.abc import Iterator
from typing import Final

from server.engine.errors import Problem
from server.engine.expressions.decision_xml import SIGNS
from server.engine.expressions.decisions import Decision
from server.engine.expressions.tables_feel import Feel
from server.engine.lint.decisions.domains import kind, typed

_TEXT: Final = re.compile(r"'[^']*'|\"[^\"]*\"")
_COMMA: Final = re.compile(r"(?<![\w.,])(\d+),(\d+)(?![\w.,])")
_POINT: Final = re.compile(r"(?<![\w.,])([1-9]\d{0,2})\.(\d\d0)(?![\w.,])")
_DAY: Final = re.compile(r"((?:[<>]=? ?)?)(?:(\d{4})-(\d\d?)-(\d\d?)|(\d\d?)/(\d\d?)/(\d{4}))")
_FROM_TO: Final = re.compile(r"\[? ?(\d+) ?- ?(\d+) ?\]?")
_NAME: Final = re.compile(r"[^\W\d]\w*")
_WORDS: Final = re.compile(r"[^\W\d]\w*( ?, ?[^\W\d]\w*)*")
_OWN_WORDS: Final = frozenset({"true", "false", "null", "True", "False", "None", "not"})
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


def read_names(table: Decision) -> frozenset[str]:
    """Name what a table is asked, what it is called and what it answers: others may read these."""
    asked = (_NAME.match(source) for source in table.inputs)
    found = {table.id, *table.outputs, *table.requires, *(each[0] for each in asked if each)}
    language = table.language
    return frozenset(found | {*(language.names if isinstance(language, Feel) else ())})


def unquoted(table: Decision, readable: frozenset[str]) -> Iterator[Problem]:
    """Refuse words without quotes in a column of texts: each would be read as a name.

    `readable` are the names that there are; a field of one is written with a point.
    """
    cells = [[line.inputs[at] for line in table.lines] for at in range(len(table.inputs))]
    texts = [kind(*each) == "text" for each in zip(table.domains, cells, strict=True)]
    promised = [typed(each) and kind(each, ()) == "text" for each in table.answers]
    for line in table.lines:
        said = [c.source or "" for c, of in zip(line.inputs, texts, strict=True) if of]
        said += [text for text, of in zip(line.outputs, promised, strict=False) if of]
        for source in said:
            words = _WORDS.fullmatch(source)
            if words and not {*_NAME.findall(source)} & (readable | _OWN_WORDS):
                yield _problem(line.id or table.id, source, (_NAME.sub(r'"\g<0>"', source),))


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
