"""Pages of a bloc whose documents are numbered; a process of pure data makes them."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.worlds import states
from tests.worlds.clocks import set_clock
from tests.worlds.databases import Database, State
from tests.worlds.processes.numbered import Numbered
from tests.worlds.web.pages import SignIn, pages
from tests.worlds.year import BEGINS, Year


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.PLAN_LOADED


@pytest.fixture
def app(database: Database) -> Flask:
    set_clock(database, BEGINS + timedelta(hours=2))
    return pages(database)


@pytest.fixture
def numbered(committed: Year) -> Numbered:
    """Answer a year in which the process is published and nothing opened."""
    return Numbered(committed).deploy()


@pytest.fixture
def leader(as_post: SignIn) -> FlaskClient:
    return as_post("so-khcn.head")


@pytest.fixture
def secretary(as_post: SignIn) -> FlaskClient:
    return as_post("so-khcn.secretary")
