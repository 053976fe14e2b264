"""What of an auditor's question cannot be answered: a list of all would pass for its answer."""

from dataclasses import dataclass

from server.domain.refusals import Refusal


@dataclass(eq=False)
class NotAChoice(Refusal):
    """A filter names something that is none of its choices: a link that was cut, or changed."""

    typed: str


@dataclass(eq=False)
class EndsBeforeItBegins(Refusal):
    """The last day of a period is before its first one."""

    first: str
    last: str


@dataclass(eq=False)
class NotATime(Refusal):
    """What was typed where a time of day is asked for names none."""

    typed: str


@dataclass(eq=False)
class TimeWithoutDay(Refusal):
    """A time of day was typed, and no day."""


@dataclass(eq=False)
class NotASize(Refusal):
    """What was typed where the size of a checkpoint is asked for is no number."""

    typed: str


@dataclass(eq=False)
class BeyondTheLog(Refusal):
    """The checkpoint somebody knows is larger than the newest one: they err, or the log shrank."""

    size: str
    log: str


@dataclass(eq=False)
class NotAnEvent(Refusal):
    """A case is asked for as it was after an event that it has not; `last` is its last number."""

    typed: str
    last: int


@dataclass(eq=False)
class TwoMoments(Refusal):
    """The number of an event is given, and a day or a time as well."""


@dataclass(eq=False)
class NotOnThisPage(Refusal):
    """An address opens an event that is none of those listed with it."""


@dataclass(eq=False)
class NotAPlace(Refusal):
    """An address says where a page of a list begins, and no list has such a place."""

    typed: str


@dataclass(eq=False)
class NotAValue(Refusal):
    """An address gives one of its values, `name`, what is none of those it can have."""

    name: str
    typed: str


@dataclass(eq=False)
class NothingToCheck(Refusal):
    """A chain is to be recomputed, and the address names none."""


@dataclass(eq=False)
class ControlInAddress(Refusal):
    """An address holds a control character; `name` is the value's that holds it, or the path."""

    name: str
