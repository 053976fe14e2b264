"""A task's page tells nobody more than the case's own pages do: points, files, remarks."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from server.store.tasks import blobs
from tests.worlds import states
from tests.worlds.databases import State
from tests.worlds.web.pages import seen
from tests.worlds.year_end import NOW, YearEnd

MEMBER = "bac-giang/so-gddt/officer"
SECRETARY = "bac-giang/so-khcn/secretary"
APPRAISER = "bac-giang/so-khcn/appraiser"
AUDITOR = "bac-giang/thanh-tra/auditor"

NAME = "minh-chung-cua-truyen-thong.pdf"


@pytest.fixture(scope="session")
def starting_state() -> State:
    """Answer a year whose evaluation waits for the meeting."""
    return states.ADOPTING


def sheet(year: YearEnd) -> UUID:
    """Return the task by which Sở TT&TT handed in its sheet."""
    found = year.value("SELECT id FROM task WHERE element = 'score' AND key LIKE '%so-tttt'")
    assert isinstance(found, UUID)
    return found


def evidence(year: YearEnd, task_id: UUID, *, kind: str = "evidence") -> UUID:
    """Put a kept file under a task, as its completion leaves it."""
    new = uuid4()
    with year.begin() as session:
        digest = blobs.put(session, b"%PDF-1.4 minimal", NOW)
        session.execute(
            text("""
            INSERT INTO attachment(id, case_id, task_id, unit_id, kind, subject, sha256, file_name,
              media_type, size, uploaded_by, uploaded_name, uploaded_at, state)
            SELECT :id, case_id, id, subject_unit_id, :kind, 'c1-1', :sha256, :name,
              'application/pdf', 9, done_by, done_name, closed_at, 'kept' FROM task WHERE id = :task
            """),
            {"id": new, "sha256": digest, "name": NAME, "kind": kind, "task": task_id},
        )
    return new


def adopt(year: YearEnd) -> None:
    """Let the bloc adopt the scores, as the end of the process leaves the case."""
    with year.begin() as session:
        session.execute(
            text("INSERT INTO milestone SELECT id, 'adopted', '', 1, :now, NULL FROM case_"),
            {"now": datetime(2024, 12, 9, tzinfo=UTC)},
        )


def test_the_task_of_adoption_shows_no_member_the_ranking_before_it_is_adopted(
    year: YearEnd,
) -> None:
    address = f"/tasks/{year.open('adopt').id}"
    assert year.as_post(SECRETARY).get(address).status_code == 200
    assert year.as_post(MEMBER).get(address).status_code == 404
    assert year.as_post("bac-giang/so-khcn/officer").get(address).status_code == 404
    adopt(year)
    assert year.as_post(MEMBER).get(address).status_code == 200


def test_a_task_of_the_whole_bloc_names_no_units_evidence(year: YearEnd) -> None:
    evidence(year, sheet(year))
    address = f"/tasks/{year.open('adopt').id}?tab=files"
    assert NAME not in year.as_post(SECRETARY).get(address).text
    assert NAME in year.as_post(AUDITOR).get(address).text


def test_who_sees_a_sheet_but_no_evidence_reads_no_file_names(year: YearEnd) -> None:
    evidence(year, sheet(year))
    address = f"/tasks/{sheet(year)}?tab=files"
    assert NAME in year.as_post(APPRAISER).get(address).text
    adopt(year)
    member = year.as_post(MEMBER).get(address)
    assert member.status_code == 200
    assert NAME not in member.text


def test_a_paper_of_the_appraisal_is_seen_as_evidence_is(year: YearEnd) -> None:
    found = year.value("SELECT id FROM task WHERE element = 'appraise' AND key LIKE '%so-tttt'")
    assert isinstance(found, UUID)
    file = evidence(year, found)
    adopt(year)
    assert year.as_post(MEMBER).get(f"/files/{file}").status_code == 404


def test_remarks_on_a_sheet_stay_between_the_unit_and_its_appraiser(year: YearEnd) -> None:
    address = f"/tasks/{sheet(year)}"
    said = "Số liệu này còn phải đối chiếu"
    year.as_post(APPRAISER).post(f"{address}/comments", {"text": said}, at="/tasks")
    adopt(year)
    assert said in year.as_post("bac-giang/so-tttt/officer").get(f"{address}?tab=comments").text
    member = year.as_post(MEMBER)
    assert said not in member.get(f"{address}?tab=comments").text
    answer = member.post(f"{address}/comments", {"text": "Tôi cũng thế"}, at="/tasks")
    assert answer.status_code == 404


def test_a_scrutineers_paper_is_nobody_elses_until_the_counts_agree(year: YearEnd) -> None:
    """An earlier round whose counts agreed opens nothing of the next one."""
    task_id, unit = sheet(year), "bac-giang/so-tttt"
    file = evidence(year, task_id, kind="ballot_minutes")
    with year.begin() as session:
        session.execute(
            text("UPDATE task SET form = 'count', element = 'count' WHERE id = :id"),
            {"id": task_id},
        )
        session.execute(
            text("""
            INSERT INTO poll(case_id, round, mode, candidates, present, opened_at)
            SELECT case_id, 1, 'paper', '{}', '[]', opened_at FROM task WHERE id = :id
            """),
            {"id": task_id},
        )
        session.execute(
            text("""
            INSERT INTO count_entry(id, case_id, round, scrutineer_unit_id, value, agreed, at)
            SELECT gen_random_uuid(), case_id, 1, :unit, '{}', true, opened_at - interval '1 hour'
            FROM task WHERE id = :id
            """),
            {"id": task_id, "unit": unit},
        )
    assert year.as_post("bac-giang/so-tttt/officer").get(f"/files/{file}").status_code == 200
    assert year.as_post(MEMBER).get(f"/tasks/{task_id}").status_code == 404
    assert year.as_post(MEMBER).get(f"/files/{file}").status_code == 404


def test_taking_back_tells_a_stranger_nothing_of_a_task(year: YearEnd) -> None:
    member = year.as_post(MEMBER)
    hidden = member.post(f"/tasks/{year.open('adopt').id}/take-back", {}, at="/tasks")
    absent = member.post(f"/tasks/{uuid4()}/take-back", {}, at="/tasks")
    assert seen(hidden) == seen(absent)
    assert absent.status_code == 404
