"""Completing a task costs the same at 5 units and at 500: statements counted in the driver.

The limits are of a whole request, 12 inside an instance and 24 across instances; what the page
itself asks for (the session, the task, what its widgets show) must fit beside.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time

import pytest

from server.actions.transaction import transactions
from server.demo.answers import Value
from server.demo.roles import Play
from server.demo.sample_cases import SampleStep, sample_cases
from server.demo.scene import TaskTurn
from server.demo.taken_values import filled_in
from server.domain.deadlines import end_of_day
from server.embedded import Cluster
from server.store import engine_for
from tests.bench.acts import Costs
from tests.bench.short_year import ShortYear, source
from tests.domain import bloc_years
from tests.processes.evaluation.scored_by_others import plan_scored_by_home_affairs
from tests.processes.revocation.awarded import OFFICER, award
from tests.workflows.product import KEYS, definition
from tests.worlds.states import with_bloc_years
from tests.worlds.year import PLAN, SECOND, Year

WITHIN, ACROSS = 10, 17


@contextmanager
def committed(cluster: Cluster, source: str, bloc_year_id: str) -> Iterator[Year]:
    with with_bloc_years(cluster, source) as made:
        yield Year(begin=transactions(made.url), bloc_year_id=bloc_year_id)
        engine_for(made.url).dispose()


def short_year(cluster: Cluster, units: int) -> ShortYear:
    with committed(cluster, source(units), f"bac-giang/khoi-mau-{units}/2024") as year:
        return ShortYear(year).play()


@pytest.fixture(scope="module")
def small(cluster: Cluster) -> ShortYear:
    return short_year(cluster, 5)


@pytest.fixture(scope="module")
def paper(cluster: Cluster) -> Costs:
    """Answer what the second bloc's ballot on paper cost."""
    with committed(cluster, bloc_years.SECOND, SECOND) as year:
        costs = Costs()
        year.through("award_review", "count")
        costs.play(year)
        return costs


@pytest.fixture(scope="module")
def of_data(cluster: Cluster) -> Costs:
    """Answer what the processes that are data alone cost, as the demonstration plays them."""
    with committed(cluster, bloc_years.PLAN, PLAN) as year:
        year.simulated = True  # as the demonstration's own cases are
        costs = Costs()
        for case in sample_cases():
            year.now = datetime.combine(case.begins, time(2), UTC)
            year.open(case.kind, post=case.post, opening=case.opening)
            for step in case.steps:
                _go(costs, year, step)
        return costs


@pytest.fixture(scope="module")
def of_others(cluster: Cluster) -> Costs:
    """Answer what points cost that somebody else than the unit gives."""
    with committed(cluster, plan_scored_by_home_affairs(), PLAN) as year:
        costs = Costs()
        year.open("evaluation")
        for element in ("give", "approve_points"):
            costs.complete(year, year.task(element))
        return costs


def _always(value: Value) -> Play:
    return lambda _turn: value


@pytest.fixture(scope="module")
def of_revocations(cluster: Cluster) -> Costs:
    """Answer what it costs to leave a unit its awards, and then to revoke them."""
    with committed(cluster, bloc_years.PLAN, PLAN) as year:
        with year.begin() as session:
            awarded = award(year, session)
        costs = Costs()
        for number, verdict in enumerate(("keep", "revoke"), 31):
            said: Value = {"verdict": verdict, "reason": "Thành tích không có căn cứ."}
            signed: Value = {
                "verdict": "sign",
                "number": f"{number}/TTr-SNV",
                "date": awarded.today,
            }
            year.answers["decide"] = _always(said)
            year.answers["sign_proposal"] = _always(signed)
            year.open("revocation", post=OFFICER, opening=awarded.opening())
            costs.play(year)
        return costs


def _go(costs: Costs, year: Year, step: SampleStep) -> None:
    def answer(turn: TaskTurn) -> Value:
        for kind in step.files:
            turn.attach(kind=kind, subject="")
        return filled_in(turn, step.value)

    if step.wait is not None:
        year.fire_due(end_of_day(step.wait))
    year.answers[step.task] = answer
    for task in filter(step.meant, year.tasks()):
        costs.complete(year, task)


@pytest.mark.slow
def test_every_form_costs_the_same_statements_at_5_and_at_500_units(
    cluster: Cluster, small: ShortYear
) -> None:
    large = short_year(cluster, 500)
    assert large.costs.most_statements() == small.costs.most_statements()
    assert large.fired == small.fired


def test_completing_stays_within_its_statements_and_commits_once(
    small: ShortYear, paper: Costs, of_data: Costs, of_others: Costs, of_revocations: Costs
) -> None:
    for costs in (small.costs, paper, of_data, of_others, of_revocations):
        for element, each in costs.of.items():
            for cost in each:
                limit = ACROSS if cost.instances > 1 else WITHIN
                assert cost.statements <= limit, (element, cost)
                assert cost.commits == 1, (element, cost)


def test_every_form_has_been_counted(
    small: ShortYear, paper: Costs, of_data: Costs, of_others: Costs, of_revocations: Costs
) -> None:
    costs = small.costs.of | paper.of | of_data.of | of_others.of | of_revocations.of
    counted = {name.rpartition(".")[2] for name in costs}
    drawn = {
        element.id
        for key in KEYS
        for element in definition(key).elements.values()
        if element.kind == "userTask"
    }
    assert counted == drawn
