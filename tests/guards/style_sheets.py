"""Style sheets read as rules: which selector says what, within which at-rule."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "server" / "web" / "static" / "css"
ORDER = "style.css"
DARK = "dark.css"
TOKENS = ("tokens.css", DARK)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
NAMED = re.compile(r'@import "([a-z_]+\.css)";')


class Declaration(NamedTuple):
    """One line of a rule; `within` is its at-rule, empty for none."""

    part: str
    within: str
    selector: str
    name: str
    value: str


def parts() -> list[str]:
    """Return the names of the parts in their declared order, the dark colours last."""
    return [*NAMED.findall((FOLDER / ORDER).read_text()), DARK]


def declarations(*names: str) -> Iterator[Declaration]:
    """Yield what the parts declare; a rule for several selectors yields each of them."""
    for part in names or parts():
        for within, selectors, body in _rules(COMMENT.sub("", (FOLDER / part).read_text())):
            for line in filter(None, (line.strip() for line in body.split(";"))):
                name, _, value = line.partition(":")
                for selector in _apart(selectors):
                    yield Declaration(part, within, selector, name.strip(), value.strip())


def _rules(text: str, within: str = "") -> Iterator[tuple[str, str, str]]:
    at = 0
    while (opens := text.find("{", at)) >= 0:
        head, closes = " ".join(text[at:opens].split()), _end(text, opens)
        body = text[opens + 1 : closes]
        if "{" in body:
            yield from _rules(body, head)
        else:
            yield within, head, body
        at = closes + 1


def _end(text: str, opens: int) -> int:
    depth = 0
    for at in range(opens, len(text)):
        depth += {"{": 1, "}": -1}.get(text[at], 0)
        if depth == 0:
            return at
    raise ValueError(text[opens:])


def _apart(selectors: str) -> list[str]:
    return [" ".join(each.split()) for each in re.split(r",(?![^(]*\))", selectors)]
