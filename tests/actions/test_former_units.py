"""A unit of a province that another follows keeps its id, and is a member of a bloc of that one."""

import datetime as dt

import pytest
from sqlalchemy.orm import Session

from server.actions.bloc_drafts import make_bloc_draft, pass_bloc_draft
from server.actions.bloc_drafts.draft_access import seen_by
from server.actions.blocs.import_bloc_year import Imported, import_bloc_year
from server.actions.installation.demonstration import add_accounts
from server.actions.people.follow_province import follow, take_back
from server.domain.bloc_draft.beginning import Beginning
from server.domain.bloc_draft.drafts import DraftUnready, OrganisationMistaken
from server.domain.bloc_file import Code, FileMistakes
from server.domain.people.lineage import Succession
from tests.actions.bloc_drafts.drafting import LETTER, in_force
from tests.actions.refused import refused
from tests.domain.bloc_years import PLAN
from tests.worlds.rows import rows
from tests.worlds.worker import checked
from tests.worlds.year import SCHOOL, Year

FORMER, AFTER, DAY = "bac-giang", "bac-ninh", dt.date(2024, 5, 1)
"""The day from which the plan's file holds."""
OWN = PLAN.replace(FORMER, AFTER)
MIXED = OWN.replace(f"{AFTER}/so-gddt", SCHOOL)
"""A bloc of the successor, in which one member is of the former province."""
REFUSED = [(Code.OTHER_PROVINCE, "units[3].id")]


def entered(session: Session, year: Year, day: dt.date = DAY) -> None:
    """Let the one province follow the other from a day on."""
    said = Succession(province=FORMER, successor=AFTER, day=day)
    follow(session, said, decision="NQ 202/2025/QH15", now=year.now)


def mistakes(session: Session, source: str, year: Year) -> list[tuple[object, str]]:
    """Import a file, and answer what it has wrong."""
    found = import_bloc_year(session, source, actor=None, now=year.tick())
    return (
        [(each.code, each.field) for each in found.items] if isinstance(found, FileMistakes) else []
    )


@pytest.fixture
def mixed(year: Year, session: Session) -> Year:
    """Answer the year of the successor's bloc."""
    entered(session, year)
    found = import_bloc_year(session, MIXED, actor=None, now=year.tick())
    assert isinstance(found, Imported), found
    add_accounts(session, now=year.tick())
    return Year(begin=year.begin, bloc_year_id=found.bloc_year_id, now=year.now)


def test_it_is_scored_votes_and_is_awarded_as_every_other_member(
    mixed: Year, session: Session
) -> None:
    mixed.through("submission")
    states = rows(session, "SELECT DISTINCT state FROM case_ WHERE bloc_year_id LIKE 'bac-ninh/%'")
    assert states == [("closed",)]
    about = "SELECT count(*) > 0 FROM task WHERE subject_unit_id = :unit AND state = 'done'"
    assert rows(session, about, unit=SCHOOL) == [(True,)]
    assert checked(session, now=mixed.now + dt.timedelta(days=400)) == []


def test_a_case_is_finished_though_the_succession_was_taken_back(
    mixed: Year, session: Session
) -> None:
    mixed.through("evaluation", "appraise")
    take_back(session, FORMER, reason="Ghi nhầm.", now=mixed.tick())
    mixed.through("submission")
    assert checked(session, now=mixed.now + dt.timedelta(days=400)) == []
    assert mistakes(session, MIXED.replace("max_points = 15", "max_points = 14"), mixed) == REFUSED


@pytest.mark.parametrize("day", [DAY + dt.timedelta(days=1), dt.date(2030, 1, 1)])
def test_before_the_day_it_is_no_member(year: Year, session: Session, day: dt.date) -> None:
    entered(session, year, day)
    assert mistakes(session, MIXED, year) == REFUSED


def test_a_bloc_of_later_waits_for_the_day_too(year: Year, session: Session) -> None:
    """What is entered for a day to come gives nobody anything of the other province today."""
    coming = dt.date(2024, 12, 1)
    entered(session, year, coming)
    later = MIXED.replace("effective_from = 2024-05-01", f"effective_from = {coming}")
    assert later != MIXED
    assert mistakes(session, later, year) == REFUSED


@pytest.mark.parametrize(
    ("source", "field"),
    [
        (PLAN.replace(SCHOOL, f"{AFTER}/so-gddt"), "units[3].id"),
        (OWN.replace(f"{AFTER}/so-gddt", "ha-giang/so-gddt"), "units[3].id"),
        (OWN.replace(f"{AFTER}/so-gddt", f"{FORMER}/khong-co"), "units[3].id"),
        (OWN.replace(f"{AFTER}/so-noi-vu", f"{FORMER}/so-noi-vu"), "bodies[1].id"),
    ],
)
def test_none_but_a_unit_that_is_there_of_a_province_that_is_followed(
    year: Year, session: Session, source: str, field: str
) -> None:
    entered(session, year)
    assert mistakes(session, source, year) == [(Code.OTHER_PROVINCE, field)]


def test_nobody_is_a_member_of_another_provinces_bloc_where_none_follows(
    year: Year, session: Session
) -> None:
    assert mistakes(session, MIXED, year) == REFUSED


def test_home_affairs_of_the_successor_makes_the_bloc_year_in_the_browser(
    mixed: Year, session: Session
) -> None:
    officer = mixed.holder(f"{AFTER}/so-noi-vu/officer")
    text = MIXED.replace("year = 2024", "year = 2025")
    begins = Beginning(document=text)
    made = make_bloc_draft.make(session, begins, LETTER, actor=officer, now=mixed.tick())
    draft, _side = seen_by(session, made, actor=officer)
    assert draft.mistakes == ()
    take_back(session, FORMER, reason="Ghi nhầm.", now=mixed.tick())
    later = mixed.holder(f"{AFTER}/so-noi-vu/officer")
    draft, _side = seen_by(session, made, actor=later)
    assert [(each.code, each.field) for each in draft.mistakes] == REFUSED
    with refused(session, DraftUnready):
        in_force(session, made, later, mixed.tick())
    with refused(session, OrganisationMistaken):
        pass_bloc_draft.hand_over(session, made, note="", actor=later, now=mixed.tick())
