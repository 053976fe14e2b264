"""Filters of the task list that a person keeps by a name: named, and not without number."""

from dataclasses import dataclass
from typing import Final

from server.domain.refusals import Refusal
from server.domain.texts.typed_text import readable

MOST: Final = 20
LONGEST: Final = 60
"""Characters of a name."""
LONGEST_ADDRESS: Final = 2_000
"""Characters of the list's address: all that are kept are read with the list."""


@dataclass(eq=False)
class FilterWithoutName(Refusal):
    """No name was typed."""


@dataclass(eq=False)
class FilterNameTooLong(Refusal):
    """The name has too many characters."""

    most: int


@dataclass(eq=False)
class FilterTooWide(Refusal):
    """It names more units, or more words, than are kept."""


@dataclass(eq=False)
class TooManyFilters(Refusal):
    """Somebody keeps as many as they may."""

    most: int


@dataclass(eq=False)
class NothingFiltered(Refusal):
    """The list is the whole one: there is nothing to keep."""


def check_address(address: str) -> str:
    """Return the address of a filtered list; raises FilterTooWide."""
    if len(address) > LONGEST_ADDRESS:
        raise FilterTooWide
    return address


def check_name(typed: str) -> str:
    """Return a name without space around it; raises FilterWithoutName, FilterNameTooLong."""
    name = " ".join(readable(typed).split())
    if not name:
        raise FilterWithoutName
    if len(name) > LONGEST:
        raise FilterNameTooLong(LONGEST)
    return name
