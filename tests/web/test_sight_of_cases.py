"""The history, papers, tabs and awards of a case tell no more than the matrix allows."""

from uuid import uuid4

import pytest
from sqlalchemy import create_engine, text

from server.domain.cases.visibility import Kind
from server.web.cases import history, papers
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


@pytest.mark.parametrize(
    ("case", "element", "kind"),
    [
        ("evaluation", "rank", Kind.RANKING),
        ("evaluation", "adopt", Kind.MINUTES),
        ("award_review", "candidates", Kind.CANDIDATES),
        ("award_review", "minutes", Kind.MINUTES),
        ("award_review", "sign", Kind.MINUTES),
        ("award_review", "vote", Kind.AUDIT),
        ("submission", "dossier", Kind.DOSSIER),
        ("submission", "sign", Kind.DOSSIER),
        ("submission", "check", Kind.BODY_WORK),
        ("submission", "issue", Kind.DECISION),
        ("award_review", "", Kind.CASE_HISTORY),
    ],
)
def test_what_an_event_changed_is_seen_as_the_paper_it_made(
    case: str, element: str, kind: Kind
) -> None:
    assert history.matter(case, element) is kind


def test_a_units_own_events_are_seen_as_its_sheet() -> None:
    unit = "bac-giang/so-gddt"
    assert history.matter("evaluation", "score", unit) is Kind.SHEET_HISTORY


def test_a_scrutineers_minutes_are_seen_as_counts_are() -> None:
    assert papers.matter("award_review", "ballot_minutes") is Kind.COUNT


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
            INSERT INTO count_entry(id, case_id, round, scrutineer_unit_id, value, agreed, at)
            SELECT gen_random_uuid(), :case, 1, 'bac-giang/so-gddt', '{}', true, now()
            + interval '10 years'
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
