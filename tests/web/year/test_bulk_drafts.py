"""Approving from the list throws away nothing that stands in a draft."""

from uuid import UUID

import pytest
from sqlalchemy import text

from server.actions.cases import case_work
from server.actions.inbox import approve_many
from server.domain.people.actors import DEMONSTRATION_PASSWORD as PASSWORD
from server.domain.tasks.bulk import DraftKept
from server.store.tasks.acts import Act
from tests.worlds.year_end import NOW, Open, Person, YearEnd

HEAD = "bac-giang/so-gddt/head"
WHOSE = ("colleague", "own")


@pytest.fixture
def task(year: YearEnd) -> Open:
    year.play("approve")
    return year.open("approve", "so-gddt")


@pytest.fixture
def head(year: YearEnd, task: Open) -> Person:
    return year.as_post(task.post_id)


def write(year: YearEnd, task: Open, whose: str) -> None:
    """Let somebody begin to return the sheet on the task's page."""
    with year.begin() as session:
        by = case_work.holder_of(session, HEAD, now=NOW).person_id
    by = by if whose == "own" else year.person_with(HEAD)
    with year.begin() as session:
        session.execute(
            text("""
            INSERT INTO draft(task_id, version, content, saved_by, saved_name, saved_at)
            VALUES (:task, 1, '{"verdict": "return", "comment": "sai 1.2"}', :by, 'Phó', now())
            """),
            {"task": task.id, "by": by},
        )


def kept(year: YearEnd, task: Open) -> object:
    return year.value("SELECT content::json ->> 'comment' FROM draft WHERE task_id = :t", t=task.id)


def confirm(head: Person, task: UUID) -> str:
    fields = {"task": str(task), "_key": "k1", "password": PASSWORD}
    return str(head.post("/tasks/approve/confirm", fields, at="/tasks").text)


@pytest.mark.parametrize("whose", WHOSE)
def test_a_task_with_a_draft_is_not_offered_for_approving_at_once(
    year: YearEnd, task: Open, head: Person, whose: str
) -> None:
    write(year, task, whose)
    page = head.post("/tasks/approve", {"task": str(task.id)}, at="/tasks").text
    assert "Phó đã lưu bản nháp của việc này" in page
    assert 'name="task"' not in page


@pytest.mark.parametrize("whose", WHOSE)
def test_a_draft_saved_after_the_check_stops_the_approval_of_its_task(
    year: YearEnd, task: Open, head: Person, whose: str
) -> None:
    head.post("/tasks/approve", {"task": str(task.id)}, at="/tasks")
    write(year, task, whose)
    assert "Phó đã lưu bản nháp của việc này" in confirm(head, task.id)
    assert kept(year, task) == "sai 1.2"
    assert year.value("SELECT state FROM task WHERE id = :t", t=task.id) == "open"


def test_the_approval_itself_looks_for_a_draft_under_the_lock(year: YearEnd, task: Open) -> None:
    write(year, task, "colleague")
    with year.begin() as session:
        results = approve_many.approve(
            session,
            [task.id],
            actor=case_work.holder_of(session, HEAD, now=NOW),
            comment="",
            act=Act(key="k", endpoint="e", body_hash="h"),
            confirmed=True,
            now=NOW,
        )
    assert [type(refusal) for _, refusal in results] == [DraftKept]
    assert kept(year, task) == "sai 1.2"
