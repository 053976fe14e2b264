"""What a manifest says of the documents that are laid out from a case's own data."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from server.domain.manifest.outline import OPENING

HOLES: Final = frozenset(
    {"year", "bloc", "theme", "unit", "subject"}
    | {"leader", "deputy", "home_affairs", "council", "chairman"}
)
"""What the texts of every printout may say; `task.field` says what stands in a record."""
HOLE: Final = re.compile(r"\{([^{}]*)\}")


class Layout(StrEnum):
    """Which specimen of Decree 30/2020, Appendix III, a printout follows; `SHEET` follows none.

    NAMED has a kind and a subject (1.4); LETTER has neither, but `V/v …` under the number (1.5);
    PROCEEDINGS are minutes: no line of place and day, and two or more sign, the secretary to the
    left (1.9); SHEET is a table on paper turned sideways, under the head of a named document; FORM
    is filled in, upright. Neither of these two has a number but a document's.
    """

    NAMED = "named"
    LETTER = "letter"
    PROCEEDINGS = "proceedings"
    SHEET = "sheet"
    FORM = "form"


class Issuer(StrEnum):
    """In whose name a printout is written: what stands at its head."""

    BLOC = "bloc"
    """The bloc, under the agency that leads it."""
    UNIT = "unit"
    """The unit that the record is about."""
    HOME_AFFAIRS = "home_affairs"
    COUNCIL = "council"
    CHAIRMAN = "chairman"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedPart:
    """A part of a printout's text: exactly one of the first seven says what.

    `heading` and `say` are texts with holes, `field` is `element.field` of a record or of the
    opening form, `rows` one that holds rows, `table` a task of which the newest record of every key
    is a row, `record` one all of whose answers are printed, `panel` what the process's package puts
    there. `columns` names those of rows, or the fields of a table; all, where it names none.
    `grouped` is a column that stands once, above the rows that share it; such rows have numbers of
    their own. `title` stands before a field, or above a table. A part with an `appendix` stands
    there and not in the text, beside all that name the same: it is the appendix's title;
    `sideways` turns its paper.
    """

    heading: str = ""
    say: str = ""
    field: str = ""
    rows: str = ""
    table: str = ""
    record: str = ""
    panel: str = ""
    columns: tuple[str, ...] = ()
    grouped: str = ""
    title: str = ""
    appendix: str = ""
    sideways: bool = False

    @property
    def element(self) -> str:
        """The task whose records it prints; empty where it prints none."""
        return (self.field or self.rows or self.table or self.record).partition(".")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedBy:
    """Who signs: the post of a task; `power` is written above its title (`Trưởng khối`).

    Of several tasks it is the one that was done. `each`: whoever did the task signs, one beside
    another, as every unit signs a pledge.
    """

    tasks: tuple[str, ...]
    power: str = ""
    each: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintoutEntry:
    """A printout: laid out from the newest record of the task `of`, one for each key it has.

    Of `opening` it is there from the opening of the case on.

    `see` is its circle; who does not see every record it prints gets none. `documents` are those
    whose number and day it bears: of several the one that was made. `subject`, `to`, whom it is
    addressed to, `closing`, its last words, and `recipients` are texts with holes. `bases`: it
    cites the bloc-year's legal bases. `kept` is where the agency's own copy goes.
    """

    name: str
    of: str
    see: str
    layout: Layout = Layout.NAMED
    issuer: Issuer = Issuer.BLOC
    documents: tuple[str, ...] = ()
    subject: str = ""
    to: tuple[str, ...] = ()
    bases: bool = False
    body: tuple[PrintedPart, ...] = ()
    closing: str = ""
    signed: tuple[SignedBy, ...] = ()
    recipients: tuple[str, ...] = ()
    kept: str = ""

    def elements(self) -> frozenset[str]:
        """Return the tasks whose records it prints, that of its own among them."""
        return frozenset({self.of, *(each.element for each in self.body)} - {"", OPENING})

    def opening_fields(self) -> frozenset[str]:
        """Return the fields of the opening form that it prints, as `opening.field`."""
        said = (*self.holes(), *(each.field for each in self.body))
        return frozenset(each for each in said if each.startswith("opening."))

    def is_of(self, element: str) -> bool:
        """Tell whether it is laid out from what a task hands in, or signed by who does the task."""
        return element == self.of or any(element in each.tasks for each in self.signed)

    def texts(self) -> tuple[str, ...]:
        """Return its texts with holes."""
        said = [
            text
            for each in self.body
            for text in (each.heading, each.say, each.title, each.appendix)
        ]
        return tuple(filter(None, (self.subject, *self.to, *said, self.closing, *self.recipients)))

    def holes(self) -> tuple[str, ...]:
        """Return the holes of its texts, each once."""
        return tuple(dict.fromkeys(hole for text in self.texts() for hole in HOLE.findall(text)))
