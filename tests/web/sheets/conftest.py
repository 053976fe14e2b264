"""Tables of pages in a year whose evaluation waits for the self-scores."""

import pytest
from flask import Flask
from sqlalchemy import Engine

from tests.worlds import states
from tests.worlds.databases import State
from tests.worlds.year_end import YearEnd


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.SCORING


@pytest.fixture
def year(engine: Engine, app: Flask) -> YearEnd:
    return YearEnd(engine, app)
