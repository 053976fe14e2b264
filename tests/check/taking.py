"""A year to plant faults in whose reports took rows over: signed targets, and a score table."""

from uuid import UUID

from sqlalchemy.orm import Session

from server.actions.bloc_drafts import pass_bloc_draft
from server.actions.transaction import transactions
from tests.actions.bloc_drafts import drafting
from tests.check.planting import caught_up
from tests.domain import bloc_years
from tests.processes.pledge_progress.conftest import SIGNED, THIRD, progress, published
from tests.processes.regulation_making.conftest import SENT, do, first_points
from tests.worlds.databases import Database
from tests.worlds.year import SCHOOL, UNITS, Year

LATER = "2024-12-20"
ROW = {"conclusion": "accepted", "answer": "Đã sửa."}


def take_over(database: Database) -> None:
    """Have a unit report on what it signed, and a score table be sent, commented on, sent anew."""
    year = Year(begin=transactions(database.url))
    published(year, *UNITS).open("pledge_progress", opening={**THIRD, "last_day": LATER})
    year.do("progress", progress(*SIGNED), key=SCHOOL)
    sent = {**SENT, "comments_until": LATER}
    with year.begin() as session:
        draft = _draft(year, session)
    year.open("regulation_making", opening={"title": "Quy chế năm 2024"})
    do(year, "send_draft", sent, file="regulation_text")
    said = {
        "verdict": "amend",
        "text": "Rút gọn.",
        "criteria": [{"code": "1.1", "comment": "Tăng."}],
    }
    for unit in UNITS:
        do(year, "unit_comment", said if unit == SCHOOL else {"verdict": "agree"}, key=unit)
    with year.begin() as session:
        first_points(year, session, draft, 18)
    do(year, "answer_comments", {"comments": [ROW], "general": [ROW], "next": "again"})
    do(year, "send_draft", {**sent, "changes": [{"reason": "Có góp ý."}]})
    caught_up(year)


def _draft(year: Year, session: Session) -> UUID:
    """Have the draft of this very year with the leading unit's secretary."""
    found = drafting.made(year, session, bloc_years.PLAN)
    officer = year.holder(drafting.OFFICER)
    pass_bloc_draft.hand_over(session, found, note="", actor=officer, now=year.tick())
    return found
