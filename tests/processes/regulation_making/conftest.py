"""A regulation in the making: a draft of its score table, what is sent, said and adopted."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from server.actions.bloc_drafts import pass_bloc_draft, put_in_force
from server.actions.tasks import read_task
from server.demo.taken_values import with_taken
from server.domain.bloc_draft import document, score_tree
from server.domain.bloc_draft.parts import DraftPart
from tests.actions.bloc_drafts import drafting
from tests.domain import bloc_years
from tests.worlds.web.attaching import attach
from tests.worlds.year import Year

SENT = {"text": "Dự thảo quy chế năm 2024.", "comments_until": "2024-11-15"}
SUBMITTED = {"text": "Trình Hội nghị thông qua."}
MEETING = {
    "held": "2024-11-04",
    "present": ["bac-giang/so-khcn", "bac-giang/so-gddt"],
    "agreed": 2,
    "disagreed": 0,
}
ADOPT = {**MEETING, "verdict": "adopt"}


def do(year: Year, element: str, value: dict[str, Any], *, key: str = "", file: str = "") -> None:
    """Complete a task with the rows it takes over, and a file of a kind."""
    task = year.task(element, key)
    if file:
        attach(year, task, file)
    actor = year.holder(task.post_id)
    with year.begin() as session:
        page = read_task.read_own(session, task.id, actor=actor, now=year.now)
        whole = with_taken(value, page.taken)
    year.do(element, whole, key=key)


def adopted(year: Year) -> Year:
    """Go on from the answers to what the leader issues."""
    do(year, "answer_comments", {"next": "meet"})
    do(year, "submit_version", SUBMITTED, file="regulation_text")
    do(year, "record_meeting", ADOPT, file="minutes")
    return year


def first_points(year: Year, session: Session, draft: UUID, points: int) -> None:
    """Have the secretary give the first criterion other points in the draft."""
    table = drafting.found(session, draft).values[DraftPart.SCORE_TABLE]
    assert isinstance(table, Mapping)
    place = score_tree.read_place("s0.c0")
    item = {**score_tree.item_at(table, place), "max_points": points}
    secretary = year.holder(drafting.SECRETARY)
    changed = score_tree.replaced(table, place, item)
    drafting.saved(year, session, draft, secretary, DraftPart.SCORE_TABLE, changed)


def put(year: Year, session: Session, draft: UUID, why: str = "") -> None:
    """Have Home Affairs put the draft in force as it stands."""
    seen = document.digest(drafting.found(session, draft).document)
    officer = year.holder(drafting.OFFICER)
    put_in_force.put_in_force(session, draft, seen=seen, why=why, actor=officer, now=year.tick())


@pytest.fixture
def draft(year: Year, session: Session) -> UUID:
    """Answer the draft of this very year, with the leading unit's secretary."""
    found = drafting.made(year, session, bloc_years.PLAN)
    officer = year.holder(drafting.OFFICER)
    pass_bloc_draft.hand_over(session, found, note="", actor=officer, now=year.tick())
    return found


@pytest.fixture
def sent(year: Year) -> Year:
    """Answer a year in which the first version was sent to the units."""
    year.open("regulation_making", opening={"title": "Quy chế và bảng điểm năm 2024"})
    do(year, "send_draft", SENT, file="regulation_text")
    return year
