"""How findings are told: the worst first, equal ones as one, so many and no more."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from server.engine.lint_words import page
from server.engine.lint_words.order import weight

MOST: Final = 50
"""Lines that are shown; of the rest it is said how many there are."""
A_SCREEN: Final = 12
"""More lines than fit on the first screen: what to do first is told above them."""
FIRST: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingLine:
    """One thing that is wrong in a file, at one element or more."""

    file: str
    rule: str
    elements: tuple[str, ...]
    message: str
    mend: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldFindings:
    """The lines that are shown, how many are not, and the things to do first, with their count."""

    lines: tuple[FindingLine, ...]
    left_out: int
    first: tuple[tuple[FindingLine, int], ...]


def in_order(found: Iterable[Mapping[str, str]]) -> list[Mapping[str, str]]:
    """Give findings, the worst first; of one weight, in the order they were found."""
    return sorted(found, key=lambda item: weight(item["rule"]))


def told(found: Iterable[Mapping[str, str]], most: int = MOST) -> ToldFindings:
    """Put findings together; each has `file`, `element`, `rule`, `message` and `mend`."""
    together: dict[tuple[str, str, str, str], dict[str, None]] = {}
    for item in in_order(found):
        named = (item["file"], item["rule"], item["message"], item["mend"])
        together.setdefault(named, {})[item["element"]] = None
    lines = [
        FindingLine(file=file, rule=rule, elements=tuple(elements), message=message, mend=mend)
        for (file, rule, message, mend), elements in together.items()
    ]
    first = _first(lines) if len(lines) > A_SCREEN else ()
    return ToldFindings(lines=tuple(lines[:most]), left_out=len(lines[most:]), first=first)


def _first(lines: Sequence[FindingLine]) -> tuple[tuple[FindingLine, int], ...]:
    """Give the first line of each of the worst rules, and in how many places each is broken."""
    of_rule: dict[str, list[FindingLine]] = {}
    for line in lines:
        of_rule.setdefault(line.rule, []).append(line)
    several = [(each[0], sum(len(line.elements) for line in each)) for each in of_rule.values()]
    return tuple(several[:FIRST])


def rules_page(language: str) -> str:
    """Give every rule of the linter as a page in Markdown; `language` is "vi" or "en"."""
    return page.page(language)
