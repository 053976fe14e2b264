"""Who may urge, when once more, and what keeps it from being urged."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from server.domain.cases.duties import DutyState
from server.domain.cases.urging import (
    DutyNotWaitedFor,
    NobodyToUrge,
    UrgedToday,
    UrgesOneself,
    Urging,
    check_again,
    check_reached,
    check_waited_for,
    may_urge,
)
from server.domain.manifest import Milestone
from server.domain.refusals import Refusal
from server.domain.texts.words import Words
from tests.domain.five_units import DEPUTY, LEADER, SCHOOL, rules

LAST = Urging(at=datetime(2024, 12, 18, 16, 50, tzinfo=UTC), name="An", post=Words("Thư ký"))
"""Ten minutes before midnight in Viet Nam."""
SENT = Milestone(name="sent", urged_by=("secretary",))


@pytest.mark.parametrize(
    ("post", "may"),
    [
        (f"{LEADER}/secretary", True),
        (f"{LEADER}/head", False),
        (f"{DEPUTY}/secretary", False),
        (f"{SCHOOL}/officer", False),
    ],
)
def test_only_a_post_that_the_milestone_names_urges(post: str, may: bool) -> None:  # noqa: FBT001
    assert may_urge(SENT, rules=rules(), post=post) is may
    assert not may_urge(replace(SENT, urged_by=()), rules=rules(), post=post)
    assert not may_urge(replace(SENT, urged_by=("nobody",)), rules=rules(), post=post)


def test_the_same_is_urged_once_a_day_of_viet_nam() -> None:
    check_again(None, now=LAST.at)
    check_again(LAST, now=LAST.at + timedelta(minutes=11))
    with pytest.raises(UrgedToday) as refused:
        check_again(LAST, now=LAST.at + timedelta(minutes=9))
    assert refused.value.who == Words("Thư ký")


def test_a_stand_in_urges_in_the_name_of_the_post() -> None:
    assert replace(LAST, on_behalf=Words("Trưởng khối")).who == Words("Trưởng khối")


@pytest.mark.parametrize("state", list(DutyState))
def test_what_nobody_can_do_any_more_is_not_urged(state: DutyState) -> None:
    if state in {DutyState.LEFT, DutyState.OVERDUE}:
        check_waited_for(state)
    else:
        with pytest.raises(DutyNotWaitedFor):
            check_waited_for(state)


@pytest.mark.parametrize(("posts", "why"), [((), NobodyToUrge), (("me",), UrgesOneself)])
def test_nobody_is_urged_for_what_reaches_nobody_else(
    posts: tuple[str, ...], why: type[Refusal]
) -> None:
    check_reached({"me", "you"}, by="me")
    with pytest.raises(why):
        check_reached(posts, by="me")
