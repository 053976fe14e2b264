"""A task's life on its pages: taken back."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import Engine

from server.store.cluster import Cluster
from tests.conftest import Database
from tests.web.test_task_page import scores
from tests.web.year_end import Open, Person, YearEnd, cloned, prepared

UNIT = "so-gddt"
TAKE_BACK = "Rút lại để sửa"


@pytest.fixture(scope="module")
def ready(cluster: Cluster) -> Iterator[str]:
    with prepared(cluster) as name:
        yield name


@pytest.fixture
def fresh_database(cluster: Cluster, ready: str) -> Iterator[Database]:
    with cloned(cluster, ready) as made:
        yield made


@pytest.fixture
def year(fresh_engine: Engine, app: Flask) -> YearEnd:
    return YearEnd(fresh_engine, app)


def handed_in(year: YearEnd) -> tuple[Open, Person]:
    """Hand in one unit's self-scores."""
    task = year.open("score", UNIT)
    person = year.as_post(task.post_id)
    done = person.post(f"/tasks/{task.id}/complete", scores(year), at=f"/tasks/{task.id}")
    assert done.status_code == 303, done.text
    return task, person


def press(person: Person, task_id: UUID, act: str, **fields: str) -> int:
    """Press a button of a task's page; answer the status."""
    page = f"/tasks/{task_id}"
    return person.post(f"{page}/{act}", fields, at=page).status_code


def test_a_submission_is_taken_back_from_its_page_and_can_be_handed_in_again(
    year: YearEnd,
) -> None:
    task, person = handed_in(year)
    assert TAKE_BACK in person.get(f"/tasks/{task.id}/done").text
    assert TAKE_BACK in person.get(f"/tasks/{task.id}").text
    assert press(person, task.id, "take-back") == 303
    page = person.get(f"/tasks/{task.id}").text
    assert TAKE_BACK not in page
    assert 'name="scores.c1-1.points"' in page
    assert handed_in(year)[0].id == task.id


def test_the_offer_ends_when_the_next_person_has_begun(year: YearEnd) -> None:
    task, person = handed_in(year)
    following = year.open("approve", UNIT)
    assert press(year.as_post(following.post_id), following.id, "claim") == 303
    page = person.get(f"/tasks/{task.id}")
    assert TAKE_BACK not in page.text
    refused = person.post(f"/tasks/{task.id}/take-back", {}, at=f"/tasks/{task.id}?tab=comments")
    assert refused.status_code == 409
    assert "đã bắt đầu nên không rút lại được nữa" in refused.text


def test_somebody_else_is_not_offered_it(year: YearEnd) -> None:
    task, _person = handed_in(year)
    head = year.as_post(f"bac-giang/{UNIT}/head")
    assert TAKE_BACK not in head.get(f"/tasks/{task.id}").text
    refused = head.post(f"/tasks/{task.id}/take-back", {}, at=f"/tasks/{task.id}?tab=comments")
    assert refused.status_code == 403


def test_the_withdrawn_task_says_who_took_it_back(year: YearEnd) -> None:
    task, person = handed_in(year)
    following = year.open("approve", UNIT)
    press(person, task.id, "take-back")
    page = year.as_post(following.post_id).get(f"/tasks/{following.id}").text
    assert "Việc đã được rút lại" in page
    assert "Cán bộ" in page
