"""A year to plant faults in: points of others, a fact, days said, a bloc-year in making."""

from datetime import timedelta

from server.actions.bloc_drafts import pass_bloc_draft
from server.actions.installation.demonstration import add_accounts
from server.actions.transaction import transactions
from server.actions.working_days import change_days
from server.domain.bloc_draft.parts import DraftPart
from server.domain.deadlines import local_day
from server.domain.working_days.province_days import SaidDays
from tests.actions.bloc_drafts.drafting import OFFICER, made, saved
from tests.check.planting import caught_up
from tests.processes.evaluation.scored_by_others import plan_scored_by_others
from tests.worlds.databases import Database
from tests.worlds.rows import rows
from tests.worlds.year import ADMINISTRATOR, SCHOOL, Year

THURSDAY = 3

CONDITION = """
[[conditions]]
id = "discipline"
name = "Có cá nhân bị kỷ luật"
effect = "exclude"
fact = { evidence = "optional" }
"""
PAPER = {"declared": True, "number": "12/QĐ-UBND", "dated": "2024-11-01", "note": "Khiển trách."}


def rule(database: Database) -> None:
    """Rank units, one of which is excluded, and say days, hand a bloc-year in making over."""
    year = Year(begin=transactions(database.url))
    year.imported(plan_scored_by_others() + CONDITION)
    with year.begin() as session:
        add_accounts(session, now=year.now)
    year.open("evaluation")
    year.play("rank")
    year.do("rank", {"facts": {"discipline": {SCHOOL: PAPER}}})
    _say_days(year)
    officer = year.holder(OFFICER)
    with year.begin() as session:
        draft = made(year, session)
        saved(year, session, draft, officer, DraftPart.LEGAL_BASES, [])
        pass_bloc_draft.hand_over(session, draft, note="", actor=officer, now=year.tick())
    caught_up(year)


def _say_days(year: Year) -> None:
    """Say of two far days that they are off, and take the later back."""
    first, now = local_day(year.now) + timedelta(days=100), year.tick()
    while first.weekday() > THURSDAY:
        first += timedelta(days=1)
    said = SaidDays(
        off=first, off_to=first + timedelta(days=1), worked=None, paper="12/CĐ-UBND",
        paper_on=local_day(now),
    )  # fmt: skip
    actor = year.holder(ADMINISTRATOR)
    with year.begin() as session:
        change_days.add(session, said, actor=actor, now=now)
        later = "SELECT id FROM province_day ORDER BY day DESC LIMIT 1"
        ((day,),) = rows(session, later)
        change_days.take_back(session, day, reason="Ghi nhầm.", actor=actor, now=year.tick())
