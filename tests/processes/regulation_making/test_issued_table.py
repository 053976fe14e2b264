"""The score table that is in force is held beside the one that was issued."""

from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from server.actions.bloc_drafts import pass_bloc_draft
from server.actions.taken_rows.issued_table import IssuedTable, issued_table
from server.domain.bloc_draft.drafts import NotAsIssued
from server.store.blocs import bloc_years, draft_notes
from tests.actions.bloc_drafts import drafting
from tests.domain.bloc_years import PLAN as SOURCE
from tests.processes.regulation_making.conftest import SENT, adopted, do, first_points, put
from tests.worlds.clocks import over
from tests.worlds.year import PLAN, Year

WHY = "Bản sửa được Hội nghị thông qua ngày 02/12/2024."


@pytest.fixture
def issued(year: Year, draft: UUID) -> Year:  # noqa: ARG001 - what is issued
    """Answer a year whose draft was issued as it is."""
    year.open("regulation_making", opening={"title": "Quy chế và bảng điểm năm 2024"})
    do(year, "send_draft", SENT, file="regulation_text")
    year.fire_due(over("2024-11-15"))
    adopted(year).do("issue_regulation", {"verdict": "issue"})
    return year


def back(year: Year, session: Session, draft: UUID) -> None:
    secretary = year.holder(drafting.SECRETARY)
    pass_bloc_draft.give_back(session, draft, note="", actor=secretary, now=year.tick())


def beside(session: Session) -> IssuedTable | None:
    version = bloc_years.version_on(session, PLAN, date(2026, 1, 1))
    assert version is not None
    return issued_table(session, PLAN, version.source)


def test_a_bloc_year_without_an_issued_table_is_held_to_none(year: Year, session: Session) -> None:
    assert year.bloc_year_id == PLAN
    assert issued_table(session, PLAN, SOURCE) is None


@pytest.mark.usefixtures("unsound")
def test_a_case_that_was_cancelled_issues_nothing(issued: Year, session: Session) -> None:
    assert issued_table(session, PLAN, SOURCE) is not None
    cancelled = "UPDATE case_ SET state = 'cancelled' WHERE id = :id"
    session.execute(text(cancelled), {"id": issued.case_id})
    assert issued_table(session, PLAN, SOURCE) is None


def test_what_is_put_in_force_as_it_was_issued_needs_no_reason(
    issued: Year, session: Session, draft: UUID
) -> None:
    back(issued, session, draft)
    put(issued, session, draft)
    found = beside(session)
    assert found is not None
    assert found.changes == []


def test_what_differs_from_the_issued_table_is_told_and_needs_a_reason(
    issued: Year, session: Session, draft: UUID
) -> None:
    first_points(issued, session, draft, 18)
    back(issued, session, draft)
    with pytest.raises(NotAsIssued) as refused:
        put(issued, session, draft)
    assert refused.value.count == 3
    put(issued, session, draft, WHY)
    found, note = beside(session), draft_notes.in_force(session, PLAN)
    assert found is not None
    assert found.changes is not None
    assert [row["change"] for row in found.changes] == ["changed"] * 3
    assert note is not None
    assert note.text == WHY
