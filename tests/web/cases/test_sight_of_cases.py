"""The history, papers, tabs and awards of a case tell no more than the circles allow."""

from uuid import uuid4

import pytest
from sqlalchemy import create_engine, text

from tests.worlds import states
from tests.worlds.databases import Database, State
from tests.worlds.played import Played

ADMINISTRATOR = "quan-tri.administrator"
AUDITOR = "thanh-tra.auditor"
MEMBER = "so-gddt.officer"


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.DEMONSTRATION


@pytest.fixture(scope="module")
def year(module_database: Database) -> Played:
    return Played.of(module_database)


def test_the_papers_name_a_scrutineers_minutes_when_the_counts_agree(year: Played) -> None:
    engine, address = create_engine(year.database.url), year.cases()["award_review"]
    case_id, name = address.rpartition("/")[2], f"kiem-phieu-{uuid4().hex}.pdf"
    with engine.begin() as connection:
        connection.execute(
            text("INSERT INTO blob(sha256, size, created_at) VALUES ('x', 1, now())")
        )
        connection.execute(
            text("""
            INSERT INTO attachment(id, case_id, task_id, kind, sha256, file_name, media_type, size,
              uploaded_by, uploaded_at, state)
            SELECT gen_random_uuid(), case_id, id, 'ballot_minutes', 'x', :name, 'application/pdf',
              1, done_by, closed_at, 'kept'
            FROM task WHERE case_id = :case AND element = 'minutes' LIMIT 1
            """),
            {"name": name, "case": case_id},
        )
    assert name not in year.as_post(MEMBER).get(f"{address}?tab=documents").text
    with engine.begin() as connection:
        connection.execute(
            text("""
            INSERT INTO milestone(case_id, milestone, key, number, at)
            VALUES (:case, 'counts_agreed', '', 99, now() + interval '10 years')
            """),
            {"case": case_id},
        )
    assert name in year.as_post(MEMBER).get(f"{address}?tab=documents").text
    engine.dispose()


def test_a_tab_counts_nothing_its_reader_does_not_see(year: Played) -> None:
    address = year.cases()["evaluation"]
    assert "Lịch sử (" in year.as_post(AUDITOR).get(address).text
    page = year.as_post(ADMINISTRATOR).get(address).text
    for tab in ("Lịch sử", "Tài liệu", "Trao đổi"):
        assert f"{tab} (" not in page


def test_an_administrator_is_told_nothing_of_rounds_and_scrutineers(year: Played) -> None:
    address = f"{year.cases()['award_review']}?tab=awards"
    assert "Bỏ phiếu vòng 1" in year.as_post(MEMBER).get(address).text
    assert "Bỏ phiếu vòng" not in year.as_post(ADMINISTRATOR).get(address).text
