"""A year whose reports took rows over, exported once for the tests of a module."""

import pytest

from server.actions.history import proof_export
from server.actions.history.proof_export import ProofScope
from server.actions.transaction import transactions
from server.domain.people.lineage import Reach
from server.store.history.event_questions import EventFilter
from tests.check.conftest import TAKING_YEAR
from tests.worlds.databases import Database, State
from tests.worlds.year import Year

PROVINCE = "bac-giang"


@pytest.fixture(scope="session")
def starting_state() -> State:
    return TAKING_YEAR


@pytest.fixture(scope="module")
def year(module_database: Database) -> Year:
    """Answer the year."""
    return Year(begin=transactions(module_database.url))


def exported(year: Year, wanted: EventFilter) -> bytes:
    """Take the export of an auditor of the province."""
    auditor = year.holder(f"{PROVINCE}/thanh-tra/auditor")
    with (
        year.begin() as session,
        proof_export.export(
            session, ProofScope(wanted=wanted), actor=auditor, now=year.tick()
        ) as file,
    ):
        return file.read()


@pytest.fixture(scope="module")
def whole(year: Year) -> bytes:
    """Answer the export of the whole province."""
    return exported(year, EventFilter(reach=Reach((PROVINCE,))))
