"""A year whose awards were published."""

import pytest
from sqlalchemy.orm import Session

from tests.processes.revocation.awarded import Awarded, award
from tests.worlds.year import Year


@pytest.fixture
def awarded(year: Year, session: Session) -> Awarded:
    """Answer a year whose awards were published, with a unit that has some."""
    return award(year, session)
