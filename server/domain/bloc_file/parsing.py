"""From the text of a bloc-year file to the file, or to all its mistakes; and on to the rules."""

import re
import tomllib
from decimal import Decimal

from server.domain.bloc_file.checks import check
from server.domain.bloc_file.entries import BlocYearFile, BodyKind
from server.domain.bloc_file.line_index import LineIndex
from server.domain.bloc_file.mistakes import Code, Mistake, Mistakes
from server.domain.bloc_file.reading import read_file
from server.domain.bloc_file.table import Notes, Table
from server.domain.rules import Bodies, Body, CaseRules

LONGEST = 1_000_000  # characters; a bloc of 500 units needs a third of it
DEEPEST = 16
"""Parts of a dotted key; the file needs three, and reading a long one takes the square of them."""
_PART = r"""(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')[ \t]*"""
_DEEP = re.compile(rf"(?<![A-Za-z0-9_-])(?:{_PART}\.[ \t]*){{{DEEPEST}}}{_PART}(?:=|\])")
_PLACE = re.compile(r" \(at line (\d+), column (\d+)\)$")


def parse(text: str) -> BlocYearFile | Mistakes:
    """Read a bloc-year file; returns every mistake at once where there is one."""
    text = text.removeprefix("\ufeff")
    if len(text) > LONGEST:
        values = (("length", str(len(text))), ("limit", str(LONGEST)))
        return Mistakes((Mistake(1, "", Code.TOO_BIG, values),))
    if deep := _DEEP.search(text):
        return Mistakes((_too_deep(text, deep.start()),))
    try:
        data, lines = tomllib.loads(text, parse_float=Decimal), LineIndex(text)
    except (ValueError, RecursionError, ArithmeticError) as error:
        return Mistakes((_syntax(text, str(error)),))
    notes = Notes(lines)
    file = read_file(Table(data, (), notes))
    check(file, notes)
    found = notes.all()
    return Mistakes(found) if found else file


def _too_deep(text: str, at: int) -> Mistake:
    values = (("column", "1"), ("detail", f"a key has more than {DEEPEST} parts"))
    return Mistake(text.count("\n", 0, at) + 1, "", Code.SYNTAX, values)


def _syntax(text: str, detail: str) -> Mistake:
    place = _PLACE.search(detail)
    line, column = place.groups() if place else (text.count("\n") + 1, 1)
    values = (("column", str(column)), ("detail", _PLACE.sub("", detail)[:200]))
    return Mistake(int(line), "", Code.SYNTAX, values)


def to_rules(file: BlocYearFile) -> CaseRules:
    """Return what a case opened under this file freezes: no persons and no posts."""
    return CaseRules(
        bloc=file.bloc,
        year=file.year,
        theme=file.theme,
        units=tuple(entry.unit for entry in file.units),
        bodies=Bodies(
            home_affairs=_body(file, BodyKind.HOME_AFFAIRS),
            council=_body(file, BodyKind.COUNCIL),
            chairman=_body(file, BodyKind.CHAIRMAN),
        ),
        score_table=file.score_table,
        awards=file.awards,
        voting=file.voting,
        council=file.council,
        deadlines=file.deadlines,
        recipients=file.recipients,
        legal_bases=file.legal_bases,
        waves=file.waves,
    )


def _body(file: BlocYearFile, kind: BodyKind) -> Body:
    entry = next(body for body in file.bodies if body.kind is kind)
    return Body(id=entry.id, name=entry.name, short=entry.short)
