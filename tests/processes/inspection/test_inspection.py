"""Inspections: planned, recorded at each unit, remedied where something was found."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from server.domain.canonical import Json
from server.domain.tasks.work import FormRefused
from tests.actions.refused import refused
from tests.worlds.rows import rows
from tests.worlds.year import DEPUTY, LEADER, SCHOOL, Year

OPENING: dict[str, Json] = {
    "title": "Thực hiện giao ước thi đua",
    "units": [SCHOOL, LEADER],
    "starts": "2024-11-11",
    "ends": "2024-11-22",
}
GOOD = {"conclusion": "good", "held": "2024-11-04", "findings": "Thực hiện đủ các chỉ tiêu."}
FOUND = {
    "conclusion": "follow_up",
    "held": "2024-11-04",
    "findings": "Chưa có sổ theo dõi.",
    "demands": "Lập sổ theo dõi chỉ tiêu.",
    "until": "2024-12-10",
}


@pytest.fixture
def announced(year: Year) -> Year:
    """Answer a year in which two units know that they are inspected, one the leader's own."""
    year.open("inspection", opening=OPENING)
    year.do("write_plan", {"content": "Đối chiếu giao ước với kết quả."})
    year.do("approve_plan", {"verdict": "approve"})
    return year


def test_the_deputy_inspects_the_leaders_own_unit(announced: Year) -> None:
    assert {task.key: task.post_id for task in announced.tasks()} == {
        SCHOOL: f"{LEADER}/appraiser",
        LEADER: f"{DEPUTY}/appraiser",
    }


def test_what_was_found_is_remedied_until_it_is_accepted(announced: Year, session: Session) -> None:
    announced.do("record_findings", GOOD, key=LEADER)
    announced.do("read_findings", {"note": ""}, key=LEADER)
    announced.do("record_findings", FOUND, key=SCHOOL)
    follow_up = announced.task("follow_up", SCHOOL)
    assert follow_up.post_id == f"{SCHOOL}/head"
    due = "SELECT due::date FROM task WHERE element = 'follow_up'"
    assert rows(session, due) == [(date(2024, 12, 10),)]
    announced.do("follow_up", {"done": "Đã lập sổ."}, key=SCHOOL)
    announced.do("accept_remedy", {"verdict": "return", "reason": "Thiếu tháng 10."}, key=SCHOOL)
    announced.do("follow_up", {"done": "Đã bổ sung tháng 10."}, key=SCHOOL)
    announced.do("accept_remedy", {"verdict": "accept"}, key=SCHOOL)
    assert rows(session, "SELECT title_vi, state FROM case_") == [
        ("Kiểm tra số 1/2024: Thực hiện giao ước thi đua", "closed")
    ]


@pytest.mark.parametrize("lacking", ["demands", "until"])
def test_what_has_to_be_remedied_is_said_with_a_day(
    announced: Year, session: Session, lacking: str
) -> None:
    value = {name: each for name, each in FOUND.items() if name != lacking}
    with refused(session, FormRefused):
        announced.do("record_findings", value, key=SCHOOL)
