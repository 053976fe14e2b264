"""A post is called by its new title from the day of the file that says it, and not before."""

from datetime import UTC, date, datetime
from typing import Final

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from server.actions.blocs import move_titles
from server.actions.installation import check_invariants
from server.store.people import post_titles
from tests.actions.reorganised import RENAMED, next_year
from tests.domain import bloc_years
from tests.worlds.rows import rows
from tests.worlds.year import DEPUTY, PRESS, SCHOOL, Year

HEAD: Final = f"{DEPUTY}/head"
OLD, NEW = "Trưởng Ban Dân tộc", f"head – {RENAMED['vi']}"
NEW_YEAR: Final = date(2025, 1, 1)
EVE, MORNING = datetime(2024, 12, 31, 16, 59, tzinfo=UTC), datetime(2024, 12, 31, 17, tzinfo=UTC)
TOLD: Final = """
SELECT e.object, CAST(p.payload AS jsonb) -> 'changes' FROM event e
JOIN event_payload p ON p.event_id = e.id WHERE e.kind = 'post.retitled' ORDER BY e.seq"""


def title(session: Session, post: str) -> str:
    return str(rows(session, "SELECT title_vi FROM post WHERE id = :id", id=post)[0][0])


def breaches(session: Session, now: datetime) -> list[str]:
    found = check_invariants.check_rows(session, now=now)
    return [breach.invariant for breach in found if "post" in breach.where]


pytestmark = pytest.mark.usefixtures("coming")


@pytest.fixture
def coming(year: Year) -> Year:
    """Answer a year in whose November the file of the year after was imported."""
    year.imported(next_year(effective_from=NEW_YEAR))
    return year


def test_a_title_of_a_day_to_come_is_nobodys_before(session: Session) -> None:
    assert title(session, HEAD) == OLD
    move_titles.move(session, now=EVE)
    assert title(session, HEAD) == OLD
    assert rows(session, TOLD) == []


def test_on_its_day_the_post_is_called_so_and_history_tells(coming: Year, session: Session) -> None:
    coming.now = MORNING
    move_titles.move(session, now=MORNING)
    move_titles.move(session, now=MORNING)
    assert title(session, HEAD) == NEW
    [(named, changes)] = rows(session, TOLD)
    assert named == "province/bac-giang"
    assert {"path": f"{HEAD}.post_title", "old": OLD, "new": NEW} in changes
    assert breaches(session, MORNING) == []


def test_a_post_that_the_file_adds_has_its_title_at_once(session: Session) -> None:
    assert title(session, f"{SCHOOL}/secretary") == "secretary – Sở GD&ĐT"


def test_a_title_is_told_of_any_day(session: Session) -> None:
    for day, said in ((EVE.date(), OLD), (NEW_YEAR, NEW), (date(1999, 1, 1), OLD)):
        assert post_titles.on_day(session, {HEAD}, day=day)[HEAD].vi == said


def test_an_older_file_mends_its_own_days_alone(coming: Year, session: Session) -> None:
    mended = bloc_years.PLAN.replace(OLD, "Trưởng ban").replace("Giám đốc Sở TT&TT", "Nguyên GĐ")
    coming.now = MORNING
    coming.imported(mended)
    assert title(session, HEAD) == NEW
    assert title(session, f"{PRESS}/head") == "Nguyên GĐ"
    assert post_titles.on_day(session, {HEAD}, day=EVE.date())[HEAD].vi == "Trưởng ban"


@pytest.mark.usefixtures("unsound")
def test_a_title_that_no_day_gives_a_post_is_a_breach(session: Session) -> None:
    session.execute(text("UPDATE post SET title_vi = 'Vua' WHERE id = :id"), {"id": HEAD})
    assert "P6 post called otherwise than on this day" in breaches(session, EVE)


def test_a_day_whose_morning_the_worker_slept_through_is_a_breach_the_day_after(
    session: Session,
) -> None:
    name = "P6 post called otherwise than on this day"
    assert name not in breaches(session, MORNING)
    assert name in breaches(session, MORNING.replace(year=2025, month=1, day=3))
