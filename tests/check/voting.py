"""A year to plant faults in while its units vote, and another bloc's whose ballots are counted."""

from server.actions.transaction import transactions
from server.demo.answers import Value
from tests.check.planting import caught_up
from tests.worlds.databases import Database
from tests.worlds.year import PRESS, SECOND, Year

LATE = {"units": {PRESS: {"decision": "take_out", "reason": "Không gửi bảng điểm."}}}


def vote(database: Database) -> None:
    """Play the two reviews to where they vote and count."""
    counted = Year(begin=transactions(database.url), bloc_year_id=SECOND)
    _count(counted)
    year = Year(begin=transactions(database.url), now=counted.now)
    _vote(year)
    caught_up(year)


def _vote(year: Year) -> None:
    year.open("evaluation")
    while tasks := [task for task in year.tasks() if task.key != PRESS]:
        for task in tasks:
            year.complete(task)
    assert year.fire_due(year.after("self_score")) == [True]
    year.do("late", LATE)
    year.play()
    year.open("award_review")
    year.play("vote")
    for task in year.tasks("vote")[:2]:
        year.complete(task)


def _count(year: Year) -> None:
    year.through("award_review", "count")
    first, other = year.tasks("count")
    value = year.value(first)
    year.complete(first, value)
    year.complete(other, one_invalid(value))
    for task in year.tasks("count"):
        year.complete(task, value)
    if tasks := year.tasks("count"):
        year.complete(tasks[0])


def one_invalid(value: Value) -> Value:
    """Return a count in which one ballot more was invalid."""
    most = value["valid"] - 1
    lowered = {
        award: {unit: {"yes": min(row["yes"], most)} for unit, row in units.items()}
        for award, units in value["counts"].items()
    }
    return {**value, "valid": most, "invalid": 1, "counts": lowered}
