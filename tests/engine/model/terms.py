"""What a diagram says in expressions: each term has its text for the drawing and its own meaning.

The meaning is Python over the facts of the game; the engine's language only ever sees the text.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol, TypeAlias

Value: TypeAlias = "str | int | bool | list[Value] | dict[str, Value] | None"
Facts: TypeAlias = Mapping[str, Value]


class Condition(Protocol):
    """What a flow that leaves an exclusive gateway asks."""

    @property
    def text(self) -> str: ...
    def holds(self, facts: Facts) -> bool: ...


@dataclass(frozen=True)
class Has:
    """This was passed at least once."""

    name: str

    @property
    def text(self) -> str:
        return f"has({self.name})"

    def holds(self, facts: Facts) -> bool:
        return self.name in facts


@dataclass(frozen=True)
class Said:
    """The latest result of this says that word."""

    name: str
    word: str

    @property
    def text(self) -> str:
        return f"has({self.name}) and {self.name}.verdict == '{self.word}'"

    def holds(self, facts: Facts) -> bool:
        return _field(facts, self.name, "verdict") == self.word


@dataclass(frozen=True)
class More:
    """The number in the latest result of this is above another."""

    name: str
    than: int

    @property
    def text(self) -> str:
        return f"has({self.name}) and {self.name}.n > {self.than}"

    def holds(self, facts: Facts) -> bool:
        value = _field(facts, self.name, "n")
        return isinstance(value, int) and value > self.than


@dataclass(frozen=True)
class Not:
    """The other way round."""

    inner: Condition

    @property
    def text(self) -> str:
        return f"not ({self.inner.text})"

    def holds(self, facts: Facts) -> bool:
        return not self.inner.holds(facts)


@dataclass(frozen=True)
class Number:
    """The number in the latest result of something, or zero, and a bit more, but not above `most`.

    What grows in laps has such a bound, or the linter refuses it.
    """

    name: str
    more: int
    most: int | None = None

    @property
    def text(self) -> str:
        added = f"({self.name}.n if has({self.name}) else 0) + {self.more}"
        return added if self.most is None else f"min({added}, {self.most})"

    def of(self, facts: Facts) -> int:
        value = _field(facts, self.name, "n")
        added = (value if isinstance(value, int) else 0) + self.more
        return added if self.most is None else min(added, self.most)


@dataclass(frozen=True)
class Day:
    """One day once something was passed, and another before."""

    name: str

    @property
    def text(self) -> str:
        return f"deadlines.first if has({self.name}) else deadlines.last"

    def of(self, facts: Facts) -> Value:
        return _field(facts, "deadlines", "first" if self.name in facts else "last")


@dataclass(frozen=True)
class Lasting:
    """So many days from when something began to wait; the days of a game are counted from 1."""

    days: int

    @property
    def text(self) -> str:
        return f"P{self.days}D"

    def of(self, since: int) -> Value:
        return day_of(since + self.days)


def day_of(number: int) -> str:
    """Give a day of a game; the first is that of its first step."""
    return (date(2024, 10, 31) + timedelta(days=number)).isoformat()


def _field(facts: Facts, name: str, field: str) -> Value:
    value = facts.get(name)
    return value.get(field) if isinstance(value, dict) else None
