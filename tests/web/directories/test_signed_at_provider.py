"""What is signed at a task is proved at an OpenID provider, and sent once it is."""

import pytest
from flask import Flask
from sqlalchemy import Engine, text

from server.web.proofs import asked
from tests.web.directories.conftest import ADDRESS
from tests.worlds import states
from tests.worlds.databases import State
from tests.worlds.directories.forged import ForgedProvider
from tests.worlds.web.outside import link, told
from tests.worlds.web.proving import SUBJECT, SaysAnything, leads_to, sent_again
from tests.worlds.year_end import NOW, YearEnd


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.APPROVING


@pytest.fixture
def year(engine: Engine, app: Flask) -> YearEnd:
    return YearEnd(engine, app)


@pytest.fixture
def made(app: Flask, away: ForgedProvider, monkeypatch: pytest.MonkeyPatch) -> SaysAnything:
    says = SaysAnything(forged=away)
    told(app, says.told, address=ADDRESS)
    monkeypatch.setattr(asked, "real_time", says.now)
    return says


SECOND = """
INSERT INTO appointment (id, person_id, post_id, valid_from)
SELECT gen_random_uuid(), person_id, :post, valid_from FROM appointment WHERE post_id = :held
"""


def with_account(year: YearEnd, made: SaysAnything, post_id: str) -> None:
    """Link who holds a post with an account of the provider."""
    query = text("SELECT person_id FROM appointment WHERE post_id = :post")
    with year.begin() as session:
        holder = session.execute(query, {"post": post_id}).scalar_one()
        link(session, holder, made.forged.client().account(SUBJECT), now=NOW)


def test_who_switched_posts_before_it_was_proved_acts_in_neither_and_loses_nothing(
    year: YearEnd, made: SaysAnything
) -> None:
    task = year.open("approve", "so-gddt")
    with_account(year, made, task.post_id)
    person, where = year.as_post(task.post_id), f"/tasks/{task.id}"
    opened = {"_acts_in": f"{task.post_id}|", "_proof": "provider"}
    fields = {"verdict": "approve", "comment": "Đã đối chiếu.", "_key": "k", **opened}
    asks = person.post(f"{where}/complete", fields, at=where)
    assert asks.status_code == 303, asks.text[asks.text.find("<main") :][:900]
    page = asks.location
    person.client.get(made.back(leads_to(person.client, page)))
    with year.begin() as session:
        session.execute(text(SECOND), {"held": task.post_id, "post": "bac-giang/so-gddt/officer"})
    person.post("/act-as", {"post": "bac-giang/so-gddt/officer|"}, at="/tasks")
    refused = sent_again(person.client, page)
    assert refused.status_code in {403, 404, 409}, refused.text
    assert "Đã đối chiếu." in refused.text
    assert year.value("SELECT state FROM task WHERE id = :id", id=task.id) == "open"
    person.post("/act-as", {"post": f"{task.post_id}|"}, at="/tasks")
    assert sent_again(person.client, page).location == f"{where}/done"


def test_a_report_is_approved_after_it_was_proved(year: YearEnd, made: SaysAnything) -> None:
    task = year.open("approve", "so-gddt")
    with_account(year, made, task.post_id)
    person, where = year.as_post(task.post_id), f"/tasks/{task.id}"
    fields = {"verdict": "approve", "comment": "Đã đối chiếu.", "_key": "k", "_proof": "provider"}
    asks = person.post(f"{where}/complete", fields, at=where)
    assert asks.status_code == 303, asks.text
    page = asks.location
    assert year.value("SELECT state FROM task WHERE id = :id", id=task.id) == "open"
    answer = person.client.get(made.back(leads_to(person.client, page)))
    assert (answer.status_code, answer.location) == (303, page)
    assert "Đã đối chiếu." in person.client.get(page).text
    done = sent_again(person.client, page)
    assert done.location == f"{where}/done"
    assert person.client.get(page).status_code == 404
    again = person.post(f"{where}/complete", fields, at=f"{where}/done")
    assert again.location == done.location  # nothing is proved twice for what is done
