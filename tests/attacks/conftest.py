"""Years to change, each with everything in the log: those of `tests/check`, and a whole office."""

from collections.abc import Iterator

import pytest

from server.actions.log.sequence import sequence
from server.actions.transaction import transactions
from tests.attacks.furnished import furnish
from tests.check.conftest import (
    FINISHED_YEAR,
    HALF_YEAR,
    NUMBERING_YEAR,
    RULING_YEAR,
    TAKING_YEAR,
    VOTING_YEAR,
    starting_state,
)
from tests.check.planting import CheckedYear, seen
from tests.worlds import states
from tests.worlds.databases import Database, Databases, State

__all__ = ["starting_state"]


def _sequenced(database: Database) -> None:
    sequence(transactions(database.log_url))


def _logged(databases: Databases, year: State) -> Iterator[CheckedYear]:
    yield from seen(databases, State(f"attacked_{year.name}", _sequenced, after=year))


@pytest.fixture(scope="session")
def half(databases: Databases) -> Iterator[CheckedYear]:
    """Answer a year whose units score themselves."""
    yield from _logged(databases, HALF_YEAR)


@pytest.fixture(scope="session")
def finished(databases: Databases) -> Iterator[CheckedYear]:
    """Answer a year that is played to its end."""
    yield from _logged(databases, FINISHED_YEAR)


@pytest.fixture(scope="session")
def voting(databases: Databases) -> Iterator[CheckedYear]:
    """Answer a year whose units vote, and another bloc's whose ballots are counted."""
    yield from _logged(databases, VOTING_YEAR)


@pytest.fixture(scope="session")
def numbering(databases: Databases) -> Iterator[CheckedYear]:
    """Answer a year whose documents are numbered, by steps and by hand."""
    yield from _logged(databases, NUMBERING_YEAR)


@pytest.fixture(scope="session")
def ruling(databases: Databases) -> Iterator[CheckedYear]:
    """Answer a year with points of others, a declared fact, and a bloc-year in making."""
    yield from _logged(databases, RULING_YEAR)


@pytest.fixture(scope="session")
def taking(databases: Databases) -> Iterator[CheckedYear]:
    """Answer a year whose reports took rows over."""
    yield from _logged(databases, TAKING_YEAR)


@pytest.fixture(scope="session")
def furnished(databases: Databases) -> Iterator[CheckedYear]:
    """Answer an office with everything at work, and a log that is witnessed."""
    yield from seen(databases, State("attacked_office", furnish, after=states.BLOCS_LOADED))
