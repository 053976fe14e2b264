"""A unit's own movement: planned, launched by its head, followed, reported; the bloc knows."""

import pytest
from sqlalchemy.orm import Session

from server.domain.canonical import Json
from server.domain.cases.opening import NotYoursToOpen
from tests.actions.refused import refused
from tests.worlds.rows import rows
from tests.worlds.year import LEADER, SCHOOL, Year

OFFICER, HEAD = f"{SCHOOL}/officer", f"{SCHOOL}/head"
OPENING: dict[str, Json] = {
    "field": "tasks",
    "title": "Dạy tốt, học tốt",
    "starts": "2024-09-05",
    "ends": "2024-12-31",
}
PLAN = {"content": "Mỗi thầy cô một bài giảng số."}
NOTE: dict[str, Json] = {"step": "note", "text": "300 bài giảng.", "percent": 50}
REPORT: dict[str, Json] = {"step": "report", "text": "640 bài giảng.", "percent": 100}
RETURN = {"verdict": "return", "reason": "Nêu rõ kết quả phải đạt."}


def opened(year: Year) -> Year:
    year.open("campaign", post=OFFICER, opening=OPENING)
    year.do("write_plan", PLAN)
    return year


def test_the_head_launches_and_ends_what_the_officer_plans_and_follows(
    year: Year, session: Session
) -> None:
    opened(year)
    assert year.task("launch").post_id == HEAD
    year.do("launch", RETURN)
    year.do("write_plan", PLAN)
    year.do("launch", {"verdict": "launch"})
    for value in (NOTE, NOTE, REPORT):
        assert year.task("progress").post_id == OFFICER
        year.do("progress", value)
    year.do("close_campaign", RETURN)
    year.do("progress", REPORT)
    year.do("close_campaign", {"verdict": "approve"})
    assert rows(session, "SELECT title_vi, state FROM case_") == [
        ("Phong trào số 1/2024: Dạy tốt, học tốt", "closed")
    ]


@pytest.mark.parametrize(
    "content",
    ["tasks", "learning", "directive", "society", "press", "party", "central", "training", "short"],
)
def test_each_content_of_the_plan_is_one_to_launch_a_movement_on(
    year: Year, session: Session, content: str
) -> None:
    year.open("campaign", post=OFFICER, opening={**OPENING, "field": content})
    assert rows(session, "SELECT CAST(opening AS jsonb) ->> 'field' FROM case_") == [(content,)]


def test_only_a_units_own_people_open_one(year: Year, session: Session) -> None:
    with refused(session, NotYoursToOpen):
        year.open("campaign", post="bac-giang/so-noi-vu/officer", opening=OPENING)


@pytest.mark.parametrize("unit", [SCHOOL, LEADER])
def test_the_leading_unit_has_movements_like_any_other(year: Year, unit: str) -> None:
    year.open("campaign", post=f"{unit}/officer", opening=OPENING)
    year.do("write_plan", PLAN)
    assert year.task("launch").post_id == f"{unit}/head"
