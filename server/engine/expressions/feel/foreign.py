"""How a cell or an answer of a table that is written as elsewhere would be written in FEEL."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from server.engine.errors import ExpressionRefused
from server.engine.expressions.feel import grammar

_AROUND: Final = re.compile(r"[$#]\{(.*)\}|=(?![=<>])(.*)", re.DOTALL)
"""`${…}` and `#{…}` of JUEL, and the sign with which an expression begins elsewhere."""
_LONGEST: Final = 200
"""Characters of a text that is looked at; nobody writes a longer cell by hand."""
_QUOTES: Final = str.maketrans("‘’“”„", '\'\'"""')
_TEXTS: Final = re.compile(r"('[^'\"]*'|\"[^\"]*\")")
_NUMBER: Final = r"-?\d+(?:\.\d+)?"
_POINT: Final = rf"({_NUMBER}|[\w.]+\([^()]*\)|[\w.]+)"
_SIGNS: Final = tuple(
    (re.compile(pattern), sign)
    for pattern, sign in (
        (r"≥|=>", ">="),
        (r"≤|=<", "<="),
        (r"≠|< ?>|!==", "!="),
        (r"={2,3}", "="),
        (r"&&", " and "),
        (r"\|\|?", " or "),
        (r"(?<=\d)[LlDdFf]\b", ""),
        (r"\b\d{1,3}(?:[. ]\d{3}){2,}\b", lambda found: re.sub(r"[. ]", "", found[0])),
        (r"\b(?:TRUE|True)\b", "true"),
        (r"\b(?:FALSE|False)\b", "false"),
        (r"\b(?:NULL|None)\b", "null"),
        (r"\s+", " "),
    )
)
_BETWEEN: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_POINT} ?(?:\.\.\.?|…|\bto\b|đến) ?{_POINT}",
        rf"\[ ?{_POINT} ?[;,] ?{_POINT} ?\]",
        rf"between {_POINT} (?:and|to) {_POINT}",
    )
)
_BOTH: Final = re.compile(rf"(>=?) ?{_POINT} ?(?:and|,) ?(<=?) ?{_POINT}")
_IN: Final = re.compile(r"^in ?(?=[(\[])")
_CHOICE: Final = re.compile(r"(.+)\?(.+):(.+)", re.DOTALL)
_COMMA: Final = re.compile(r"(?<![\d,(\[])(\d+),(\d+)(?![\d,)\]])")

_SENTENCE: Final = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)+")
"""Words, which were meant to stand in quotes."""
_SAYING: Final = frozenset({"and", "or", "not", "in", "between", "if", "then", "else", "than"})


def cell_here(source: str, column: str) -> str | None:
    """Write an input cell of a column as FEEL has it; None where nothing of it is known."""
    return next(_read(source, lambda text: _cells(text, column), grammar.cell), None)


def answer_here(source: str) -> str | None:
    """Write an answer, or a column, as FEEL has it; None where nothing of it is known."""
    return next(_read(source, _answers, grammar.expression), None)


def _read(
    source: str, ways: Callable[[str], Iterator[str]], read: Callable[[str], object]
) -> Iterator[str]:
    for each in ways(_plain(source)) if len(source) <= _LONGEST else ():
        try:
            read(each)
        except ExpressionRefused:
            continue
        if each != source.strip():
            yield each


def _plain(source: str) -> str:
    """Take away what stands around an expression elsewhere, and write signs and quotes as here."""
    text = source.strip().translate(_QUOTES)
    around = _AROUND.fullmatch(text)
    text = (around[1] or around[2] or "").strip() if around else text
    parts = _TEXTS.split(text)
    return "".join(
        f'"{part[1:-1]}"' if number % 2 else _signs(part) for number, part in enumerate(parts)
    ).strip()


def _signs(text: str) -> str:
    for pattern, sign in _SIGNS:
        text = pattern.sub(sign, text)
    return text


def _cells(text: str, column: str) -> Iterator[str]:
    if text == "*":
        yield "-"
    text = _IN.sub("", _tested(text, column))
    for denied in ("!=", "not ", "!"):
        if text.startswith(denied):
            yield f"not({text.removeprefix(denied).strip()})"
    text = text.removeprefix("=").strip()
    yield from _stretches(text)
    inner = text[1:-1] if (text[:1], text[-1:]) in {("{", "}"), ("(", ")")} else text
    yield ", ".join(each.strip() for each in re.split(r" or |;|,", inner))
    yield text
    if _SENTENCE.fullmatch(text) and not _SAYING & {*text.split()}:
        yield f'"{text}"'


def _tested(text: str, column: str) -> str:
    """Leave out the column where a cell names it again: `n > 5`, `? > 5`, `n.equals(5)`."""
    own = rf"(?:{re.escape(column)}|\?)"
    sign = r"(?:[<>!]?=|<|>|\bin\b|between\b)"
    asked = re.fullmatch(rf"{own}(?:\.equals\((.*)\)| ?({sign} ?.*))", text)
    turned = re.fullmatch(rf"(.*)\.equals\({own}\)", text)
    parts = (*(asked.groups() if asked else ()), *(turned.groups() if turned else ()), text)
    return next(part for part in parts if part)


def _stretches(text: str) -> Iterator[str]:
    for pattern in _BETWEEN:
        if found := pattern.fullmatch(text):
            yield f"[{found[1]}..{found[2]}]"
    if both := _BOTH.fullmatch(text):
        yield f"{'[('[both[1] == '>']}{both[2]}..{both[4]}{'])'[both[3] == '<']}"


def _answers(text: str) -> Iterator[str]:
    if text in {"", "-"}:
        yield "null"
    if choice := _CHOICE.fullmatch(text):
        asked, yes, no = (each.strip() for each in choice.groups())
        yield f"if {asked} then {yes} else {no}"
    yield _COMMA.sub(r"\1.\2", text)
