"""Scoring a sheet and sending it back: points are judged, reasons travel with the sheet."""

from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from server.domain.mistakes import Mistakes
from server.domain.tasks.work import FormRefused
from tests.actions.refused import codes, refused
from tests.worlds.rows import payload
from tests.worlds.year import PRESS, SCHOOL, Year


@pytest.fixture
def scoring(year: Year) -> Year:
    year.open("evaluation")
    return year


@pytest.mark.parametrize(
    ("points", "code"),
    [
        ("15.01", "points_out_of_range"),
        ("-1", "points_out_of_range"),
        ("14.125", "points_too_fine"),
        (None, "points_missing"),
    ],
)
def test_points_that_the_table_does_not_allow_are_refused(
    scoring: Year, session: Session, points: str | None, code: str
) -> None:
    task = scoring.task("score", SCHOOL)
    value = scoring.value(task)
    value["scores"]["c1-1"]["points"] = points
    with refused(session, Mistakes) as found:
        scoring.complete(task, value)
    assert codes(found) == {"scores.c1-1.points": code}


@pytest.mark.parametrize("points", ["", "abc", "1,5", "NaN", "Infinity", "1e3", 5, 1.5])
def test_points_that_are_no_decimal_text_are_refused(
    scoring: Year, session: Session, points: object
) -> None:
    task = scoring.task("score", SCHOOL)
    value = scoring.value(task)
    value["scores"]["c1-1"]["points"] = points
    before = session.scalar(text("SELECT count(*) FROM event"))
    with pytest.raises((FormRefused, Mistakes)):
        scoring.complete(task, value)
    assert session.scalar(text("SELECT count(*) FROM event")) == before


@pytest.mark.parametrize(
    "strange",
    [
        {"scores": {}, "verdict": "approve"},
        {"scores": {"c1-1": {"points": "1", "final_points": "15"}}},
        {"quorum": True},
        {},
    ],
)
def test_fields_that_the_form_does_not_have_are_refused(
    scoring: Year, session: Session, strange: dict[str, Any]
) -> None:
    with refused(session, FormRefused):
        scoring.complete(scoring.task("score", SCHOOL), strange)


def test_a_criterion_that_the_table_does_not_have_is_refused(
    scoring: Year, session: Session
) -> None:
    task = scoring.task("score", SCHOOL)
    value = scoring.value(task)
    value["scores"]["c9-9"] = {"points": "1", "not_applicable": False, "reason": "", "note": ""}
    with refused(session, Mistakes) as found:
        scoring.complete(task, value)
    assert codes(found) == {"scores.c9-9": "unknown_row"}


def test_all_mistakes_of_a_sheet_are_named_at_once(scoring: Year, session: Session) -> None:
    task = scoring.task("score", SCHOOL)
    value = scoring.value(task)
    value["scores"]["c1-1"]["points"] = "99"
    value["scores"]["c1-2"] |= {"points": None, "not_applicable": True}
    with refused(session, Mistakes) as found:
        scoring.complete(task, value)
    assert set(codes(found)) == {"scores.c1-1.points", "scores.c1-2.reason"}


def test_a_sheet_the_head_returns_carries_the_reason_to_the_officer(
    scoring: Year, session: Session
) -> None:
    scoring.complete(scoring.task("score", PRESS))
    reason = "Bổ sung số liệu tiêu chí 1.1."
    scoring.do("approve", {"verdict": "return", "comment": reason}, key=PRESS)
    task = scoring.task("score", PRESS)
    row = session.execute(
        text("SELECT note, note_by FROM task WHERE id = :id"), {"id": task.id}
    ).one()
    assert tuple(row) == (reason, scoring.holder(f"{PRESS}/head").post_title.vi)


def test_a_sheet_cannot_be_returned_without_a_reason(scoring: Year, session: Session) -> None:
    scoring.complete(scoring.task("score", PRESS))
    with refused(session, Mistakes) as found:
        scoring.do("approve", {"verdict": "return", "comment": " "}, key=PRESS)
    assert codes(found) == {"comment": "reason_missing"}


def test_an_incomplete_sheet_goes_back_to_its_officer_with_the_reason(
    scoring: Year, session: Session
) -> None:
    scoring.play("appraise")
    reason = "Thiếu minh chứng."
    value = {"scores": {}, "verdict": "incomplete", "comment": reason}
    scoring.do("appraise", value, key=SCHOOL)
    task = scoring.task("score", SCHOOL)
    row = session.execute(
        text("SELECT t.note, t.note_by, s.state FROM task t JOIN sheet s ON s.case_id = t.case_id"
             " AND s.unit_id = t.key WHERE t.id = :id"),
        {"id": task.id},
    ).one()  # fmt: skip
    assert tuple(row) == (reason, scoring.holder("bac-giang/so-khcn/appraiser").post_title.vi,
                          "scoring")  # fmt: skip


def test_an_appraisal_that_changes_points_needs_its_reason(scoring: Year, session: Session) -> None:
    scoring.play("appraise")
    task = scoring.task("appraise", SCHOOL)
    value = scoring.value(task)
    value["scores"]["c1-1"] = {"points": "0", "reason": ""}
    with refused(session, Mistakes) as found:
        scoring.complete(task, value)
    assert codes(found) == {"scores.c1-1.reason": "change_reason_missing"}


def test_every_change_of_points_stands_in_history_with_old_and_new(
    scoring: Year, session: Session
) -> None:
    scoring.play("appraise")
    task = scoring.task("appraise", SCHOOL)
    value = scoring.value(task)
    value["scores"]["c1-1"] = {"points": "1", "reason": "Không có minh chứng."}
    scoring.complete(task, value)
    changes = payload(session, task.id)["changes"]
    assert {"path": "c1-1.appraisal_1", "old": "", "new": "1"} in changes
    assert {"path": "c1-1.reason_1", "old": "", "new": "Không có minh chứng."} in changes
