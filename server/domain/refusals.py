"""Why something is not allowed: one type a reason, carrying facts and never sentences.

The words stand in one place in the web; here a refusal says which rule and about what. Each is a
dataclass declared with `eq=False`, and its fields are the named holes of its sentence.
"""

from dataclasses import dataclass


class Refusal(Exception):
    """A rule said no. Its fields can be set once.

    Not `frozen=True`: that would also forbid `__traceback__`, which Python sets as an exception
    passes a `with`.
    """

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse a second value for a field; Python's own notes on an exception stay free."""
        if not name.startswith("__") and name in self.__dict__:
            message = f"{type(self).__name__}.{name} is set already"
            raise AttributeError(message)
        super().__setattr__(name, value)


@dataclass(eq=False)
class OwnUnit(Refusal):
    """The person belongs to, or acts for, the unit the act is about."""

    unit_id: str


@dataclass(eq=False)
class NotADay(Refusal):
    """What was typed where a day is asked for names none."""

    typed: str


@dataclass(eq=False)
class DayOfFarYear(NotADay):
    """The day that was typed is of a year that nobody can mean: a slip of a key."""

    first: int
    last: int


@dataclass(eq=False)
class UnknownRole(Refusal):
    """A diagram's lane names a role that the rules do not know."""

    role: str
