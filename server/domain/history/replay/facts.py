"""What history tells of a case so far, as facts: name to text, kept line by line."""

import hashlib
import json
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from server.domain.blocs.rules import CaseRules
from server.domain.canonical import decimal_text
from server.domain.history.replay.fact_book import FactBook
from server.domain.manifest import Manifest

Facts = dict[str, str]
Payload = Mapping[str, Any]
ManifestOf = Callable[[str], Manifest]
ROW = "row"
"""The text of a fact that says no more than that a row is there."""
HOLDER = "holder/"
"""Begins the fact of who has a task."""
CLAIMED = "claimed/"
"""Begins the fact of when who has a task took it."""
UNDO = "undo/"
"""Begins the fact of what an instance was before its last step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event of a case; `form` is that of the task it is about, if it is about one."""

    kind: str
    object: str
    form: str
    payload: Payload
    at: datetime
    simulated: bool = False
    definition: str = ""

    @property
    def task(self) -> Payload:
        """The task it is about, as the event names it."""
        found: Payload = self.payload["task"]
        return found

    @property
    def id(self) -> str:
        """The id of the thing it is about, without its kind."""
        return self.object.partition("/")[2]


@dataclass(slots=True, kw_only=True)
class FactsTold:
    """The facts so far, and what history is silent about.

    A fact with an empty text says that there is nothing. The facts of a unit's sheet stand apart,
    by unit. `round` is the newest round of voting, `standing` who stands in it. `replaced` is what
    stood there before an act that may be undone, by the thing it was done to. `silent` are the
    beginnings of names of which history tells some: an event of an older version says less, and
    what it does not say is not asked. `undoable` are the facts of what must be there to take a
    last step back.
    """

    rules: CaseRules
    manifest_of: ManifestOf
    facts: FactBook = field(default_factory=FactBook)
    sheets: dict[str, Facts] = field(default_factory=dict)
    round: int = 0
    standing: Mapping[str, list[str]] = field(default_factory=dict)
    replaced: dict[str, Facts] = field(default_factory=dict)
    silent: set[str] = field(default_factory=set)
    undoable: set[str] = field(default_factory=set)

    def row(self, name: str, **columns: object) -> None:
        """Tell a row and what stands in it; what is not named stays as it is."""
        self.facts[name] = ROW
        for column, value in columns.items():
            self.facts[f"{name}/{column}"] = said(value)

    def get(self, name: str) -> str:
        """Return a fact's text, empty where none is told."""
        return self.facts.get(name, "")

    def under(self, *starts: str) -> Facts:
        """Return the facts whose names begin so; each start holds a slash."""
        return self.facts.under(*starts)

    def whole(self) -> Facts:
        """Return every fact, those of the sheets among them."""
        found = dict(self.facts)
        for sheet in self.sheets.values():
            found |= sheet
        return found


def said(value: object) -> str:  # noqa: PLR0911, C901 - one line a type
    """Write a value of a row as the text of a fact; nothing and no are no text."""
    if value is None or value is False:
        return ""
    if value is True:
        return "True"
    if isinstance(value, Decimal):
        return decimal_text(value)
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping | list | tuple):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    return str(value)


def moment(at: datetime) -> str:
    """Write an instant as it stands in the name of a fact: in UTC, to the microsecond."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")


def digest(value: object) -> str:
    """Return the SHA-256 of a value's text: what must not be shown may still be compared."""
    return hashlib.sha256(said(value).encode()).hexdigest() if said(value) else ""


def points(value: str | Decimal) -> str:
    """Write points in one way; no points are no text."""
    return decimal_text(Decimal(value)) if str(value) else ""


def differing(told: FactsTold, held: Facts, *, put_back: Collection[str] = ()) -> Iterator[str]:
    """Name each fact in which the tables differ from history.

    `put_back` are the tasks nobody has any longer because their holder left the post, which is an
    event of people and not of the case. What no act can be taken back to may be kept or not.
    """
    silent, facts = tuple(told.silent), told.whole()
    for name in sorted({*facts, *held}):
        if facts.get(name, "") == held.get(name, ""):
            continue
        unsaid = name not in facts and name.startswith(silent)
        lost = name.startswith(UNDO) and name not in told.undoable
        gone = not held.get(name) and (lost or name.partition("/task/")[2] in put_back)
        if not unsaid and not gone:
            yield name
