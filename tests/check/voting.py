"""A year to plant faults in while its units vote, and another bloc's whose ballots are counted."""

from collections.abc import Iterator

import pytest

from server.actions.transaction import transactions
from server.demo.answers import Value
from server.embedded import Cluster
from tests.actions.databases import cloned
from tests.actions.year import PRESS, SECOND, Year
from tests.check.planting import World, seen
from tests.conftest import Database

LATE = {"units": {PRESS: {"decision": "take_out", "reason": "Không gửi bảng điểm."}}}


@pytest.fixture(scope="session")
def voting(cluster: Cluster, loaded: Database) -> Iterator[World]:
    """Answer two reviews: in one a unit was taken out late and two of the others have voted.

    In the other the two scrutineers counted differently, then alike; in the round after it one of
    them has counted.
    """
    with cloned(cluster, template=loaded.name) as made:
        counted = Year(begin=transactions(made.url), bloc_year_id=SECOND)
        _count(counted)
        year = Year(begin=transactions(made.url), now=counted.now)
        _vote(year)
        yield from seen(cluster, made, year.now)


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
