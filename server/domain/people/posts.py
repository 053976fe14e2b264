"""Posts, which are positions in units (`bac-giang/so-khcn/head`), and whom own units bar."""

from collections.abc import Collection
from enum import StrEnum
from typing import Final

from server.domain.refusals import OwnUnit

_ROW: Final = "row_"


class Position(StrEnum):
    """The positions that rules of the product name; a bloc-year file may give others."""

    OFFICER = "officer"
    HEAD = "head"
    APPRAISER = "appraiser"
    SECRETARY = "secretary"
    CHAIRMAN = "chairman"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


def post_id(unit_id: str, position: str) -> str:
    """Name the post that a position is in a unit."""
    return f"{unit_id}/{position}"


def unit_of(post: str) -> str:
    """Return the id of the unit a post belongs to."""
    return post.rpartition("/")[0]


def province_of(post_or_unit: str) -> str:
    """Return the province a post or a unit belongs to."""
    return post_or_unit.partition("/")[0]


def position_of(post: str) -> str:
    """Return the position of a post; raises ValueError where it is none."""
    unit, _, position = post.rpartition("/")
    if not unit or not position:
        raise ValueError(post)
    return position


def nominee_id(award_id: str, unit_id: str) -> str:
    """Name a unit proposed for an award."""
    return f"{award_id}/{unit_id}"


def unit_of_nominee(nominee: str) -> str:
    """Return the unit of a nominee id."""
    return nominee.partition("/")[2]


def row_key(number: int, unit_id: str) -> str:
    """Name a row of a record, the first being 1, that is a unit's to see to.

    No province has such a name, so no unit is taken for a row.
    """
    return f"{_ROW}{number}/{unit_id}"


def row_number(key: str) -> int | None:
    """Return which row of a record a key is for; None where it is for none."""
    row, _, unit = key.partition("/")
    number = row.removeprefix(_ROW)
    return int(number) if unit and row != number and number.isdecimal() else None


def unit_of_key(key: str) -> str:
    """Return the unit or body that a key names: of a row the one whose it is."""
    return key if row_number(key) is None else key.partition("/")[2]


def task_barred(bars: str, subject: str | None, person_units: Collection[str]) -> bool:
    """Tell whether the own-unit rule keeps a person from a whole task.

    `bars` is the act the manifest names for it, empty where it bars nobody; `subject` the unit it
    is about. A form that names units row by row asks `check_own_unit` of each.

    `person_units` are the units of all the person's posts, lent and entrusted ones among them, and
    those for which they did a task of the unit's own: the rule is judged on the person, not on the
    post they use.
    """
    return bool(bars) and subject in person_units


def check_task(
    bars: str,
    subject: str | None,
    person_units: Collection[str],
    *,
    judged: Collection[str] = (),
) -> None:
    """Raise OwnUnit where the own-unit rule keeps a person from a whole task.

    `judged` are the units it judges row by row.
    """
    if task_barred(bars, subject, person_units):
        raise OwnUnit(subject or "")
    for unit in sorted(judged):
        check_own_unit(unit, person_units)


def check_own_unit(unit_id: str, person_units: Collection[str]) -> None:
    """Raise OwnUnit where a unit is one of the person's own."""
    if unit_id in person_units:
        raise OwnUnit(unit_id)
