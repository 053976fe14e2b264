"""Evaluations of a bloc whose units get points from others, each stopped at a step of its own."""

from tests.archive.evaluations import WHY
from tests.processes.evaluation.scored_by_others import (
    FINANCE,
    HOME_AFFAIRS,
    plan_scored_by_others,
)
from tests.worlds.year import DEPUTY, LEADER, SCHOOL, Year

SCORED_BY_OTHERS = plan_scored_by_others()


def giving(year: Year) -> None:
    """One has given points, which its head has to sign; the others have not."""
    year.do("give", key=FINANCE)


def points_given(year: Year) -> None:
    """All points of others are signed; units are at work."""
    year.play("score")


def asked_again(year: Year) -> None:
    """The meeting asked for points to be looked at again."""
    year.play("adopt")
    value = year.value(year.task("adopt"))
    again = {HOME_AFFAIRS: {"send_back": True, "reason": WHY}}
    year.do("adopt", value | {"verdict": "send_back", "points_sent_back": again})


def gone_without(year: Year) -> None:
    """The points of one are late and left out, another has a later day."""
    year.play("give", "rank")
    for party in (SCHOOL, DEPUTY, LEADER):
        year.do("give", key=party)
    year.play("give", "rank")
    assert year.fire_due(year.after("self_score")) == [True]
    left_out = {FINANCE: {"decision": "leave_out", "reason": WHY}}
    day = year.now.date().replace(year=year.now.year + 1).isoformat()
    year.do("late", {"units": {}, "parties": left_out, "until": day})


OTHERS = (giving, points_given, asked_again)
LATE_OTHERS = (gone_without,)
"""Played where the deadline is past."""
