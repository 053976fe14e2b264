"""What a page counts while points are typed is what the rule of the sheet takes."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.mistakes import Mistakes
from server.processes.evaluation.rules.scoring import check_self_score, is_taken
from tests.domain.bloc_years import rules

TABLE = rules().score_table
CRITERION = next(criterion for _, criterion in TABLE.lines())
FULL = {criterion.id: {"points": "0"} for _, criterion in TABLE.lines()}


def refused(points: Decimal) -> bool:
    """Tell whether a sheet with these points of the first criterion, and else none, is refused."""
    scores = {**FULL, CRITERION.id: {"points": format(points, "f")}}
    evidence = {criterion.id: 1 for _, criterion in TABLE.lines()}
    try:
        check_self_score(table=TABLE, value={"scores": scores}, evidence=evidence)
    except Mistakes:
        return True
    return False


@given(st.decimals(-1, CRITERION.max_points + 1, places=3))
def test_points_count_while_typed_where_the_sheet_takes_them(points: Decimal) -> None:
    assert is_taken(table=TABLE, criterion=CRITERION, points=points) is not refused(points)


@pytest.mark.parametrize("points", ["15.01", "0.123", "-0.5"])
def test_points_beyond_the_maximum_or_too_fine_are_none(points: str) -> None:
    assert not is_taken(table=TABLE, criterion=CRITERION, points=Decimal(points))
    assert is_taken(table=TABLE, criterion=CRITERION, points=CRITERION.max_points)
