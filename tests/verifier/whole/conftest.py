"""A year with every kind of rule, played and exported once for the tests of a module."""

from dataclasses import dataclass

import pytest

from server.actions.history import proof_export
from server.actions.history.proof_export import ProofScope
from server.actions.transaction import transactions
from server.domain.people.lineage import Reach
from server.store.history.event_questions import EventFilter
from tests.verifier.whole import every_rule
from tests.worlds import states
from tests.worlds.databases import Database, State
from tests.worlds.year import Year

PROVINCE = "bac-giang"


@dataclass(frozen=True, slots=True)
class Played:
    """The year that was played, and where its rows are."""

    year: Year
    database: Database

    def exported(self, wanted: EventFilter) -> bytes:
        """Take the export of an auditor of the province."""
        auditor = self.year.holder(f"{PROVINCE}/thanh-tra/auditor")
        scope = ProofScope(wanted=wanted)
        with (
            self.year.begin() as session,
            proof_export.export(session, scope, actor=auditor, now=self.year.tick()) as file,
        ):
            return file.read()


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.PLAN_LOADED


@pytest.fixture(scope="module")
def played(module_database: Database) -> Played:
    year = every_rule.play(Year(begin=transactions(module_database.url)))
    return Played(year, module_database)


@pytest.fixture(scope="module")
def whole(played: Played) -> bytes:
    """Answer the export of the whole province."""
    return played.exported(EventFilter(reach=Reach((PROVINCE,))))
