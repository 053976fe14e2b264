"""A unit's difficulty: the leader answers or passes it on, the unit closes or objects once."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from server.domain.cases.opening import NotYoursToOpen
from server.domain.mistakes import Mistakes
from tests.actions.refused import refused
from tests.worlds.rows import rows
from tests.worlds.year import SCHOOL, Year

OPENER, LEADER = f"{SCHOOL}/officer", "bac-giang/so-khcn/head"
HOME_AFFAIRS = "bac-giang/so-noi-vu/officer"
OPENING = {"title": "Thang điểm chuyển đổi số", "field": "scoring"}
RAISED = {"text": "Chưa có thang điểm riêng cho đơn vị sự nghiệp."}
ANSWERED = {"verdict": "answer", "text": "Áp dụng thang điểm chung năm 2024."}
PASSED_ON = {"verdict": "pass_on", "text": "Nội dung vượt thẩm quyền của Khối."}
REPLIED = {"text": "Sở Nội vụ hướng dẫn như sau."}
CLOSED = {"verdict": "close"}
OBJECTED = {"verdict": "object", "reason": "Chưa nêu cách tính điểm."}


@pytest.fixture
def raised(year: Year) -> Year:
    """Answer a year in which the school has raised a difficulty."""
    year.open("difficulty", post=OPENER, opening=OPENING)
    year.do("raise_difficulty", RAISED)
    return year


def state(session: Session) -> list[tuple[object, ...]]:
    return rows(session, "SELECT title_vi, state FROM case_ ORDER BY title_vi")


def open_tasks(year: Year) -> list[tuple[str, str]]:
    return [(task.element, task.post_id) for task in year.tasks()]


def reached(session: Session) -> set[str]:
    return {name for (name,) in rows(session, "SELECT milestone FROM milestone")}


def test_the_leader_answers_and_who_raised_it_closes_it(raised: Year, session: Session) -> None:
    assert open_tasks(raised) == [("leader_answer", LEADER)]
    raised.do("leader_answer", ANSWERED)
    assert open_tasks(raised) == [("reporter_close", OPENER)]
    raised.do("reporter_close", CLOSED)
    assert state(session) == [("Vướng mắc số 1/2024: Thang điểm chuyển đổi số", "closed")]
    assert {"raised", "answered", "settled"} <= reached(session)
    assert "passed_on" not in reached(session)


def test_home_affairs_answers_what_was_passed_on(raised: Year, session: Session) -> None:
    raised.do("leader_answer", PASSED_ON)
    assert open_tasks(raised) == [("affairs_answer", HOME_AFFAIRS)]
    raised.do("affairs_answer", REPLIED)
    assert open_tasks(raised) == [("reporter_close", OPENER)]
    raised.do("reporter_close", CLOSED)
    assert state(session)[0][1] == "closed"


@pytest.mark.parametrize("first", [ANSWERED, PASSED_ON], ids=["answered", "passed on"])
def test_who_raised_it_objects_once_and_reads_the_final_answer(
    raised: Year, session: Session, first: dict[str, str]
) -> None:
    raised.do("leader_answer", first)
    if first is PASSED_ON:
        raised.do("affairs_answer", REPLIED)
    raised.do("reporter_close", OBJECTED)
    assert open_tasks(raised) == [("final_answer", LEADER)]
    raised.do("final_answer", REPLIED)
    assert open_tasks(raised) == [("read_final", OPENER)]
    raised.do("read_final", {})
    assert state(session)[0][1] == "closed"


def test_who_objects_says_why(raised: Year, session: Session) -> None:
    raised.do("leader_answer", ANSWERED)
    task = raised.task("reporter_close")
    with refused(session, Mistakes):
        raised.complete(task, {"verdict": "object"})


@pytest.mark.parametrize("post", [LEADER, "bac-giang/ban-dan-toc/officer"])
def test_any_unit_raises_as_many_as_it_has(year: Year, session: Session, post: str) -> None:
    for _ in range(2):
        year.open("difficulty", post=post, opening=OPENING)
    assert [title for title, _ in state(session)] == [
        f"Vướng mắc số {number}/2024: Thang điểm chuyển đổi số" for number in (1, 2)
    ]


def test_who_is_of_no_unit_of_the_bloc_raises_none(year: Year, session: Session) -> None:
    with refused(session, NotYoursToOpen):
        year.open("difficulty", post=HOME_AFFAIRS, opening=OPENING)


def test_an_answer_is_due_in_ten_working_days_whoever_gives_it(
    raised: Year, session: Session
) -> None:
    raised.do("leader_answer", PASSED_ON)
    query = "SELECT milestone, key, due FROM duty"
    assert rows(session, query) == [("answered", "", date(2024, 11, 18))]
    assert "answered" not in reached(session)
    raised.do("affairs_answer", REPLIED)
    assert "answered" in reached(session)
