"""Who has not done a duty is urged by who runs the year: remembered, and once a day."""

import json
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from server.actions.cases import cancel_case, suspend_case
from server.actions.history import confirm_erasure, erasures
from server.actions.history.erasures import ErasureAsked
from server.actions.people import revoke_delegation
from server.actions.urging import judging, urge
from server.actions.urging.judging import JudgedDuty
from server.domain.administration.repairs import CaseSuspended
from server.domain.canonical import Json
from server.domain.cases.urging import (
    DutyNotWaitedFor,
    NotYoursToUrge,
    UrgedToday,
    UrgesOneself,
)
from server.domain.history.erasing import ERASED
from server.domain.history.erasure_refusals import Ground
from server.domain.people.actors import Actor, NotYourPost
from server.domain.people.delegations import Scope
from server.domain.tasks.work import NotThere
from server.store.cases import urgings
from tests.worlds.rows import rows
from tests.worlds.web.attaching import attach
from tests.worlds.worker import sound
from tests.worlds.year import ADMINISTRATOR, DEPUTY, LEADER, PRESS, RADIO, SCHOOL, Year

SECRETARY, HEAD = f"{LEADER}/secretary", f"{LEADER}/head"
ASKED: dict[str, Json] = {
    "period": "ad_hoc",
    "title": "Phòng, chống thiên tai",
    "units": [SCHOOL, PRESS],
    "last_day": "2024-11-29",
}
COPIED = """
WITH copies AS (
  SELECT e.id, e.seq, n, CAST(md5(CAST(n AS text)) AS uuid) AS other FROM event e
  JOIN event_payload p ON p.event_id = e.id, generate_series(1, :times) n
  WHERE e.kind = 'duty.urged' AND p.subject_unit_id = :of),
events AS (
  INSERT INTO event SELECT (jsonb_populate_record(
    e, jsonb_build_object('id', s.other, 'seq', 1000 + s.n))).*
  FROM copies s JOIN event e USING (id))
INSERT INTO event_payload SELECT (jsonb_populate_record(
  p, jsonb_build_object('event_id', s.other, 'act_time', p.act_time + n * interval '1 minute'))).*
FROM copies s JOIN event_payload p ON p.event_id = s.id"""
"""The urging of a unit, again and again after it."""
BOTH = (("sent", SCHOOL), ("sent", PRESS))
DAY = timedelta(days=1)


@pytest.fixture
def report(year: Year) -> Year:
    """Answer a year in which two units were asked for a report by 29 November."""
    year.open("report", opening=ASKED)
    return year


def urged(
    year: Year, *chosen: tuple[str, str], post: str = SECRETARY
) -> dict[str, type[Exception] | None]:
    """Urge duties; answer by unit what kept each from being urged."""
    with year.begin() as session:
        found = urge.urge(session, year.case_id, chosen, actor=year.holder(post), now=year.tick())
    return refusals(found)


def refusals(found: Sequence[JudgedDuty]) -> dict[str, type[Exception] | None]:
    return {each.about: type(each.refusal) if each.refusal else None for each in found}


def looked(year: Year, chosen: Collection[tuple[str, str]], post: str) -> Sequence[JudgedDuty]:
    with year.begin() as session:
        return judging.judge(session, year.case_id, chosen, actor=year.holder(post), now=year.now)


def test_the_post_that_has_the_task_gets_a_letter_a_remark_and_a_notice(
    report: Year, session: Session
) -> None:
    task = report.task("write_report", SCHOOL)
    assert urged(report, ("sent", SCHOOL)) == {SCHOOL: None}
    ((post, subject, of_task),) = rows(
        session, "SELECT post_id, subject_vi, task_id FROM mail WHERE kind = 'urged'"
    )
    assert (post, of_task) == (f"{SCHOOL}/officer", task.id)
    assert subject.startswith("Đôn đốc: ")
    assert subject.endswith(" – Sở GD&ĐT")
    ((said, author),) = rows(session, "SELECT text, post_title FROM comment")
    assert "Hạn: hết ngày 29/11/2024." in said
    assert author == "Thư ký Khối – Sở KH&CN"
    assert rows(session, "SELECT post_id, task_id FROM mention") == [(post, task.id)]
    assert rows(session, "SELECT comments FROM task WHERE id = :id", id=task.id) == [(1,)]
    assert sound(report)


def test_history_keeps_who_urged_whom_about_what(report: Year, session: Session) -> None:
    report.now += timedelta(days=28)
    urged(report, *BOTH)
    events = rows(
        session,
        "SELECT p.payload, p.subject_unit_id FROM event e JOIN event_payload p ON p.event_id = e.id"
        " WHERE e.kind = 'duty.urged' ORDER BY e.seq",
    )
    assert {unit for _, unit in events} == {SCHOOL, PRESS}
    told = {unit: json.loads(payload) for payload, unit in events}[PRESS]
    assert told["actor"]["post"] == SECRETARY
    assert (told["milestone"], told["key"], told["due"]) == ("sent", PRESS, "2024-11-29")
    assert told["days_late"] == 1
    assert told["posts"] == [f"{PRESS}/officer"]


@pytest.mark.usefixtures("unsound")
def test_an_urging_is_remembered_however_many_came_after_it(report: Year, session: Session) -> None:
    urged(report, *BOTH)
    session.execute(text(COPIED), {"of": PRESS, "times": 1500})
    last = urgings.of_bloc_year(session, report.bloc_year_id)
    assert {key for _, _, key in last} == {SCHOOL, PRESS}


def test_an_urging_that_was_erased_is_remembered_without_who_pressed(
    report: Year, admins: tuple[Actor, Actor], session: Session
) -> None:
    urged(report, *BOTH)
    before = urgings.of_case(session, report.case_id)
    cancel_case.cancel(
        session, report.case_id, reason="Mở nhầm.", actor=admins[0], now=report.tick()
    )
    found = rows(session, "SELECT event_id FROM event_payload WHERE act = 'duty.urged'")
    asked = ErasureAsked(events=frozenset(each for (each,) in found))
    seen = erasures.reach_of(session, asked, actor=admins[0]).seal
    ground = Ground(law="Luật mẫu", document="Đơn số 1", stays="Kết quả.")
    act = erasures.propose(session, asked, ground, seen=seen, actor=admins[0], now=report.tick())
    confirm_erasure.confirm(session, act, seen=seen, actor=admins[1], now=report.tick())
    assert rows(session, "SELECT 1 FROM event_payload WHERE act = 'duty.urged'") == []
    for after in (
        urgings.of_case(session, report.case_id),
        urgings.of_bloc_year(session, report.bloc_year_id),
    ):
        assert after == {place: replace(each, name=ERASED) for place, each in before.items()}
    assert len(before) == 2


def test_the_letter_goes_to_who_has_the_task_now(report: Year, session: Session) -> None:
    attach(report, report.task("write_report", SCHOOL), "report")
    report.do("write_report", {"summary": "Đã xong.", "shortcomings": ""}, key=SCHOOL)
    urged(report, ("sent", SCHOOL))
    assert rows(session, "SELECT post_id FROM mail WHERE kind = 'urged'") == [(f"{SCHOOL}/head",)]


def test_the_same_duty_of_a_unit_is_urged_once_a_day_by_whomever(
    report: Year, session: Session
) -> None:
    urged(report, ("sent", SCHOOL))
    assert urged(report, *BOTH, post=HEAD) == {SCHOOL: UrgedToday, PRESS: None}
    (again,) = looked(report, [("sent", SCHOOL)], HEAD)
    assert isinstance(again.refusal, UrgedToday)
    assert again.refusal.who.vi == "Thư ký Khối – Sở KH&CN"
    report.now += DAY
    assert urged(report, ("sent", SCHOOL)) == {SCHOOL: None}
    assert rows(session, "SELECT count(*) FROM event WHERE kind = 'duty.urged'") == [(3,)]
    assert rows(session, "SELECT count(*) FROM mail WHERE kind = 'urged'") == [(3,)]


def test_what_is_done_meanwhile_is_left_out_and_said(report: Year, session: Session) -> None:
    attach(report, report.task("write_report", SCHOOL), "report")
    report.do("write_report", {"summary": "Đã xong.", "shortcomings": ""}, key=SCHOOL)
    signed = {"verdict": "sign", "number": "12/BC-SGDĐT", "date": "2024-11-04"}
    report.do("sign", signed, key=SCHOOL)
    assert urged(report, *BOTH) == {SCHOOL: DutyNotWaitedFor, PRESS: None}
    assert rows(session, "SELECT post_id FROM mail WHERE kind = 'urged'") == [(f"{PRESS}/officer",)]


@pytest.mark.parametrize("post", [f"{SCHOOL}/head", f"{DEPUTY}/head"])
def test_who_is_told_of_a_duty_and_not_given_to_urge_it_may_not(report: Year, post: str) -> None:
    assert urged(report, ("sent", SCHOOL), post=post) == {SCHOOL: NotYoursToUrge}


@pytest.mark.parametrize("post", [f"{RADIO}/head", ADMINISTRATOR])
def test_who_is_told_nothing_of_a_duty_finds_none(report: Year, post: str) -> None:
    assert urged(report, ("sent", SCHOOL), post=post) == {}


def test_what_is_no_duty_is_left_out(report: Year) -> None:
    assert urged(report, ("signed", SCHOOL), ("sent", RADIO), ("none", "")) == {}


def test_a_task_of_ones_own_post_urges_nobody(year: Year, session: Session) -> None:
    year.open("regulation_notice", post=SECRETARY, opening={"title": "Quy chế năm 2024"})
    assert urged(year, ("sent", "")) == {"": UrgesOneself}
    assert urged(year, ("sent", ""), post=HEAD) == {"": None}
    assert rows(session, "SELECT post_id FROM mail WHERE kind = 'urged'") == [(SECRETARY,)]


def test_a_case_held_up_is_not_urged(report: Year) -> None:
    by = report.holder(ADMINISTRATOR)
    with report.begin() as session:
        suspend_case.suspend(session, report.case_id, reason="Chờ", actor=by, now=report.now)
    assert urged(report, ("sent", SCHOOL)) == {SCHOOL: CaseSuspended}


def test_a_simulated_case_is_not_there_to_be_urged(year: Year) -> None:
    year.simulated = True
    year.open("report", opening=ASKED)
    with pytest.raises(NotThere):
        urged(year, ("sent", SCHOOL))


def test_who_stands_in_urges_in_the_name_of_the_post_and_not_after_it_was_taken_back(
    report: Year, session: Session
) -> None:
    stand_in = report.lent(HEAD, to=f"{PRESS}/officer")
    with report.begin() as own:
        urge.urge(own, report.case_id, [("sent", SCHOOL)], actor=stand_in, now=report.tick())
    (last,) = urgings.of_case(session, report.case_id).values()
    assert last.who.vi == "Giám đốc Sở KH&CN"
    assert last.post.vi == "Cán bộ TĐKT – Sở TT&TT"
    assert stand_in.delegation_id is not None
    with report.begin() as own:
        revoke_delegation.revoke(
            own, stand_in.delegation_id, actor=report.holder(HEAD), now=report.tick()
        )
    with pytest.raises(NotYourPost), report.begin() as own:
        urge.urge(own, report.case_id, [("sent", PRESS)], actor=stand_in, now=report.tick())


def test_a_post_lent_for_other_kinds_of_case_urges_nothing_here(report: Year) -> None:
    scope = Scope(kinds=frozenset({"evaluation"}))
    stand_in = report.lent(HEAD, to=f"{PRESS}/officer", scope=scope)
    with pytest.raises(NotThere), report.begin() as session:
        urge.urge(session, report.case_id, BOTH, actor=stand_in, now=report.tick())
