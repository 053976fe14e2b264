"""The bloc's meeting adopts the scores, or sends named sheets back; no ballot before it."""

import pytest
from sqlalchemy.orm import Session

from server.demo.answers import Value, attendance
from server.domain.cases.opening import (
    AlreadyOpened,
    MilestoneMissing,
    NotYoursToOpen,
)
from server.domain.mistakes import Mistakes
from tests.actions.refused import codes, refused
from tests.worlds.rows import pairs, payload, rows
from tests.worlds.year import DEPUTY, LEADER, PRESS, SCHOOL, UNITS, Year

REASON = "Tiêu chí 1.1 chấm chưa thống nhất với đơn vị khác."


@pytest.fixture
def meeting(year: Year) -> Year:
    """Answer a year whose sheets are all in, before the bloc's meeting."""
    return year.through("evaluation", "adopt")


def send_back(year: Year, *units: str) -> Value:
    value = year.value(year.task("adopt"))
    back = {unit: {"send_back": True, "reason": REASON} for unit in units}
    return {**value, "verdict": "send_back", "units_sent_back": back}


def test_one_sheet_sent_back_is_appraised_again_in_a_second_round(
    meeting: Year, session: Session
) -> None:
    meeting.do("adopt", send_back(meeting, SCHOOL))
    (task,) = meeting.tasks()
    assert (task.element, task.key, task.round) == ("appraise", SCHOOL, 2)
    assert rows(session, "SELECT note FROM task WHERE id = :id", id=task.id) == [(REASON,)]


def test_the_other_sheets_are_untouched_when_one_is_sent_back(
    meeting: Year, session: Session
) -> None:
    others = "SELECT * FROM sheet WHERE unit_id <> :unit ORDER BY unit_id"
    instances = "SELECT id, version, doc FROM instance WHERE key NOT IN (:unit, '') ORDER BY id"
    before = rows(session, others, unit=SCHOOL), rows(session, instances, unit=SCHOOL)
    meeting.do("adopt", send_back(meeting, SCHOOL))
    meeting.play("rank")
    assert rows(session, others, unit=SCHOOL)[0][:8] == before[0][0][:8]
    assert rows(session, instances, unit=SCHOOL) == before[1]


def test_after_the_second_round_the_bloc_ranks_and_meets_again(
    meeting: Year, session: Session
) -> None:
    meeting.do("adopt", send_back(meeting, SCHOOL))
    task = meeting.task("appraise", SCHOOL)
    value = meeting.value(task)
    value["scores"]["c1-1"] = {"points": "1", "reason": REASON}
    meeting.complete(task, value)
    meeting.play()
    assert rows(session, "SELECT unit_id FROM sheet WHERE rank = 5") == [(SCHOOL,)]
    assert rows(session, "SELECT count(*) FROM meeting WHERE kind = 'adoption'") == [(2,)]


def test_the_meeting_types_no_points(meeting: Year, session: Session) -> None:
    before = rows(session, "SELECT * FROM score ORDER BY unit_id, criterion_id")
    meeting.do("adopt")
    assert rows(session, "SELECT * FROM score ORDER BY unit_id, criterion_id") == before
    assert pairs(session, "SELECT unit_id, state FROM sheet") == dict.fromkeys(UNITS, "adopted")


def test_a_meeting_without_quorum_adopts_nothing(meeting: Year, session: Session) -> None:
    value = {**meeting.value(meeting.task("adopt")), "attendance": attendance([LEADER, SCHOOL])}
    with refused(session, Mistakes) as found:
        meeting.do("adopt", value)
    assert codes(found) == {"attendance": "quorum_not_reached"}


def test_sending_back_ones_own_unit_after_the_meetings_decision_is_marked(
    meeting: Year, session: Session
) -> None:
    task = meeting.task("adopt")
    meeting.do("adopt", send_back(meeting, LEADER, PRESS))
    marks = {each["path"]: each["own_unit"] for each in payload(session, task.id)["changes"]}
    assert marks == {LEADER: True, PRESS: False}


def test_no_ballot_is_opened_before_the_bloc_has_adopted_the_scores(
    meeting: Year, session: Session
) -> None:
    with refused(session, MilestoneMissing):
        meeting.open("award_review")
    meeting.kind = "evaluation"
    meeting.do("adopt")
    meeting.open("award_review")


def test_no_ballot_is_opened_without_an_evaluation(year: Year, session: Session) -> None:
    with refused(session, MilestoneMissing):
        year.open("award_review")


def test_nothing_is_submitted_before_the_review_has_closed(year: Year, session: Session) -> None:
    year.through("award_review", "sign")
    with refused(session, MilestoneMissing):
        year.open("submission")
    year.kind = "award_review"
    year.do("sign")
    year.open("submission")


def test_each_case_of_a_year_is_opened_once(year: Year, session: Session) -> None:
    year.open("evaluation")
    with refused(session, AlreadyOpened):
        year.open("evaluation")


def test_a_case_is_opened_by_the_leader_or_the_secretary_only(year: Year, session: Session) -> None:
    for post in (f"{DEPUTY}/head", f"{LEADER}/officer", "bac-giang/ubnd-tinh/chairman"):
        with refused(session, NotYoursToOpen):
            year.open("evaluation", post=post)
    year.open("evaluation", post=f"{LEADER}/secretary")


def test_a_new_first_appraisal_leaves_nothing_of_the_second_one(
    meeting: Year, session: Session
) -> None:
    total = "SELECT appraisal_2_total FROM sheet WHERE unit_id = :unit"
    (contested,) = rows(session, "SELECT unit_id FROM sheet WHERE appraisal_2_total IS NOT NULL")
    meeting.do("adopt", send_back(meeting, contested[0]))
    meeting.do("appraise", key=contested[0])
    assert rows(session, total, unit=contested[0]) == [(None,)]
