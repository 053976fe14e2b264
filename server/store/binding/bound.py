"""The coverage table: every table of the schema, and what its rows are proved by."""

from collections.abc import Iterable

from server.store.binding.bound_cases import CASES
from server.store.binding.bound_people import PEOPLE
from server.store.binding.bound_work import WORK
from server.store.binding.coverage import BoundTable

PLATFORM: tuple[BoundTable, ...] = (*CASES, *PEOPLE, *WORK)


def bound_tables(own: Iterable[Iterable[BoundTable]]) -> tuple[BoundTable, ...]:
    """Return every bound table by name; `own` are those of each process."""
    tables = (*PLATFORM, *(table for each in own for table in each))
    return tuple(sorted(tables, key=lambda table: table.name))
