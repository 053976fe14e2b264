"""The bloc's own registers: one for each type of document and calendar year, numbered from 1.

A number is the next one of its register, always; none is put between two others. Its day is that on
which it was taken, and never before the newest day of the register: an earlier one is back-dated,
which takes a reason.
"""

import datetime as dt
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from server.domain.blocs.rules import CaseRules
from server.domain.documents.numbers import write_number
from server.domain.manifest import DOCUMENT_TYPE, DocumentEntry, Manifest
from server.domain.manifest.roles import ORGANISERS
from server.domain.people.actors import Actor
from server.domain.people.delegations import EVERYTHING
from server.domain.people.posts import position_of, unit_of
from server.domain.refusals import Refusal
from server.domain.texts.typed_text import readable

LONGEST_REASON: Final = 500
"""Characters."""


class EntryState(StrEnum):
    """What became of a number."""

    RESERVED = "reserved"
    USED = "used"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """A register: of a bloc, a calendar year and a type; what is simulated has its own."""

    bloc_id: str
    year: int
    type: str
    simulated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterNumber:
    """A number that was taken from a register, and the day that goes with it."""

    register: Register
    sequence: int
    symbol: str
    dated: dt.date

    @property
    def text(self) -> str:
        """The number with its symbol, as it stands on the document."""
        return write_number(self.sequence, self.symbol)


@dataclass(eq=False)
class RegisterMissing(Refusal):
    """The bloc-year has no register, and the process makes documents that it numbers."""


@dataclass(eq=False)
class NotYoursToNumber(Refusal):
    """Only the bloc's leader and secretary, with all of their post, act on its registers."""


@dataclass(eq=False)
class NumberReasonMissing(Refusal):
    """What leaves a gap in a register needs a reason."""


@dataclass(eq=False)
class NumberReasonTooLong(Refusal):
    """The reason is longer than LONGEST_REASON."""

    limit: int


@dataclass(eq=False)
class NumberDayMissing(Refusal):
    """The day of a number is no day."""


@dataclass(eq=False)
class NumberDayTooEarly(Refusal):
    """The day of a number is of a year in which the bloc had no rules yet."""


@dataclass(eq=False)
class NumberDayAhead(Refusal):
    """A number is of today, or back-dated; never of a day to come."""


@dataclass(eq=False)
class NoSuchType(Refusal):
    """It is no type of document, or none that the case makes under a number of the bloc's."""


@dataclass(eq=False)
class NumberReserved(Refusal):
    """A number is reserved already for this document."""


@dataclass(eq=False)
class NumberCancelled(Refusal):
    """The number was cancelled before; by whom and when is what the second person reads."""

    by: str
    at: dt.datetime | None


def symbol_of(type_: str, rules: CaseRules) -> str:
    """Return what follows a number of a type: `KH-KTĐVHXH1`; raises RegisterMissing."""
    if rules.register is None:
        raise RegisterMissing
    return f"{type_}-{rules.register.symbol}"


def type_of(text: str) -> str:
    """Read the abbreviation of a type, as somebody typed it; raises NoSuchType."""
    found = unicodedata.normalize("NFC", text.strip())
    if not DOCUMENT_TYPE.fullmatch(found):
        raise NoSuchType
    return found


def registered(manifest: Manifest, element: str = "") -> Iterator[DocumentEntry]:
    """Yield the documents that the bloc's register numbers, of one task or of all."""
    for entry in manifest.documents.values():
        if entry.register and element in {"", entry.task}:
            yield entry


def numbered(entry: DocumentEntry, rules: CaseRules) -> bool:
    """Tell whether the bloc's register numbers a document, in a case of these rules.

    Without a register, one that may be typed then is; nobody else gives a number.
    """
    return entry.register and (rules.register is not None or not entry.number)


def check_register(manifest: Manifest, rules: CaseRules) -> None:
    """Raise RegisterMissing where a process needs a register that the bloc-year does not have."""
    if rules.register is None and any(not each.number for each in registered(manifest)):
        raise RegisterMissing


def check_organiser(rules: CaseRules, actor: Actor) -> None:
    """Raise NotYoursToNumber unless the post acted in organises the bloc, lent as a whole."""
    if not organises(rules, actor):
        raise NotYoursToNumber


def organises(rules: CaseRules, actor: Actor) -> bool:
    """Tell whether the post acted in is the leading unit's head or secretary, lent as a whole."""
    post = actor.post_id
    leads = unit_of(post) == rules.leader.id and position_of(post) in ORGANISERS
    return leads and actor.scope == EVERYTHING


def reason_of(text: str) -> str:
    """Return a reason without the spaces around it; raises NumberReasonMissing or …TooLong."""
    reason = readable(text)
    if not reason:
        raise NumberReasonMissing
    if len(reason) > LONGEST_REASON:
        raise NumberReasonTooLong(LONGEST_REASON)
    return reason
