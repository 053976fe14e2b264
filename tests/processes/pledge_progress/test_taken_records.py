"""Which record a report takes its rows from, and what it lacks: the signed one, of this year."""

import json
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.orm import Session

from server.domain.canonical import Json
from server.domain.mistakes import Mistakes
from tests.actions.refused import codes, refused
from tests.domain.bloc_years import PLAN
from tests.processes.case_pages import app, page, task_of
from tests.processes.pledge_progress.conftest import SIGNED, THIRD, progress, published
from tests.worlds.year import SCHOOL, UNITS, Year

__all__ = ["app"]
FIRST, SECOND = SIGNED
HANDED_IN_ANEW = text("""
INSERT INTO task SELECT n.* FROM task t, jsonb_populate_record(t, jsonb_build_object(
  'id', gen_random_uuid(), 'closed_at', t.closed_at + interval '1 hour',
  'result', CAST(:targets AS text))) n
WHERE t.element = 'targets' AND t.key = :unit
""")
RECORD = text("SELECT id, result FROM task WHERE element = 'targets' AND key = :unit")
OLDER = text("UPDATE task SET result = :result WHERE id = :id")


@pytest.mark.usefixtures("unsound")
def test_what_was_handed_in_anew_after_the_signature_is_not_what_was_signed(
    year: Year, session: Session
) -> None:
    published(year, *UNITS)
    anew = {"unit": SCHOOL, "targets": '{"targets": [{"name": "Khác", "level": "1"}], "note": ""}'}
    session.execute(HANDED_IN_ANEW, anew)
    year.open("pledge_progress", opening=THIRD)
    year.do("progress", progress(FIRST, SECOND), key=SCHOOL)


def older_form(session: Session) -> None:
    """Have a unit's first target signed as on a form that knew no level."""
    record = session.execute(RECORD, {"unit": SCHOOL}).one()
    value = json.loads(record.result)
    del value["targets"][0]["level"]
    session.execute(OLDER, {"id": record.id, "result": json.dumps(value, ensure_ascii=False)})


@pytest.mark.usefixtures("unsound")
def test_what_the_record_lacks_and_each_row_needs_is_typed(year: Year, session: Session) -> None:
    published(year, *UNITS)
    older_form(session)
    year.open("pledge_progress", opening=THIRD)
    nameless: dict[str, Json] = {"name": FIRST["name"], "level": "95 %"}
    with refused(session, Mistakes) as found:
        year.do("progress", progress({**nameless, "name": "x"}, SECOND), key=SCHOOL)
    assert codes(found) == {"targets": "rows_changed"}
    year.do("progress", progress(nameless, SECOND), key=SCHOOL)


def test_the_page_has_a_field_for_what_the_record_lacks(app: Flask, committed: Year) -> None:
    published(committed, *UNITS)
    with committed.begin() as session:
        older_form(session)
    committed.open("pledge_progress", opening=THIRD)
    _, shown = page(app, f"{SCHOOL}/officer", task_of(committed, "progress", SCHOOL))
    assert '<input type="hidden" name="targets.0.name"' in shown
    assert '<input type="hidden" name="targets.1.level"' in shown
    assert '<input type="hidden" name="targets.0.level"' not in shown
    assert 'id="f-targets.0.level"' in shown
    assert 'name="targets.0.level"' in shown


@pytest.mark.parametrize(("for_year", "counts"), [(2025, True), (2024, False)])
def test_next_years_pledge_signed_this_year_is_followed_next_year(
    year: Year, session: Session, for_year: int, *, counts: bool
) -> None:
    published(year, *UNITS, for_year=for_year)
    next_year(year)
    year.open("pledge_progress", opening={**THIRD, "last_day": "2025-11-28"})
    if counts:
        year.do("progress", progress(FIRST, SECOND), key=SCHOOL)
        return
    with refused(session, Mistakes) as found:
        year.do("progress", progress(FIRST, SECOND), key=SCHOOL)
    assert codes(found) == {"targets": "rows_changed"}


def next_year(year: Year) -> None:
    """Go on in the bloc's next year."""
    source = PLAN.replace("year = 2024", "year = 2025", 1)
    year.imported(source.replace("effective_from = 2024-05-01", "effective_from = 2025-01-01"))
    year.bloc_year_id = year.bloc_year_id.replace("2024", "2025")
    year.now = datetime(2025, 10, 1, 2, 0, tzinfo=UTC)
