"""The eligibility table answers every case, and names the first condition that is missing."""

import itertools

import pytest

from server import engine
from tests.workflows.product import definition


def expected(*, taken_out: bool, rank_known: bool, within_rank: bool, enough_points: bool) -> str:
    if taken_out:
        return "taken_out"
    if not rank_known:
        return "not_ranked"
    if not within_rank:
        return "outside_rank"
    return "ok" if enough_points else "below_minimum"


@pytest.mark.parametrize("facts", list(itertools.product([True, False], repeat=4)))
def test_each_case_has_one_answer(facts: tuple[bool, bool, bool, bool]) -> None:
    names = ("taken_out", "rank_known", "within_rank", "enough_points")
    given = dict(zip(names, facts, strict=True))
    reason = expected(**given)
    answer = engine.decide(definition("award_review"), "eligibility", {**given})
    assert answer == {"eligible": reason == "ok", "reason": reason}
