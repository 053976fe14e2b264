"""What a manifest says of the papers that tasks make."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

DOCUMENT_TYPE: Final = re.compile(r"[^\W\d_]{1,10}")
"""A type's abbreviation in the bloc's register: `KH`, `QĐ`, `TTr`."""


class AgencyOf(StrEnum):
    """Whose register a typed number is from, where its symbol leaves that open (`BC-*`)."""

    OWN = "own"
    """The agency's whose post has the task."""
    HOME_AFFAIRS = "home_affairs"
    COUNCIL = "council"
    CHAIRMAN = "chairman"
    """A body's outside the bloc, whoever types it."""
    ANY = "any"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentEntry:
    """A paper: the task that makes it (with one outcome, or any), and who sees it.

    `number` and `date` are fields of the task's form, `file` the kind of its scan. `register`:
    numbered by the bloc's own series, and `symbol` is the type's in it (`KH`), its sign where that
    is empty; with `number` too, it is typed where the bloc-year has no register. Else the number is
    typed from the register of an agency, and ends in `symbol` (`QĐ-UBND`); `BC-*` leaves the
    agency's own part to `agency`. `shared`: one such paper may be about several cases, which then
    have one number.
    """

    type: str
    name: str
    task: str
    see: str
    when: str = ""
    number: str = ""
    date: str = ""
    symbol: str = ""
    agency: AgencyOf = AgencyOf.OWN
    file: str = ""
    register: bool = False
    shared: bool = False

    @property
    def series(self) -> str:
        """Its type's abbreviation in the bloc's own register; empty where that gives no number."""
        return (self.symbol or self.type) if self.register else ""

    def symbol_for(self, own: str, bodies: Mapping[str, str] = MappingProxyType({})) -> str:
        """Return what follows a typed number, where the agency whose task it is has `own`.

        `bodies` are the symbols of the bodies outside the bloc, by kind. It ends in a star where
        the agency's part may be any.
        """
        of_agency = own if self.agency is AgencyOf.OWN else bodies.get(self.agency, "")
        named = self.starred and bool(of_agency)
        return f"{self.symbol.removesuffix('*')}{of_agency}" if named else self.symbol

    @property
    def starred(self) -> bool:
        """Whether the symbol leaves the agency's own part open."""
        return self.symbol.endswith("*")
