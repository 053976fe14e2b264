"""The award review: consultation, quorum, the ballot and what history may know of it."""

import json

import pytest
from sqlalchemy.orm import Session

from server.demo.answers import attendance
from server.domain.mistakes import Mistakes
from tests.actions.refused import codes, refused
from tests.worlds.rows import pairs, payload, rows
from tests.worlds.year import LEADER, PRESS, SCHOOL, UNITS, Year


@pytest.fixture
def meeting(year: Year) -> Year:
    """Answer a year before the meeting of its review."""
    return year.through("award_review", "meeting")


@pytest.fixture
def voting(year: Year) -> Year:
    """Answer a year in its first round of voting."""
    return year.through("award_review", "vote")


def test_only_eligible_units_can_be_proposed(year: Year, session: Session) -> None:
    year.through("award_review", "candidates")
    (out, *_) = rows(session, "SELECT unit_id FROM candidate WHERE award_id = 'flag'"
                              " AND NOT eligible")[0]  # fmt: skip
    value = year.value(year.task("candidates"))
    value["candidates"]["flag"][out] = {"proposed": True, "reason": ""}
    with refused(session, Mistakes) as found:
        year.do("candidates", value)
    assert list(codes(found).values()) == ["not_eligible"]


def test_the_consultation_ends_with_its_day_over_a_silent_unit(
    year: Year, session: Session
) -> None:
    year.through("award_review", "opinion")
    for task in year.tasks("opinion"):
        if task.key != PRESS:
            year.complete(task)
    assert year.fire_due(year.after("consultation")) == [True]
    states = pairs(session, "SELECT key, state FROM expected WHERE process LIKE 'award%%'")
    assert states == dict.fromkeys(UNITS, "arrived") | {PRESS: "excused"}
    assert [task.element for task in year.tasks()] == ["meeting"]


def test_without_quorum_the_meeting_is_called_again(meeting: Year, session: Session) -> None:
    value = {**meeting.value(meeting.task("meeting")), "attendance": attendance(UNITS[:3])}
    meeting.do("meeting", value)
    assert [task.element for task in meeting.tasks()] == ["reconvene"]
    day = meeting.after("consultation").date().isoformat()
    meeting.do("reconvene", {"date": day, "reason": "Thiếu đại biểu."})
    meeting.do("meeting")
    assert {task.element for task in meeting.tasks()} == {"vote"}
    assert rows(session, "SELECT count(*) FROM meeting WHERE kind = 'review'") == [(2,)]


def test_two_thirds_of_five_units_are_four(meeting: Year) -> None:
    value = {**meeting.value(meeting.task("meeting")), "attendance": attendance(UNITS[:4])}
    meeting.do("meeting", value)
    assert {task.key for task in meeting.tasks("vote")} == set(UNITS[:4])


def test_a_ballot_is_not_in_history_before_the_round_has_closed(
    voting: Year, session: Session
) -> None:
    task, *others = voting.tasks("vote")
    voting.complete(task)
    kept = payload(session, task.id)
    assert kept["result"] is None
    assert kept["changes"] == []
    every = rows(session, "SELECT payload FROM event_payload")
    assert not any('"choice"' in text or '"roll_call"' in text for (text,) in every)
    assert rows(session, "SELECT result FROM task WHERE id = :id", id=task.id) == [(None,)]
    for other in others:
        voting.complete(other)
    (closed,) = rows(
        session,
        "SELECT p.payload FROM event e JOIN event_payload p ON p.event_id = e.id"
        " WHERE e.kind = 'round.closed'",
    )
    voters = {by for by, *_ in json.loads(closed[0])["roll_call"]}
    assert voters == set(UNITS)


def test_a_tie_leads_to_a_second_round_among_the_tied_only(voting: Year, session: Session) -> None:
    for task in voting.tasks("vote"):
        voting.complete(task)
    first, second = (
        json.loads(text) for (text,) in rows(session, "SELECT candidates FROM poll ORDER BY round")
    )
    settled = json.loads(rows(session, "SELECT settled FROM poll WHERE round = 1")[0][0])
    tied = {award["award"]: award["again"] for award in settled["awards"] if award["again"]}
    assert {award: set(units) for award, units in second.items()} == {
        award: set(units) for award, units in tied.items()
    }
    assert sum(map(len, second.values())) < sum(map(len, first.values()))
    assert {task.round for task in voting.tasks("vote")} == {2}


def test_a_ballot_for_a_unit_that_is_no_candidate_is_refused(
    voting: Year, session: Session
) -> None:
    task = voting.task("vote", SCHOOL)
    value = voting.value(task)
    value["votes"]["flag"]["bac-giang/so-y-te"] = {"choice": "yes"}
    with refused(session, Mistakes) as found:
        voting.complete(task, value)
    assert codes(found) == {"votes.flag.bac-giang/so-y-te": "unknown_row"}


def test_the_review_ends_with_the_winners_of_the_last_round(year: Year, session: Session) -> None:
    year.through("award_review")
    won = rows(
        session,
        "SELECT award_id, count(*) FROM candidate WHERE result IN ('nominated', 'for_council')"
        " GROUP BY 1 ORDER BY 1",
    )
    assert won == [("flag", 1), ("merit", 1)]  # in the second round only one got votes
    assert rows(session, "SELECT state FROM case_ WHERE kind = 'award_review'") == [("closed",)]


def test_a_unit_votes_once(voting: Year, session: Session) -> None:
    voting.complete(voting.task("vote", LEADER))
    cast = rows(session, "SELECT DISTINCT by_unit_id FROM vote")
    assert cast == [(LEADER,)]
    assert LEADER not in {task.key for task in voting.tasks("vote")}
