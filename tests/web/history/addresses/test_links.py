"""Whatever a page of a played year links to opens for who reads the page."""

from sqlalchemy import create_engine, text

from tests.worlds.played import Played
from tests.worlds.web.walking import dead_ends

MOST = 120
"""So many pages are read with one pair of eyes."""


def logins(year: Played) -> list[str]:
    engine = create_engine(year.database.url)
    with engine.connect() as connection:
        found = connection.execute(text("SELECT login FROM person WHERE demonstration ORDER BY 1"))
        names = [str(row[0]) for row in found]
    engine.dispose()
    return names


def test_every_link_opens_for_its_reader(year: Played) -> None:
    closed = {
        login: found
        for login in logins(year)
        if (found := dead_ends(year.as_post(login), most=MOST))
    }
    assert closed == {}
