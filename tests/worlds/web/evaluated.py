"""The pages of a year in which units score themselves, as each post's holder opens them.

A module that imports `app` and `as_post` says which year by a fixture `year` of its own.
"""

from datetime import UTC, datetime

import pytest
from flask import Flask

from tests.worlds.clocks import set_clock
from tests.worlds.databases import Database
from tests.worlds.web.pages import SignIn, pages, sign_in
from tests.worlds.year import PRESS, SCHOOL, Year

IN_TIME, AFTER = datetime(2024, 12, 10, 2, tzinfo=UTC), datetime(2024, 12, 19, 2, tzinfo=UTC)
"""The heads approve by 17 December."""


def in_time_and_late(year: Year, database: Database) -> Year:
    """Have one unit's head approve its sheet in time, and a second one late."""
    year.now = IN_TIME
    year.open("evaluation")
    for key, at in ((SCHOOL, IN_TIME), (PRESS, AFTER)):
        year.now = at
        year.do("score", key=key)
        year.do("approve", {"verdict": "approve"}, key=key)
    set_clock(database, year.now)
    return year


@pytest.fixture
def app(database: Database) -> Flask:
    return pages(database)


@pytest.fixture
def as_post(app: Flask, year: Year) -> SignIn:
    assert year.kind == "evaluation"
    return lambda login: sign_in(app, login)
