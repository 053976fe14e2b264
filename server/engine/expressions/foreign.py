"""How an expression that is written as other engines write theirs would be written here."""

import re
from collections.abc import Callable
from typing import Final, TypeAlias

TRUTHS: Final = {
    **dict.fromkeys(("true", "TRUE"), "True"),
    **dict.fromkeys(("false", "FALSE"), "False"),
    **dict.fromkeys(("null", "NULL", "none"), "None"),
}
"""What other languages call the values that no name stands for."""
_AROUND: Final = re.compile(r"[$#]\{(.*)\}|=(?!=)(.*)", re.DOTALL)
"""`${…}` and `#{…}` of JUEL, and the sign with which FEEL begins."""
_STRING: Final = re.compile(r"('[^']*'|\"[^\"]*\")")
_QUOTES: Final = str.maketrans("‘’“”", "''\"\"")
_CHOICE: Final = re.compile(r"if\b(.+)\bthen\b(.+)\belse\b(.+)", re.DOTALL)
_EQUALS: Final = ".equals("
_COMPARED: Final = re.compile(r"\.equals\(([^()]*)\)")
_Ours: TypeAlias = str | Callable[[re.Match[str]], str]


def _lower(found: re.Match[str]) -> str:
    return found[0].lower()


def _truth(found: re.Match[str]) -> str:
    return TRUTHS[found[0]]


def _day(found: re.Match[str]) -> str:
    year, month, of = (found[1], found[2], found[3]) if found[1] else found.group(6, 5, 4)
    return f"date({int(year)}, {int(month)}, {int(of)})"


_WRITTEN: Final[tuple[tuple[str, _Ours], ...]] = (
    (
        r"(?<![\w./-])(?:(\d{4})[/-](\d\d?)[/-](\d\d?)|(\d\d?)[/.-](\d\d?)[/.-](\d{4}))(?![\w./-])",
        _day,
    ),
    (r"&&", " and "),
    (r"\|\|", " or "),
    (r"<>|!==", "!="),
    (r"===", "=="),
    (r"(?<![=!<>])=(?!=)", "=="),
    (r"!(?!=)", " not "),
    (r"(?<![\w.])(?:AND|OR|NOT)(?!\w)", _lower),
    (rf"(?<![\w.])(?:{'|'.join(TRUTHS)})(?![\w.(])", _truth),
    *(
        (rf"(?<=\s){word}(?=\s)", sign)
        for word, sign in (
            *(("eq", "=="), ("ne", "!="), ("is not", "!="), ("is", "==")),
            *(("lt", "<"), ("le", "<="), ("gt", ">"), ("ge", ">=")),
        )
    ),
    (r"\s+", " "),
)
_SIGNS: Final = tuple((re.compile(pattern), ours) for pattern, ours in _WRITTEN)


def written_here(source: str) -> str | None:
    """Write an expression as here it is written; None where nothing in it is known of elsewhere.

    Whether that is an expression, whoever asks has to see.
    """
    text = source.strip().translate(_QUOTES)
    around = _AROUND.fullmatch(text)
    text = (around[1] or around[2] or "").strip() if around else text
    choice = _CHOICE.fullmatch(text)
    if choice:
        then, asked, other = (choice[number].strip() for number in (2, 1, 3))
        text = f"{then} if {asked} else {other}"
    parts = _STRING.split(text)
    ours = "".join(part if number % 2 else _signs(part) for number, part in enumerate(parts))
    if _EQUALS in ours:
        ours = _COMPARED.sub(r" == \1", ours)
    ours = ours.strip()
    return ours if ours != source.strip() else None


def _signs(text: str) -> str:
    for pattern, ours in _SIGNS:
        text = pattern.sub(ours, text)
    return text
