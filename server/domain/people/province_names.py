"""What a province is called: its id stands in data, its name in whatever a person reads."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from server.domain.people.successions import NoSuchProvince
from server.domain.refusals import Refusal
from server.domain.texts.words import Words

LONGEST_NAME: Final = 100


@dataclass(eq=False)
class ProvinceNameMissing(Refusal):
    """A province has no name in one of the two languages, or a longer one than is kept."""


def check_province_name(province: str, name: Words, *, known: Collection[str]) -> None:
    """Refuse the name of a province that nothing here is of, and one that is missing or too long.

    Raises NoSuchProvince and ProvinceNameMissing.
    """
    if province not in known:
        raise NoSuchProvince(province)
    if not all(0 < len(each) <= LONGEST_NAME for each in (name.vi, name.en)):
        raise ProvinceNameMissing
