"""History and the list of steps tell one reader the same: no more in one than in the other."""

import html
import re

import pytest
from sqlalchemy import create_engine, text

from tests.web.cases.test_sight_of_cases import starting_state, year
from tests.workflows.product import definition
from tests.worlds.played import Played

__all__ = ["starting_state", "year"]
READERS = ("so-gddt.officer", "dai-ptth.head", "so-noi-vu.officer", "hd-tdkt.secretary")
LEFT_OUT = "Lịch sử ở đây không kể các bước chỉ làm khi cần"


def pages_of_history(year: Played, login: str, address: str) -> str:
    client, found, way = year.as_post(login), "", f"{address}?tab=history"
    while way:
        page = client.get(way).text
        found += page.partition("<main")[2]
        after = re.search(r'href="([^"]+)" rel="next"', page)
        way = html.unescape(after[1]) if after else ""
    return html.unescape(found)


def unneeded(year: Played, login: str, address: str) -> set[str]:
    """Read which steps are said to be done only if needed."""
    page = html.unescape(year.as_post(login).get(address).text)
    listed = page.partition('<ol class="steplist">')[2].partition("</ol>")[0]
    said = re.findall(r"<h3>([^<]+)</h3>\s*<p>\s*Chỉ khi cần\.", listed)
    return {name.strip() for name in said}


def done(year: Played, case_id: str) -> dict[str, str]:
    """Answer the element of each done task of a case, by its title."""
    engine = create_engine(year.database.url)
    with engine.connect() as connection:
        query = text("SELECT title_vi, element FROM task WHERE case_id = :c AND state = 'done'")
        rows = {row.title_vi: row.element for row in connection.execute(query, {"c": case_id})}
    engine.dispose()
    return rows


@pytest.mark.parametrize("login", READERS)
@pytest.mark.parametrize("kind", ["evaluation", "award_review", "submission"])
def test_history_names_no_step_that_the_list_keeps_silent_about(
    year: Played, kind: str, login: str
) -> None:
    address = year.cases()[kind]
    if year.as_post(login).get(address).status_code == 404:
        return
    hidden, told = unneeded(year, login, address), pages_of_history(year, login, address)
    elements = definition(kind).elements
    named = {
        title
        for title, element in done(year, address.rpartition("/")[2]).items()
        if elements[element].name in hidden and title in told
    }
    assert named == set()
