"""What a process remembers of a case: never more than is true now."""

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from server.actions.cases import case_faults
from server.store.cases import case_progress
from tests.worlds.year import SCHOOL, Year


def errors(session: Session, year: Year) -> list[str]:
    return [fault.error for fault in case_faults.unreadable(session, cases=[year.case_id])]


def test_a_state_that_was_readable_is_named_once_it_is_not(year: Year, session: Session) -> None:
    year.open("evaluation")
    assert errors(session, year) == []
    session.execute(text("UPDATE instance SET doc = '{' || doc WHERE key = :k"), {"k": SCHOOL})
    assert errors(session, year) == ["StateUnreadable"]
    assert errors(session, year) == ["StateUnreadable"]
    session.execute(text("UPDATE instance SET doc = substr(doc, 2) WHERE key = :k"), {"k": SCHOOL})
    assert errors(session, year) == []


def test_what_was_read_before_is_not_read_again(
    year: Year, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    year.open("evaluation")
    assert errors(session, year) == []
    read: list[str] = []
    monkeypatch.setattr(case_faults, "_read", lambda _session, row: read.append(row.key))
    year.do("score", key=SCHOOL)
    assert errors(session, year) == []
    assert read == [SCHOOL]


def test_what_a_case_has_passed_grows_with_its_events(year: Year, session: Session) -> None:
    year.open("evaluation")
    begun = case_progress.passed(session, year.case_id)
    year.do("score", key=SCHOOL)
    grown = case_progress.passed(session, year.case_id)
    assert begun < grown
    case_progress._SEEN.clear()  # noqa: SLF001 - as another process would read it
    assert case_progress.passed(session, year.case_id) == grown


def test_what_another_history_had_passed_is_forgotten(year: Year, session: Session) -> None:
    year.open("evaluation")
    begun = case_progress.passed(session, year.case_id)
    with session.begin_nested() as undone:
        year.do("score", key=SCHOOL)
        assert case_progress.passed(session, year.case_id) > begun
        undone.rollback()
    assert case_progress.passed(session, year.case_id) == begun
