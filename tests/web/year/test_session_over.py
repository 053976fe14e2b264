"""What was sent after the session had ended: given back to its person, and to nobody else."""

import re
from urllib.parse import unquote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text
from werkzeug.test import TestResponse

from server.domain.people.actors import DEMONSTRATION_PASSWORD as PASSWORD
from tests.worlds.year_end import TOKEN, Open, Person, YearEnd

NOTE = "scores.c1-1.note"
WORDS = "Đã gõ suốt một giờ"
SEALED = re.compile(r'name="_sealed" value="([^"]+)"')
FOR = re.compile(r'name="_for" value="([^"]+)"')
SCRIPT = {"Accept": "application/json"}


@pytest.fixture
def task(year: YearEnd) -> Open:
    return year.open("score", "so-gddt")


@pytest.fixture
def person(year: YearEnd, task: Open) -> Person:
    return year.as_post(task.post_id)


def fields_of(person: Person, address: str) -> dict[str, str]:
    """Return the hidden fields of the page's forms, as a browser has them while signed in."""
    page = person.get(address).text
    token, mark = TOKEN.search(page), FOR.search(page)
    assert token
    assert mark
    return {"csrf_token": token[1], "_for": mark[1], "_version": "0", "_key": "k"}


def end_sessions(year: YearEnd) -> None:
    with year.begin() as session:
        session.execute(text("DELETE FROM web_session"))


def sign_in(client: FlaskClient, asked: TestResponse, post: str) -> TestResponse:
    """Sign in by the form of the page that asks for it, with all it carries."""
    token, sealed = TOKEN.search(asked.text), SEALED.search(asked.text)
    assert token
    action = re.search(r'data-unkept action="([^"]+)"', asked.text)
    assert action
    login = post.partition("/")[2].replace("/", ".")
    data = {"csrf_token": token[1], "username": login, "password": PASSWORD}
    if sealed:
        data["_sealed"] = sealed[1]
    return client.post(action[1].replace("&amp;", "&"), data=data)


@pytest.mark.parametrize("act", ["draft", "complete"])
def test_a_form_sent_after_the_session_ended_opens_again_after_signing_in(
    year: YearEnd, task: Open, person: Person, act: str
) -> None:
    fields = fields_of(person, f"/tasks/{task.id}") | {NOTE: WORDS}
    end_sessions(year)
    asked = person.client.post(f"/tasks/{task.id}/{act}", data=fields)
    assert asked.status_code == 401
    assert "Phiên làm việc đã hết" in asked.text
    assert WORDS not in asked.text
    back = sign_in(person.client, asked, task.post_id)
    assert (back.status_code, back.location) == (303, f"/tasks/{task.id}")
    assert WORDS in person.get(back.location).text


def test_a_wrong_password_on_the_way_loses_nothing(
    year: YearEnd, task: Open, person: Person
) -> None:
    fields = fields_of(person, f"/tasks/{task.id}") | {NOTE: WORDS}
    end_sessions(year)
    asked = person.client.post(f"/tasks/{task.id}/complete", data=fields)
    again = sign_in(person.client, asked, "bac-giang/nobody")
    assert again.status_code == 422
    assert sign_in(person.client, again, task.post_id).location == f"/tasks/{task.id}"
    assert WORDS in person.get(f"/tasks/{task.id}").text


def test_another_person_who_signs_in_there_never_gets_it(
    year: YearEnd, task: Open, person: Person
) -> None:
    fields = fields_of(person, f"/tasks/{task.id}") | {NOTE: WORDS}
    end_sessions(year)
    asked = person.client.post(f"/tasks/{task.id}/complete", data=fields)
    other = sign_in(person.client, asked, "bac-giang/so-gddt/head")
    assert (other.status_code, other.location) == (303, "/tasks")
    assert WORDS not in other.text
    assert year.value("SELECT count(*) FROM draft") == 0


def test_what_no_page_of_ours_sent_is_not_carried(year: YearEnd, task: Open, app: Flask) -> None:
    stranger = app.test_client()
    asked = stranger.post(f"/tasks/{task.id}/complete", data={NOTE: WORDS, "_for": "forged.mark"})
    assert asked.status_code == 401
    assert not SEALED.search(asked.text)
    token = TOKEN.search(asked.text)
    assert token
    login = task.post_id.partition("/")[2].replace("/", ".")
    data = {"csrf_token": token[1], "username": login, "password": PASSWORD, "_sealed": "x" * 99}
    assert stranger.post("/sign-in", data=data).location == "/tasks"
    assert year.value("SELECT count(*) FROM draft") == 0


def test_a_remark_sent_after_the_session_ended_is_sent_by_one_button(
    year: YearEnd, task: Open, person: Person
) -> None:
    where = f"/tasks/{task.id}?tab=comments"
    fields = fields_of(person, where) | {"text": WORDS}
    end_sessions(year)
    asked = person.client.post(f"/tasks/{task.id}/comments?tab=comments", data=fields)
    offered = sign_in(person.client, asked, task.post_id)
    assert offered.status_code == 200
    assert WORDS in offered.text
    assert year.value("SELECT count(*) FROM comment") == 0
    token = TOKEN.search(offered.text)
    assert token
    sent = person.client.post(
        f"/tasks/{task.id}/comments?tab=comments", data={"csrf_token": token[1], "text": WORDS}
    )
    assert sent.status_code == 303
    assert WORDS in person.get(where).text


def test_a_newer_draft_of_a_colleague_is_not_overwritten_on_the_way(
    year: YearEnd, task: Open, person: Person
) -> None:
    fields = fields_of(person, f"/tasks/{task.id}") | {NOTE: WORDS}
    by = year.person_with(task.post_id)
    with year.begin() as session:
        session.execute(
            text("""INSERT INTO draft(task_id, version, content, saved_by, saved_at)
            VALUES (:task, 1, '{}', :by, now())"""),
            {"task": task.id, "by": by},
        )
    end_sessions(year)
    asked = person.client.post(f"/tasks/{task.id}/complete", data=fields)
    offered = sign_in(person.client, asked, task.post_id)
    assert offered.status_code == 200
    assert WORDS in offered.text
    assert year.value("SELECT saved_by FROM draft") == by


def test_the_way_back_is_the_page_of_the_form_and_never_another_site(
    year: YearEnd, task: Open, person: Person
) -> None:
    fields = fields_of(person, f"/tasks/{task.id}")
    end_sessions(year)
    for path, back in (
        (f"/tasks/{task.id}/complete", f"/tasks/{task.id}"),
        (f"/tasks/{task.id}/comments?tab=comments", f"/tasks/{task.id}?tab=comments"),
        ("/delegations", "/delegations"),
        ("/tasks/approve/confirm", "/tasks"),
        ("/cases/open", "/cases/open"),
    ):
        asked = person.client.post(path, data=fields).text
        action = re.search(r'action="/sign-in\?next=([^"]+)"', asked)
        assert action
        assert unquote(action[1]) == back


def test_a_script_hears_that_the_session_ended(year: YearEnd, task: Open, person: Person) -> None:
    fields = fields_of(person, f"/tasks/{task.id}") | {NOTE: WORDS}
    end_sessions(year)
    answer = person.client.post(f"/tasks/{task.id}/draft", data=fields, headers=SCRIPT)
    assert answer.status_code == 401
    assert answer.get_json()["message"].startswith("Phiên làm việc đã hết")


def signed_in_anew(year: YearEnd, person: Person, post: str) -> None:
    """Let the browser sign in again in another tab: its cookie and the token in it are new."""
    end_sessions(year)
    person.post("/sign-in/demonstration", {"post": post}, at="/sign-in")


def test_a_form_drawn_before_signing_in_again_is_offered_and_does_nothing_by_itself(
    year: YearEnd, task: Open, person: Person
) -> None:
    old = fields_of(person, f"/tasks/{task.id}") | {NOTE: WORDS}
    signed_in_anew(year, person, task.post_id)
    offered = person.client.post(f"/tasks/{task.id}/complete", data=old)
    assert offered.status_code == 400
    assert WORDS in offered.text
    assert f'action="/tasks/{task.id}/edit"' in offered.text
    assert year.value("SELECT count(*) FROM draft") == 0
    script = person.client.post(f"/tasks/{task.id}/draft", data=old, headers=SCRIPT)
    fresh = old | {"csrf_token": script.get_json()["csrf"]}
    assert (
        person.client.post(f"/tasks/{task.id}/draft", data=fresh, headers=SCRIPT).status_code == 200
    )
    assert WORDS in person.get(f"/tasks/{task.id}").text


def test_a_form_drawn_for_another_person_gets_no_token_and_shows_nothing(
    year: YearEnd, task: Open, person: Person
) -> None:
    old = fields_of(person, f"/tasks/{task.id}") | {NOTE: WORDS}
    signed_in_anew(year, person, "bac-giang/so-gddt/head")
    script = person.client.post(f"/tasks/{task.id}/draft", data=old, headers=SCRIPT)
    assert script.status_code == 401
    assert "csrf" not in script.get_json()
    page = person.client.post(f"/tasks/{task.id}/draft", data=old)
    assert page.status_code == 401
    assert WORDS not in page.text
    assert sign_in(person.client, page, task.post_id).location == f"/tasks/{task.id}"
    assert WORDS in person.get(f"/tasks/{task.id}").text


def test_a_forged_form_is_refused_and_says_nothing_back(task: Open, person: Person) -> None:
    answer = person.client.post(f"/tasks/{task.id}/draft", data={NOTE: WORDS})
    assert answer.status_code == 400
    assert WORDS not in answer.text


def test_sealed_text_is_opened_for_nobody_but_at_the_sign_in(
    year: YearEnd, task: Open, person: Person
) -> None:
    fields = fields_of(person, f"/tasks/{task.id}") | {NOTE: WORDS}
    end_sessions(year)
    sealed = SEALED.search(person.client.post(f"/tasks/{task.id}/draft", data=fields).text)
    assert sealed
    other = year.as_post("bac-giang/so-tttt/officer")
    for path in (f"/tasks/{task.id}/draft", "/delegations", "/sign-out", "/sign-in", "/nowhere"):
        stolen = other.client.post(path, data={"_sealed": sealed[1], "csrf_token": "old"})
        assert stolen.status_code >= 400
        assert WORDS not in stolen.text


def test_an_error_page_shows_what_was_sent(year: YearEnd, task: Open, person: Person) -> None:
    fields = fields_of(person, f"/tasks/{task.id}") | {NOTE: WORDS}
    with year.begin() as session:
        session.execute(text("UPDATE task SET state = 'withdrawn', closed_at = now()"))
    answer = person.client.post(f"/tasks/{task.id}/complete", data=fields)
    assert answer.status_code == 409
    assert WORDS in answer.text


def test_the_language_changes_on_the_page_a_form_stands_on(task: Open, person: Person) -> None:
    sent = {"scores.c1-1.points": "99", NOTE: WORDS}
    page = person.post(f"/tasks/{task.id}/complete", sent, at=f"/tasks/{task.id}").text
    assert f'name="next" value="/tasks/{task.id}"' in page
