"""The holes of a printout's texts: what fills them, and what is missing."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from server.actions.printouts.material import Material
from server.domain.blocs.parties import Party
from server.domain.blocs.rules import CaseRules
from server.domain.canonical import Json
from server.domain.manifest.outline import OPENING
from server.domain.manifest.printouts import HOLE
from server.domain.printouts.left_open import DOTS
from server.domain.printouts.numbers import written_out


@dataclass(frozen=True)
class Holes:
    """Fills texts from the material, and remembers what it found nothing for."""

    of: Material
    missing: dict[str, None] = field(default_factory=dict)

    def filled(self, text: str) -> str:
        """Fill the holes of a text; what fills one is text, whatever it holds."""
        return HOLE.sub(self._within, text)

    def lines(self, text: str) -> list[str]:
        """Fill a text; one that is a single field gives a line for each member of a list."""
        whole = HOLE.fullmatch(text)
        several = list(self._members(whole[1])) if whole and "." in whole[1] else []
        return several or [self.filled(text)]

    def lacking(self, label: str) -> str:
        """Note that something is not there, and give what stands in its place."""
        self.missing[label] = None
        return DOTS

    def _within(self, hole: re.Match[str]) -> str:
        """Say what fills a hole; behind the word for a day, a day is written out."""
        said = self._said(hole[1])
        behind_day = hole.string[: hole.start()].lower().endswith("ngày ")
        return written_out(said) if behind_day else said

    def _said(self, hole: str) -> str:
        if hole in NAMED:
            return NAMED[hole](self.of) or self.lacking(CALLED[hole])
        element, _, name = hole.partition(".")
        found = self.of.field(element, name)
        if found is None:
            return self.lacking(f"{{{hole}}}")
        said = found.said(self._value(element, name), self.of.rules)
        return said or self.lacking(found.title)

    def _members(self, hole: str) -> Iterator[str]:
        element, _, name = hole.partition(".")
        found, value = self.of.field(element, name), self._value(element, name)
        if found is not None and isinstance(value, list):
            yield from (party_words(str(each), self.of.rules) for each in value)

    def _value(self, element: str, name: str) -> Json:
        if element == OPENING:
            return self.of.opening.get(name)
        record = self.of.record(element)
        return record.value.get(name) if record else None


def party_words(party_id: str, rules: CaseRules) -> str:
    """Return the full name of a unit or a body; its id where it is neither."""
    named: tuple[Party, ...] = (*rules.units, *rules.bodies.everyone())
    return next((each.name.vi for each in named if each.id == party_id), party_id)


NAMED: Final[Mapping[str, Callable[[Material], str]]] = {
    "year": lambda of: str(of.rules.year),
    "bloc": lambda of: of.rules.bloc.name.vi,
    "theme": lambda of: of.rules.theme.vi,
    "unit": lambda of: party_words(of.unit, of.rules) if of.unit else "",
    "subject": lambda of: of.subject,
    "leader": lambda of: of.rules.leader.name.vi,
    "deputy": lambda of: of.rules.deputy.name.vi,
    "home_affairs": lambda of: of.rules.bodies.home_affairs.name.vi,
    "council": lambda of: of.rules.bodies.council.name.vi,
    "chairman": lambda of: of.rules.bodies.chairman.name.vi,
}
"""The holes of every printout; `server.domain.manifest.printouts.HOLES` names them."""
CALLED: Final[Mapping[str, str]] = {
    "year": "Năm",
    "bloc": "Tên Khối",
    "theme": "Chủ đề năm",
    "unit": "Đơn vị",
    "subject": "Tên hồ sơ",
    "leader": "Trưởng khối",
    "deputy": "Phó Trưởng khối",
    "home_affairs": "Sở Nội vụ",
    "council": "Hội đồng Thi đua - Khen thưởng",
    "chairman": "Ủy ban nhân dân tỉnh",
}
"""What the holes are called where nothing fills them."""
