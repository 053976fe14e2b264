"""The score table a case has kept: pages say that it is damaged; a sample issues none."""

from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import NullPool, create_engine, text

from server.actions.bloc_drafts import pass_bloc_draft
from server.actions.taken_rows.issued_table import issued_table
from server.domain.bloc_draft.drafts import IssuedDamaged
from tests.actions.bloc_drafts import drafting
from tests.domain import bloc_years
from tests.processes.case_pages import app, page, task_of
from tests.processes.regulation_making.conftest import SENT, adopted, do, put
from tests.worlds.clocks import over
from tests.worlds.databases import Database
from tests.worlds.year import PLAN, Year

__all__ = ["app"]
pytestmark = pytest.mark.own_database
OFFICER, SECRETARY = "bac-giang/so-noi-vu/officer", "bac-giang/so-khcn/secretary"
DAMAGED = "bị hỏng"
TABLES = "SELECT sha256 FROM attachment WHERE kind = 'score_table'"
CHANGES = {
    "changed": "UPDATE blob_chunk SET bytes = set_byte(bytes, 9, 65)",
    "gone": "DELETE FROM blob_chunk",
}


@pytest.fixture(params=CHANGES)
def change(request: pytest.FixtureRequest) -> str:
    """Answer what happened to the bytes."""
    return CHANGES[str(request.param)]


def damage(database: Database, change: str) -> None:
    """Change the bytes of every kept score table, as the database's owner."""
    as_owner(database, f"{change} WHERE sha256 IN ({TABLES})")


def as_owner(database: Database, change: str) -> None:
    """Change rows as the database's owner."""
    owner = create_engine(database.owner_url, poolclass=NullPool)
    with owner.begin() as connection:
        assert connection.execute(text(change)).rowcount


@pytest.fixture
def draft(committed: Year) -> UUID:
    """Answer the draft of this very year, with the leading unit's secretary."""
    with committed.begin() as session:
        found = drafting.made(committed, session, bloc_years.PLAN)
        officer = committed.holder(drafting.OFFICER)
        pass_bloc_draft.hand_over(session, found, note="", actor=officer, now=committed.tick())
    return found


@pytest.fixture
def sent(committed: Year, draft: UUID) -> Year:  # noqa: ARG001 - what is sent
    """Answer a year in which the first version was sent to the units."""
    committed.open("regulation_making", opening={"title": "Quy chế và bảng điểm năm 2024"})
    do(committed, "send_draft", SENT, file="regulation_text")
    return committed


def test_what_was_issued_and_is_damaged_is_said_and_needs_a_reason(
    app: Flask, sent: Year, draft: UUID, database: Database, change: str
) -> None:
    sent.fire_due(over("2024-11-15"))
    adopted(sent).do("issue_regulation", {"verdict": "issue"})
    with sent.begin() as session:
        secretary = sent.holder(drafting.SECRETARY)
        pass_bloc_draft.give_back(session, draft, note="", actor=secretary, now=sent.tick())
    damage(database, change)
    status, shown = page(app, OFFICER, f"/blocs/{PLAN}")
    assert (status, DAMAGED in shown) == (200, True)
    assert "Đúng bản đã ban hành" not in shown
    review = f"/bloc-drafts/{draft}/review"
    status, shown = page(app, OFFICER, review)
    assert (status, DAMAGED in shown, 'name="why"' in shown) == (200, True, True)
    with pytest.raises(IssuedDamaged), sent.begin() as session:
        put(sent, session, draft)
    with sent.begin() as session:
        put(sent, session, draft, "Tệp lưu không còn.")


def test_a_sample_issues_nothing_but_in_a_demonstration(sent: Year, database: Database) -> None:
    sent.fire_due(over("2024-11-15"))
    adopted(sent).do("issue_regulation", {"verdict": "issue"})
    as_owner(database, "UPDATE case_ SET simulated = true")
    assert is_issued(sent)
    as_owner(database, "UPDATE deployment SET demonstration = false")
    assert not is_issued(sent)
    as_owner(database, "UPDATE case_ SET simulated = false")
    assert is_issued(sent)


def is_issued(year: Year) -> bool:
    with year.begin() as session:
        return issued_table(session, PLAN, bloc_years.PLAN) is not None


def test_a_task_that_is_held_against_a_damaged_version_says_so(
    app: Flask, sent: Year, database: Database, change: str
) -> None:
    sent.fire_due(over("2024-11-15"))
    do(sent, "answer_comments", {"next": "meet"})
    damage(database, change)
    status, shown = page(app, SECRETARY, task_of(sent, "submit_version"))
    assert (status, DAMAGED in shown) == (409, True)
    assert "sao lưu" in shown
