"""Conferences: who chairs, who comes, what is concluded, and who has to carry it out."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from server.actions.cases import open_on_time
from server.domain.canonical import Json
from server.domain.cases.opening import AlreadyOpened
from server.domain.mistakes import Mistakes
from server.domain.tasks.work import FormRefused
from tests.actions.refused import refused
from tests.worlds.clocks import over
from tests.worlds.rows import rows
from tests.worlds.year import DEPUTY, LEADER, PRESS, SCHOOL, Year

AFFAIRS = "bac-giang/so-noi-vu"
OPENING = {"title": "Hội nghị sơ kết 6 tháng đầu năm 2024", "day": "2024-11-20"}
INVITATION: dict[str, Json] = {
    "place": "8 giờ, hội trường Sở KH&CN",
    "composition": "Thủ trưởng và cán bộ thi đua",
    "agenda": [{"item": "Báo cáo sơ kết"}],
    "invited": [SCHOOL, PRESS, AFFAIRS],
    "reply_by": "2024-11-15",
}
APPROVE, SIGN = {"verdict": "approve"}, {"verdict": "sign"}
COMES = {"answer": "attend", "who": "Giám đốc"}
ABSENT = {"answer": "absent", "reason": "Họp Tỉnh ủy."}
MINUTES: dict[str, Json] = {
    "held": "2024-11-04",
    "attendance": [
        {"unit": SCHOOL, "attendee": "Giám đốc", "level": "right"},
        {"unit": PRESS, "level": "absent"},
    ],
    "minutes": "Hội nghị thống nhất phương hướng 6 tháng cuối năm.",
}
ASSIGNED: dict[str, Json] = {
    **MINUTES,
    "resolutions": [
        {"task": "Nộp báo cáo bổ sung", "owner": PRESS, "day": "2024-12-06"},
        {"task": "Viết bài về điển hình", "owner": PRESS, "day": "2024-12-20"},
        {"task": "Gửi số liệu chuyển đổi số", "owner": SCHOOL, "day": "2024-12-13"},
    ],
}
DONE: dict[str, Json] = {"result": "Đã làm xong."}


def resolved(number: int) -> dict[str, Json]:
    """Fill in what came of one of the things that were assigned."""
    given = ASSIGNED["resolutions"]
    assert isinstance(given, list)
    row = given[number]
    assert isinstance(row, dict)
    return {"work": [{"task": row["task"], "day": row["day"], **DONE}]}


def opened(year: Year, kind: str = "mid_year") -> Year:
    year.open("conference", opening={**OPENING, "kind": kind})
    year.do("prepare", INVITATION)
    return year


def replied(year: Year, kind: str = "mid_year") -> Year:
    """Have everybody reply."""
    chair = "deputy" if kind == "mid_year" else "leader"
    opened(year, kind).do(f"{chair}_invite", APPROVE)
    for key in (SCHOOL, AFFAIRS):
        year.do("reply", COMES, key=key)
    year.do("reply", ABSENT, key=PRESS)
    return year


def held(year: Year, minutes: dict[str, Json]) -> Year:
    """Have everybody reply, and the secretary write what was said."""
    replied(year).do("write_minutes", minutes)
    return year


@pytest.mark.parametrize(
    ("kind", "element", "unit"),
    [
        ("mid_year", "deputy_invite", DEPUTY),
        ("year_end", "leader_invite", LEADER),
        ("other", "leader_invite", LEADER),
    ],
)
def test_the_deputy_chairs_the_mid_year_conference_and_the_leader_any_other(
    year: Year, kind: str, element: str, unit: str
) -> None:
    (task,) = opened(year, kind).tasks()
    assert (task.element, task.post_id) == (element, f"{unit}/head")


def test_each_thing_to_do_is_a_task_of_its_owner_due_on_its_own_day(
    year: Year, session: Session
) -> None:
    held(year, ASSIGNED).do("deputy_sign", SIGN)
    due = "SELECT key, post_id, subject_unit_id, due::date FROM task WHERE element = 'resolution'"
    assert rows(session, f"{due} ORDER BY key") == [
        (f"row_1/{PRESS}", f"{PRESS}/officer", PRESS, date(2024, 12, 6)),
        (f"row_2/{PRESS}", f"{PRESS}/officer", PRESS, date(2024, 12, 20)),
        (f"row_3/{SCHOOL}", f"{SCHOOL}/officer", SCHOOL, date(2024, 12, 13)),
    ]
    year.do("resolution", resolved(0), key=f"row_1/{PRESS}")
    year.do("resolution", resolved(2), key=f"row_3/{SCHOOL}")
    year.do("resolution", resolved(1), key=f"row_2/{PRESS}")
    assert rows(session, "SELECT state FROM case_") == [("closed",)]
    assert rows(session, "SELECT count(*) FROM document") == [(1,)]


def test_who_reports_sees_the_one_thing_it_is_about(year: Year, session: Session) -> None:
    held(year, ASSIGNED).do("deputy_sign", SIGN)
    with refused(session, Mistakes):
        year.do("resolution", resolved(0), key=f"row_2/{PRESS}")


def test_without_work_to_assign_it_ends_with_the_signed_minutes(
    year: Year, session: Session
) -> None:
    held(year, MINUTES).do("deputy_sign", {"verdict": "return", "reason": "Thiếu kết luận."})
    year.do("write_minutes", MINUTES)
    year.do("deputy_sign", SIGN)
    assert rows(session, "SELECT state FROM case_") == [("closed",)]


def test_the_year_end_conference_hands_over_to_next_years_leader(
    year: Year, session: Session
) -> None:
    replied(year, "year_end").do("write_minutes", ASSIGNED)
    year.do("leader_sign", SIGN)
    for verdict in ({"verdict": "return", "reason": "Thiếu sổ văn bản."}, APPROVE):
        year.do("write_handover", {"receiver": SCHOOL, "papers": [{"paper": "Hồ sơ năm 2024"}]})
        year.do("approve_handover", verdict)
    task = year.task("receive_handover")
    assert (task.post_id, task.key) == (f"{SCHOOL}/head", SCHOOL)
    year.do("receive_handover", {})
    assert [task.element for task in year.tasks()] == ["resolution"] * 3
    for number, key in enumerate((f"row_1/{PRESS}", f"row_2/{PRESS}", f"row_3/{SCHOOL}")):
        year.do("resolution", resolved(number), key=key)
    assert rows(session, "SELECT state FROM case_") == [("closed",)]


@pytest.mark.parametrize("reply_by", ["2024-11-15", "2024-12-02"])
def test_who_has_not_replied_in_time_does_not_keep_the_conference_from_its_minutes(
    year: Year, reply_by: str
) -> None:
    year.open("conference", opening={**OPENING, "kind": "mid_year"})
    year.do("prepare", {**INVITATION, "reply_by": reply_by})
    year.do("deputy_invite", APPROVE)
    year.do("reply", COMES, key=SCHOOL)
    year.fire_due(over(min(reply_by, OPENING["day"])))
    assert [task.element for task in year.tasks()] == ["write_minutes"]


@pytest.mark.parametrize("left_out", ["owner", "day", "task"])
def test_work_that_is_assigned_has_an_owner_and_a_day(
    year: Year, session: Session, left_out: str
) -> None:
    said: dict[str, Json] = {"task": "Nộp báo cáo", "owner": PRESS, "day": "2024-12-06"}
    del said[left_out]
    replied(year)
    with refused(session, FormRefused):
        year.do("write_minutes", {**MINUTES, "resolutions": [said]})


def test_a_reply_says_who_comes_or_why_nobody_does(year: Year, session: Session) -> None:
    opened(year).do("deputy_invite", APPROVE)
    with refused(session, FormRefused):
        year.do("reply", {"answer": "attend"}, key=SCHOOL)
    with refused(session, Mistakes):
        year.do("reply", {"answer": "absent", "reason": ""}, key=SCHOOL)


def test_there_is_one_mid_year_conference_a_year(year: Year, session: Session) -> None:
    opened(year)
    with refused(session, AlreadyOpened):
        opened(year)
    opened(year, "other")
    opened(year, "other")


@pytest.mark.parametrize(("kind", "pledged"), [("year_end", ["2025"]), ("mid_year", [])])
def test_the_year_end_conference_opens_next_years_pledge(
    year: Year, session: Session, kind: str, pledged: list[str]
) -> None:
    chair = "deputy" if kind == "mid_year" else "leader"
    opened(year, kind).do(f"{chair}_invite", APPROVE)
    for name in open_on_time.due(session, now=year.now):
        open_on_time.open_on_time(session, name, now=year.now)
    named = "SELECT slot FROM case_ WHERE kind = 'pledge' AND bloc_year_id = :y"
    assert [slot for (slot,) in rows(session, named, y=year.bloc_year_id)] == pledged
