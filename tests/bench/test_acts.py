"""The acts of a whole year, form by form: what each costs in time and in statements."""

import statistics

import pytest

from server.actions.transaction import transactions
from server.embedded import Cluster
from server.store import engine_for
from tests.bench.acts import Cost
from tests.bench.report import REPORT, Spread
from tests.bench.short_year import ShortYear, source
from tests.worlds.states import with_bloc_years
from tests.worlds.year import Year

WITHIN, ACROSS = 12, 24


@pytest.mark.parametrize("units", [5, 500])
def test_acts_of_a_year(durable_cluster: Cluster, units: int) -> None:
    with with_bloc_years(durable_cluster, source(units)) as made:
        year = Year(begin=transactions(made.url), bloc_year_id=f"bac-giang/khoi-mau-{units}/2024")
        short = ShortYear(year).play()
        engine_for(made.url).dispose()
    REPORT.group(f"A year of {units} units, in process, each form")
    every = [cost for costs in short.costs.of.values() for cost in costs]
    _sum_up("within one instance", [cost for cost in every if cost.instances == 1], WITHIN)
    _sum_up("across instances", [cost for cost in every if cost.instances > 1], ACROSS)
    commits = {cost.commits for cost in every}
    REPORT.row("commits an act", sorted(commits), aim="1", met=commits == {1})
    for element, costs in short.costs.of.items():
        numbers = ", ".join(map(str, sorted({cost.statements for cost in costs})))
        spread = Spread.of(cost.milliseconds for cost in costs)
        cpu = statistics.median(cost.cpu for cost in costs)
        REPORT.row(f"    {element}", f"{spread}  cpu {cpu:.1f}  {numbers} statements")


def _sum_up(name: str, costs: list[Cost], most: int) -> None:
    spread = Spread.of(cost.milliseconds for cost in costs)
    number = max(cost.statements for cost in costs)
    figure = f"{spread}  {number} statements at most"
    REPORT.row(name, figure, aim=f"≤ {most} statements", met=number <= most)
