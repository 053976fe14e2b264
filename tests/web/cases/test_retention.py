"""How long a case is kept stands on its page and in the list of operations."""

from datetime import date

import pytest
from flask import Flask

from server.actions.transaction import transactions
from server.domain.cases.retention import kept_until
from tests.worlds import states
from tests.worlds.databases import Database, State
from tests.worlds.processes.borrowed_names import BorrowedNames
from tests.worlds.web.pages import SignIn, pages
from tests.worlds.year import Year

AGES = 1000
OVER = "đã hết thời hạn ngày 31/12/2025"


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.PLAN_LOADED


@pytest.fixture
def app(database: Database) -> Flask:
    return pages(database)


def kept(database: Database, as_post: SignIn, years: int, *, closed: bool) -> list[str]:
    """Answer the page of a case that is kept so long, and the list of operations."""
    year = Year(begin=transactions(database.url))
    BorrowedNames(retention=years).open(year)
    if closed:
        year.do("score", {"note": "Xin ý kiến"})
        year.do("vote", {"choice": "yes"})
        year.do("decide", {"said": "take"})
    return [
        as_post("so-khcn.head").get(f"/cases/{year.case_id}").text,
        as_post("quan-tri.administrator").get("/operations").text,
    ]


@pytest.mark.parametrize(
    ("state", "years", "said"),
    [
        ("open", 5, "5 năm kể từ năm kết thúc"),
        ("closed", AGES, "đến hết ngày 31/12/3024"),
        ("closed", 1, OVER),
    ],
)
def test_a_case_and_the_operations_say_how_long_it_is_kept(
    database: Database, as_post: SignIn, state: str, years: int, said: str
) -> None:
    assert all(said in page for page in kept(database, as_post, years, closed=state == "closed"))


def test_a_case_whose_manifest_says_nothing_is_kept_without_end(
    database: Database, as_post: SignIn
) -> None:
    case, operations = kept(database, as_post, 0, closed=True)
    assert "Thời hạn bảo quản" not in case
    assert "không định" in operations


@pytest.mark.parametrize(
    ("closed", "years", "until"),
    [
        (date(2024, 1, 1), 10, date(2034, 12, 31)),
        (date(2024, 12, 31), 10, date(2034, 12, 31)),
        (date(2024, 5, 5), 0, None),
        (date(9999, 1, 1), 1, None),
    ],
)
def test_years_are_counted_from_the_end_of_the_year_a_case_closed_in(
    closed: date, years: int, until: date | None
) -> None:
    assert kept_until(closed, years) == until
