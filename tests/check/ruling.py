"""A year to plant faults in: points of others, a declared fact, a bloc-year in making."""

from server.actions.bloc_drafts import pass_bloc_draft
from server.actions.installation.demonstration import add_accounts
from server.actions.transaction import transactions
from server.domain.bloc_draft.parts import DraftPart
from tests.actions.bloc_drafts.drafting import OFFICER, made, saved
from tests.check.planting import caught_up
from tests.processes.evaluation.scored_by_others import plan_scored_by_others
from tests.worlds.databases import Database
from tests.worlds.year import SCHOOL, Year

CONDITION = """
[[conditions]]
id = "discipline"
name = "Có cá nhân bị kỷ luật"
effect = "exclude"
fact = { evidence = "optional" }
"""
PAPER = {"declared": True, "number": "12/QĐ-UBND", "dated": "2024-11-01", "note": "Khiển trách."}


def rule(database: Database) -> None:
    """Rank units, one of which is excluded, and hand a bloc-year in making over."""
    year = Year(begin=transactions(database.url))
    year.imported(plan_scored_by_others() + CONDITION)
    with year.begin() as session:
        add_accounts(session, now=year.now)
    year.open("evaluation")
    year.play("rank")
    year.do("rank", {"facts": {"discipline": {SCHOOL: PAPER}}})
    officer = year.holder(OFFICER)
    with year.begin() as session:
        draft = made(year, session)
        saved(year, session, draft, officer, DraftPart.LEGAL_BASES, [])
        pass_bloc_draft.hand_over(session, draft, note="", actor=officer, now=year.tick())
    caught_up(year)
