"""What answers a post is kept for a reload: so many, so long ones, and no secret."""

import re

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from server.store.identity import shown_answers as kept_answers
from server.web.requests import shown_answers
from tests.worlds.accounts import HEAD, OFFICER, Accounts
from tests.worlds.web.posting import token_on

BROWSER = {"Accept": "text/html"}
WRONG = {"old": "sai hẳn", "password": "a", "again": "b"}


@pytest.fixture
def head(office: Accounts) -> FlaskClient:
    return office.signed_in(HEAD)


def posted(
    client: FlaskClient,
    address: str = "/account/password",
    *,
    at: str = "/account",
    **more: str,
) -> TestResponse:
    """Post as a browser does, with the token of the page."""
    fields = {"csrf_token": token_on(client.get(at)), **WRONG, **more}
    return client.post(address, data=fields, headers=BROWSER)


def test_an_answer_is_kept_and_asked_for_again(head: FlaskClient) -> None:
    answer = posted(head)
    assert (answer.status_code, "_answer=" in answer.location) == (303, True)
    again = [head.get(answer.location, headers=BROWSER) for _ in range(2)]
    assert [each.status_code for each in again] == [422, 422]
    assert again[0].text == again[1].text


def test_only_the_newest_answers_of_a_session_are_kept(
    head: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert kept_answers.KEPT == 20
    monkeypatch.setattr(kept_answers, "KEPT", 2)
    answers = [posted(head).location for _ in range(3)]
    assert [head.get(each, headers=BROWSER).status_code for each in answers] == [200, 422, 422]


def test_a_person_with_many_sessions_keeps_no_more_than_so_many_bytes(
    office: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = office.signed_in(HEAD), office.signed_in(HEAD)
    other = office.signed_in(OFFICER)
    kept = [(client, posted(client).location) for client in (other, first, second)]
    monkeypatch.setattr(kept_answers, "OF_PERSON", 1)
    kept.append((second, posted(second).location))
    found = [client.get(each, headers=BROWSER).status_code for client, each in kept]
    assert found == [422, 200, 200, 422]


def test_a_page_that_is_too_long_is_answered_as_it_is(
    head: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shown_answers, "LARGEST", 100)
    assert posted(head).status_code == 422


def test_a_page_that_shows_a_secret_is_not_kept(
    head: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = posted(head, "/deadlines/link", at="/deadlines")
    assert (made.status_code, "/deadlines/" in made.text) == (200, True)
    with monkeypatch.context() as kept:
        kept.setattr(shown_answers, "ONCE", frozenset())
        before = re.findall(r'name="before" value="([^"]*)"', head.get("/deadlines").text)
        again = posted(head, "/deadlines/link", at="/deadlines", before=before[0])
    assert (again.status_code, "_answer=" in again.location) == (303, True)
