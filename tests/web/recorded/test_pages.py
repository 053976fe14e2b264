"""Pages in English: what was recorded in Vietnamese says so; pages in Vietnamese are as ever."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import pytest
from flask import Flask
from flask.testing import FlaskClient

from server.domain.texts.words import Words
from server.web.words.language import pick
from server.web.words.templates import templates_of
from tests.worlds import states
from tests.worlds.databases import Database, State
from tests.worlds.played import Played
from tests.worlds.web.pages import seen

MARK = re.compile(r'<span lang="vi">([^<]*)</span>')
AUDITOR, OFFICER = "thanh-tra.auditor", "so-gddt.officer"
TYPED = "Dữ liệu mô phỏng"


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.DEMONSTRATION


@pytest.fixture(scope="module")
def year(module_database: Database) -> Played:
    return Played.of(module_database)


@contextmanager
def unmarked(app: Flask) -> Iterator[None]:
    """Put recorded texts out as the pages did that knew one language of them."""
    templates = app.jinja_env
    marking = templates.filters["recorded"]
    templates.filters["recorded"] = lambda text: pick(text) if isinstance(text, Words) else text
    _forget_macros(app)
    try:
        yield
    finally:
        templates.filters["recorded"] = marking
        _forget_macros(app)


def _forget_macros(app: Flask) -> None:
    """Read the templates anew: macros that were imported keep the filter they began with."""
    templates_of(app).forget_compiled()


@pytest.fixture(scope="module")
def addresses(year: Played) -> Mapping[str, tuple[str, str]]:
    """Answer who looks at each page, and where it is."""
    case = year.cases()["evaluation"]
    given_back = year.as_post(OFFICER).get("/tasks?scope=done").text.partition(TYPED)[0]
    return {
        "task": (OFFICER, "/tasks/" + re.findall(r'href="/tasks/([0-9a-f-]+)', given_back)[-1]),
        "case": (AUDITOR, case),
        "history": (OFFICER, f"{case}?tab=history"),
        "audit": (AUDITOR, f"/audit{case}"),
        "board": (AUDITOR, "/board"),
        "search": (AUDITOR, "/search?q=bang"),
        "inbox": (OFFICER, "/tasks?scope=done"),
    }


SAID = dict.fromkeys(("task", "case", "history", "audit", "inbox"), TYPED)


@pytest.mark.parametrize(("name", "said"), [*SAID.items(), ("search", "bang-diem"), ("board", "")])
def test_a_page_in_english_marks_recorded_vietnamese_alone(
    year: Played, addresses: Mapping[str, tuple[str, str]], name: str, said: str
) -> None:
    login, address = addresses[name]
    with _spoken(year.as_post(login), "en") as client:
        page = seen(client.get(address))[1]
        with unmarked(year.app):
            assert seen(client.get(address))[1] == MARK.sub(r"\1", page)
    marked = MARK.findall(page)
    assert any(text.startswith(said) for text in marked) if said else marked == []
    english = [text for text in marked if re.match("(Director of|[A-Z][a-z]+ [a-z]+ [a-z]+)", text)]
    assert not english, "it has its English"


@pytest.mark.parametrize("name", [*SAID, "search", "board"])
def test_a_page_in_vietnamese_is_as_ever(
    year: Played, addresses: Mapping[str, tuple[str, str]], name: str
) -> None:
    login, address = addresses[name]
    client = year.as_post(login)
    page = seen(client.get(address))
    with unmarked(year.app):
        assert seen(client.get(address)) == page
    assert page[0] == 200
    assert MARK.findall(page[1]) == []


@contextmanager
def _spoken(client: FlaskClient, code: str) -> Iterator[FlaskClient]:
    client.set_cookie("lang", code)
    try:
        yield client
    finally:
        client.set_cookie("lang", "vi")
