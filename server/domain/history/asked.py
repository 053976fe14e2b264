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
