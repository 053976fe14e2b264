"""What a browser posts is answered by where to go: no reload asks whether to send it again."""

from collections.abc import Iterator
from http import HTTPStatus

import pytest
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from server.web.requests.shown_answers import FIELD, ONCE
from tests.web.access.asking import Asking
from tests.web.access.things import address
from tests.worlds import states
from tests.worlds.databases import Database, State
from tests.worlds.played import Played

pytestmark = pytest.mark.slow
BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
WHO = ("unit-officer", "unit-head", "secretary", "home-affairs", "auditor", "administrator")
"""Between them every form is somebody's; the administrator comes last, for they end accounts."""
LEAVES = "sign_in.leave"
"""Ends the session that the others are asked in."""
AT_LEAST = 60
"""Of the routes so many are taken by one of them, or refused with a page: the test sees them."""


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.DEMONSTRATION


@pytest.fixture(scope="module")
def asking(module_database: Database) -> Asking:
    return Asking(Played.of(module_database))


def posted(asking: Asking) -> Iterator[tuple[str, Rule, TestResponse]]:
    """Send each form, empty, as each of them, as a browser does."""
    for who in WHO:
        for rule in asking.routes("POST"):
            if rule.endpoint != LEAVES:
                path = address(asking.app, rule, asking.things, there=True)
                fields = {"csrf_token": asking.token(who)}
                answer = asking.clients[who].post(path, data=fields, headers=BROWSER)
                yield who, rule, answer
                answer.close()


def is_a_page(answer: TestResponse) -> bool:
    return answer.mimetype == "text/html" and answer.status_code not in {
        HTTPStatus.SEE_OTHER,
        HTTPStatus.FOUND,
    }


def test_every_form_is_answered_by_an_address_and_so_is_what_is_refused(asking: Asking) -> None:
    pages, kept, broken = set(), set(), set()
    for who, rule, answer in posted(asking):
        if is_a_page(answer) and rule.endpoint not in ONCE:
            pages.add(f"{rule.endpoint} as {who}: {answer.status_code}")
        if answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
            broken.add(f"{rule.endpoint} as {who}: {answer.status_code}")
        if FIELD in (answer.location or ""):
            kept.add(rule.endpoint)
            again = asking.clients[who].get(answer.location, headers=BROWSER)
            if again.status_code == HTTPStatus.SEE_OTHER:
                pages.add(f"{rule.endpoint} as {who}: its answer is not shown again")
    assert pages == set()
    assert broken == set()
    assert len(kept) >= AT_LEAST, sorted(kept)
