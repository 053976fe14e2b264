"""No page of a case of pure data speaks of points, votes or awards that it does not have."""

import html
import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from server.actions.transaction import transactions
from tests.worlds import states
from tests.worlds.databases import Database, State
from tests.worlds.processes.borrowed_names import BorrowedNames
from tests.worlds.web.pages import SignIn, pages
from tests.worlds.year import PLAN, Year

TABS = ("overview", "documents", "history", "discussion", "scores", "awards")
STRANGE = re.compile(
    r"(?<!thời )điểm|chấm|khen|danh hiệu|bình xét|xếp hạng|bỏ phiếu|kiểm phiếu|lá phiếu|minh chứng"
    r"|tờ trình|\bpoints?\b|\bscor|\baward|\bcommend|\bballot|\brank(?!-)|\bevidence|\bsubmission",
    re.IGNORECASE,
)
ELEMENT_IDS = r"\b(score|vote|decide)\b"
"""Administrators see the ids that this process borrows."""
NAME = "Bình Xét"
"""What the product is called."""
FILTER = r'<form[^>]*role="search".*?</form>'
"""What one may look for: the same for all cases."""
TAG = re.compile(rf"<(script|style|head)\b.*?</\1>|{FILTER}|<[^>]*>", re.DOTALL)
POSTS = ("so-gddt.officer", "so-gddt.head", "so-khcn.head", "thanh-tra.auditor")


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.PLAN_LOADED


@pytest.fixture
def app(database: Database) -> Flask:
    return pages(database)


@pytest.fixture
def year(database: Database) -> Year:
    return Year(begin=transactions(database.url))


def strange_words(page: str) -> list[str]:
    """Find words of other processes in what a reader sees, with a little around each."""
    text = " ".join(html.unescape(TAG.sub(" ", page)).replace(NAME, "").split())
    return [text[max(0, m.start() - 40) : m.end() + 40] for m in STRANGE.finditer(text)]


def addresses(year: Year) -> Iterator[str]:
    case = f"/cases/{year.case_id}"
    yield from (f"{case}?tab={tab}" for tab in TABS)
    yield f"/audit?case={year.case_id}&open=1"
    yield f"/operations/cases/{year.case_id}"
    for task in year.tasks():
        yield f"/tasks/{task.id}"


def read(client: FlaskClient, address: str) -> list[str]:
    answer = client.get(address)
    assert answer.status_code in {200, 403, 404}, address
    page = (
        re.sub(ELEMENT_IDS, "", answer.text) if address.startswith("/operations") else answer.text
    )
    return [f"{address}: {each}" for each in strange_words(page)]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_page_of_a_case_says_what_another_process_would(
    year: Year, as_post: SignIn, language: str
) -> None:
    process = BorrowedNames()
    process.open(year)
    clients = [as_post(login) for login in (*POSTS, "quan-tri.administrator")]
    for client in clients:
        client.set_cookie("lang", language)
    found: list[str] = []
    for element, value in (
        ("score", {"note": "Xin ý kiến"}),
        ("vote", {"choice": "yes"}),
        ("decide", {"said": "back", "why": "Chưa rõ"}),
    ):
        found += [each for client in clients for at in addresses(year) for each in read(client, at)]
        year.do(element, value)
    found += [each for client in clients for at in addresses(year) for each in read(client, at)]
    assert sorted({each.partition(": ")[2] for each in found}) == []


def test_nor_does_the_page_that_opens_it(year: Year, as_post: SignIn) -> None:
    process = BorrowedNames()
    process.open(year)
    client = as_post("so-gddt.officer")
    address = f"/cases/open?bloc_year={PLAN}&kind={process.key}"
    assert client.get(address).status_code == 200
    assert read(client, address) == []
