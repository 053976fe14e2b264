"""The regulation with its score table: sent, commented on, answered, adopted, issued."""

import hashlib
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from server.domain.bloc_draft.table_versions import version_of
from server.domain.mistakes import Mistakes
from server.domain.tasks.work import FormRefused
from server.store.tasks.records import value_of
from tests.actions.refused import codes, refused
from tests.domain import bloc_years
from tests.processes.regulation_making.conftest import (
    MEETING,
    SENT,
    SUBMITTED,
    adopted,
    do,
    first_points,
)
from tests.worlds.clocks import over
from tests.worlds.rows import payload, rows
from tests.worlds.web.attaching import attach
from tests.worlds.year import LEADER, PRESS, SCHOOL, UNITS, Year

AGREE = {"verdict": "agree"}
AMEND = {"verdict": "amend", "text": "Rút gọn minh chứng."}
KEPT = "SELECT sha256 FROM attachment WHERE kind = 'score_table' ORDER BY uploaded_at"
RESULTS = "SELECT result FROM task WHERE element = :e AND state = 'done' ORDER BY closed_at"


def results(session: Session, element: str) -> list[Any]:
    return [value_of(row[0]) for row in rows(session, RESULTS, e=element)]


def commented(year: Year, *units: str, on: str = "1.1") -> Year:
    """Have units comment on one criterion, the others agree."""
    said = {**AMEND, "criteria": [{"code": on, "comment": "Tăng điểm."}]}
    for unit in UNITS:
        do(year, "unit_comment", said if unit in units else AGREE, key=unit)
    return year


def answered(year: Year, **more: str) -> Year:
    """Have the secretary answer every comment."""
    year.tick()
    row = {"conclusion": "accepted", "answer": "Đã sửa."}
    do(year, "answer_comments", {"comments": [row], "general": [row], **more})
    return year


def test_all_units_are_asked_side_by_side_for_the_very_version_that_was_sent(
    sent: Year, session: Session
) -> None:
    assert {(task.element, task.post_id) for task in sent.tasks()} == {
        ("unit_comment", f"{unit}/officer") for unit in UNITS
    }
    ((kept,),) = rows(session, KEPT)
    assert kept == hashlib.sha256(version_of(bloc_years.PLAN).encode()).hexdigest()
    ((task,),) = rows(session, "SELECT id FROM task WHERE element = 'send_draft'")
    assert kept in {each["sha256"] for each in payload(session, task)["files"]}


def test_comments_stand_by_criterion_and_each_is_answered(sent: Year, session: Session) -> None:
    commented(sent, PRESS, SCHOOL)
    answered(sent, next="meet")
    (value,) = results(session, "answer_comments")
    told = [(row["unit"], row["code"], row["comment"]) for row in value["comments"]]
    assert told == [("Sở GD&ĐT", "1.1", "Tăng điểm."), ("Sở TT&TT", "1.1", "Tăng điểm.")]
    assert [row["text"] for row in value["general"]] == ["Rút gọn minh chứng."] * 2


def test_no_comment_is_left_out_or_unanswered(sent: Year, session: Session) -> None:
    commented(sent, SCHOOL)
    with refused(session, Mistakes) as found:
        sent.do("answer_comments", {"comments": [], "general": [], "next": "meet"})
    assert codes(found) == {"comments": "rows_changed", "general": "rows_changed"}


def test_who_is_silent_until_the_day_agrees(sent: Year) -> None:
    sent.fire_due(over("2024-11-15"))
    assert [task.element for task in sent.tasks()] == ["answer_comments"]


def test_the_next_version_says_what_is_otherwise_and_hears_new_comments_alone(
    year: Year, session: Session, draft: UUID, sent: Year
) -> None:
    commented(sent, SCHOOL)
    first_points(year, session, draft, 18)
    answered(sent, next="again")
    do(sent, "send_draft", {**SENT, "changes": [{"reason": "Sở GD&ĐT góp ý."}]})
    first, second = results(session, "send_draft")
    assert "changes" not in first or first["changes"] == []
    said = [(row["before"][-4:], row["after"][-4:]) for row in second["changes"]]
    assert said == [(" 100", " 103"), ("· 40", "· 43"), ("· 15", "· 18")]
    assert second["changes"][0]["reason"] == "Sở GD&ĐT góp ý."
    commented(sent)
    sent.do("answer_comments", {"next": "meet"})
    assert len({kept for (kept,) in rows(session, KEPT)}) == 2


@pytest.mark.usefixtures("draft")
def test_a_version_that_was_changed_meanwhile_is_not_sent_unseen(
    year: Year, session: Session
) -> None:
    year.open("regulation_making", opening={"title": "Quy chế năm 2024"})
    attach(year, year.task("send_draft"), "regulation_text")
    with refused(session, Mistakes) as found:
        year.do("send_draft", {**SENT, "criteria": []})
    assert codes(found) == {"criteria": "rows_changed"}


def test_the_meeting_adopts_and_the_leader_issues_with_the_registers_number(
    sent: Year, session: Session
) -> None:
    commented(sent)
    adopted(sent)
    assert sent.task("issue_regulation").post_id == f"{LEADER}/head"
    sent.do("issue_regulation", {"verdict": "issue"})
    assert rows(session, "SELECT state FROM case_") == [("closed",)]
    assert len(rows(session, "SELECT 1 FROM document WHERE kind = 'QC'")) == 1


@pytest.mark.parametrize("by", ["meeting", "leader"])
def test_what_is_sent_back_is_adopted_anew(sent: Year, by: str) -> None:
    commented(sent)
    if by == "leader":
        adopted(sent).do("issue_regulation", {"verdict": "return", "reason": "Sửa lại."})
    else:
        do(sent, "answer_comments", {"next": "meet"})
        do(sent, "submit_version", SUBMITTED, file="regulation_text")
        back = {**MEETING, "verdict": "revise", "reason": "Sửa lại."}
        do(sent, "record_meeting", back, file="minutes")
    assert [task.element for task in sent.tasks()] == ["submit_version"]
    do(sent, "submit_version", SUBMITTED)
    assert [task.element for task in sent.tasks()] == ["record_meeting"]


def test_what_a_unit_wants_changed_it_says(sent: Year, session: Session) -> None:
    with refused(session, FormRefused) as found:
        do(sent, "unit_comment", {"verdict": "amend"}, key=SCHOOL)
    assert isinstance(found.value, FormRefused)
    assert [field[:2] for field in found.value.fields] == [("text", "required")]
    on = {"verdict": "amend", "criteria": [{"comment": "Tăng điểm."}]}
    do(sent, "unit_comment", on, key=SCHOOL)


def test_no_more_units_agree_and_disagree_than_were_there(sent: Year, session: Session) -> None:
    commented(sent)
    do(sent, "answer_comments", {"next": "meet"})
    do(sent, "submit_version", SUBMITTED, file="regulation_text")
    attach(sent, sent.task("record_meeting"), "minutes")
    with refused(session, FormRefused) as found:
        sent.do("record_meeting", {**MEETING, "verdict": "adopt", "blank": 1})
    assert isinstance(found.value, FormRefused)
    assert found.value.fields == (("blank", "too_many_together", {"sum": 3, "max": 2}),)
