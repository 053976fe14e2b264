"""Importing a bloc-year: all or nothing, by effective date, and never into an opened case."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from server.actions.blocs.import_bloc_year import Imported, import_bloc_year
from server.domain.bloc_file import FileMistakes
from server.store.blocs import bloc_years as stored
from tests.actions.refused import state
from tests.domain import bloc_years
from tests.worlds.rows import rows
from tests.worlds.year import BEGINS, PLAN, Year

LATER = bloc_years.PLAN.replace("2024-05-01 #", "2024-12-01 #").replace(
    "max_points = 15", "max_points = 14"
)
FIRST_DAY, LATER_DAY = date(2024, 11, 4), date(2024, 12, 1)


def digest_on(session: Session, day: date) -> str:
    version = stored.version_on(session, PLAN, day)
    assert version is not None
    return version.rules_digest


def test_the_same_file_again_changes_nothing(session: Session) -> None:
    before = state(session)
    again = import_bloc_year(session, bloc_years.PLAN, actor=None, now=BEGINS)
    assert isinstance(again, Imported)
    assert not again.changed
    assert state(session) == before


def test_a_changed_file_touches_no_opened_case(year: Year, session: Session) -> None:
    case_id = year.open("evaluation")
    query = "SELECT rules_digest, head FROM case_ WHERE id = :id"
    before = rows(session, query, id=case_id)
    points = bloc_years.PLAN.replace("max_points = 15", "max_points = 14")
    imported = import_bloc_year(session, points, actor=None, now=year.tick())
    assert isinstance(imported, Imported)
    assert imported.changed
    assert rows(session, query, id=case_id) == before
    year.play()
    assert rows(session, "SELECT DISTINCT rules_digest FROM case_") == [(before[0][0],)]


def test_a_year_ends_by_the_rules_it_began_with(year: Year, session: Session) -> None:
    year.through("evaluation")
    import_bloc_year(
        session, bloc_years.PLAN.replace("maximum = 1 ", "maximum = 2 "), actor=None, now=year.now
    )
    year.open("award_review")
    assert rows(session, "SELECT count(DISTINCT rules_digest) FROM case_") == [(1,)]


def test_a_version_is_in_force_from_its_effective_date(session: Session) -> None:
    first = digest_on(session, FIRST_DAY)
    imported = import_bloc_year(session, LATER, actor=None, now=BEGINS)
    assert isinstance(imported, Imported)
    assert imported.rules_digest != first
    assert digest_on(session, FIRST_DAY) == first
    assert digest_on(session, LATER_DAY) == imported.rules_digest


def test_an_import_never_overwrites_a_version(session: Session) -> None:
    query = "SELECT id, source, rules_digest FROM bloc_year_version WHERE bloc_year_id = :y"
    (before,) = rows(session, query, y=PLAN)
    corrected = bloc_years.PLAN.replace("max_points = 15", "max_points = 14")
    import_bloc_year(session, corrected, actor=None, now=BEGINS)
    after = rows(session, query, y=PLAN)
    assert len(after) == 2
    assert before in after


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("max_points = 15", "max_points = -3"),
        ('role = "deputy"', 'role = "boss"'),
        ("[voting]", "[voting"),
        ("members = 15", "members = 15\nsurprise = true"),
    ],
)
def test_a_file_with_mistakes_changes_nothing(session: Session, right: str, wrong: str) -> None:
    before = state(session)
    text = bloc_years.PLAN.replace(right, wrong, 1)
    found = import_bloc_year(session, text, actor=None, now=BEGINS)
    assert isinstance(found, FileMistakes)
    assert found.items
    assert state(session) == before


def test_an_import_is_an_event_that_names_the_version_before(session: Session) -> None:
    first = digest_on(session, FIRST_DAY)
    import_bloc_year(session, LATER, actor=None, now=BEGINS)
    (payload,) = rows(
        session,
        "SELECT p.payload FROM event e JOIN event_payload p ON p.event_id = e.id"
        " WHERE e.stream = 'bloc-year/' || :y ORDER BY e.seq DESC LIMIT 1",
        y=PLAN,
    )[0]
    assert f'"before":"{first}"' in payload


@pytest.mark.parametrize(
    ("kind", "warned"),
    [
        ('days_late = { per_day = 1, of = "report.sent" }', []),
        ('days_late = { per_day = 1, of = "report.send" }', ["duty_unknown"]),
        ('days_late = { per_day = 1, of = "report.sent", slot = "annual" }', []),
        ('days_late = { per_day = 1, of = "report.sent", slot = "anual" }', ["slot_unknown"]),
        ('count = { per = 1, of = "conference.attended" }', []),
        ('count = { per = 1, of = "conference.attend" }', ["figure_unknown"]),
    ],
)
def test_what_records_are_asked_is_held_against_the_processes_in_use(
    session: Session, kind: str, warned: list[str]
) -> None:
    source = bloc_years.PLAN.replace("max_points = 15", f"max_points = 15, {kind}", 1)
    done = import_bloc_year(session, source, actor=None, now=BEGINS)
    assert isinstance(done, Imported)
    codes = [each.code.value for each in done.warnings]
    assert [code for code in codes if code != "process_too_old"] == warned


def test_an_implausible_file_is_imported_with_its_warnings(session: Session) -> None:
    far = bloc_years.PLAN.replace("date = 2024-12-13", "date = 2026-12-13", 1)
    done = import_bloc_year(session, far, actor=None, now=BEGINS)
    assert isinstance(done, Imported)
    assert done.changed
    assert [(each.field, each.code.value) for each in done.warnings] == [
        ("deadlines[10].date", "far_from_year")
    ]
