"""Last year of five units and this year of three stand side by side, each as it was begun."""

from datetime import UTC, date, datetime

import pytest
from flask import Flask

from server.actions.installation.demonstration import add_accounts
from tests.actions.reorganised import NEXT, next_year
from tests.worlds import states
from tests.worlds.clocks import set_clock
from tests.worlds.databases import Database, State
from tests.worlds.web.pages import pages, sign_in
from tests.worlds.year import PLAN, SCHOOL, Year

TODAY = datetime(2025, 1, 6, 2, tzinfo=UTC)
BEFORE, NOW_CALLED, GONE = "Ban Dân tộc", "Sở Dân tộc và Tôn giáo", "Sở TT&amp;TT"
DEPUTY_HEAD = "ban-dan-toc.head"
"""Of the deputy's unit in both years, which sees all rows."""
OLD_LEADER, NEW_LEADER, OF_GONE = "so-khcn.secretary", "so-gddt.secretary", "so-tttt.officer"


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.PLAN_LOADED


@pytest.fixture
def two_years(committed: Year, database: Database) -> tuple[Flask, str, str]:
    """Answer the pages, and an evaluation of each year."""
    old = committed.open("evaluation")
    committed.imported(next_year(effective_from=date(2025, 1, 1)))
    committed.now, committed.bloc_year_id = TODAY, NEXT
    with committed.begin() as session:
        add_accounts(session, now=TODAY)
    new = committed.open("evaluation", post=f"{SCHOOL}/secretary")
    set_clock(database, committed.tick())
    return pages(database), f"/cases/{old}", f"/cases/{new}"


def board(app: Flask, login: str, bloc_year: str = "") -> str:
    """Answer what stands on the board itself; the frame around it names the reader's post."""
    page = sign_in(app, login).get("/board", query_string={"bloc_year": bloc_year})
    return page.text.partition("<main")[2]


def test_each_year_calls_its_units_as_they_were_called(
    two_years: tuple[Flask, str, str],
) -> None:
    app, _, _ = two_years
    old, new = (board(app, DEPUTY_HEAD, year) for year in (PLAN, NEXT))
    assert (BEFORE in old, NOW_CALLED in old) == (True, False)
    assert (BEFORE in new, NOW_CALLED in new, GONE in new) == (False, True, False)


def test_who_is_of_the_old_year_alone_sees_that_one(two_years: tuple[Flask, str, str]) -> None:
    app, old, new = two_years
    for login, opens in ((OF_GONE, 404), (OLD_LEADER, 200), (NEW_LEADER, 200)):
        reader = sign_in(app, login)
        assert reader.get(old).status_code == 200
        assert reader.get(new).status_code == opens
    rows = board(app, NEW_LEADER, PLAN)
    assert ("Sở GD&amp;ĐT" in rows, BEFORE in rows) == (True, False)
    found = board(app, OF_GONE)
    assert (str(2024) in found, NOW_CALLED in found) == (True, False)
