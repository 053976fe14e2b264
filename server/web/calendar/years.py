"""Which bloc-years a calendar reads: those whose duties may lie in a year."""

from collections.abc import Sequence

from server.store.blocs.bloc_pages import BlocYear

MOST = 6
"""How many are read; of more the reader chooses one."""


def near(known: Sequence[BlocYear], year: int) -> list[BlocYear]:
    """Keep those of a year and of the ones beside it: a report of a year is due in the next."""
    return [each for each in known if abs(each.year - year) <= 1]


def of_years(known: Sequence[BlocYear], year: int) -> list[BlocYear]:
    """Keep those that are read where none was chosen."""
    return near(known, year)[:MOST]
