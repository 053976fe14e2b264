"""A whole completing request, sign-in check to redirect: at most 12 statements, 24 across."""

from collections.abc import Iterator

import pytest

from server.actions.transaction import transactions
from server.embedded import Cluster
from server.store import engine_for
from tests.domain import bloc_years
from tests.worlds.states import with_bloc_years
from tests.worlds.web.over_http import OverHttp, appraise
from tests.worlds.year import PLAN, SECOND, Year

WITHIN, ACROSS, SIGNED = 12, 24, 2
CROSSING = {
    "evaluation.appraise",
    "evaluation.appraise_2",
    "evaluation.explain",
    "award_review.meeting",
    "award_review.vote",
    "award_review.count",
    "submission.sign",
    "submission.council_vote",
    "submission.issue",
    "submission.notify_refusal",
    "submission.announce",
}
"""Forms whose completion moves other instances, or counts towards the bloc's wait."""


@pytest.fixture(scope="module", params=[(bloc_years.PLAN, PLAN), (bloc_years.SECOND, SECOND)])
def requests(
    cluster: Cluster, request: pytest.FixtureRequest
) -> Iterator[dict[str, set[tuple[int, int]]]]:
    source, bloc_year_id = request.param
    with with_bloc_years(cluster, source) as made:
        year = Year(begin=transactions(made.url), bloc_year_id=bloc_year_id)
        year.answers["appraise"] = appraise
        pages = OverHttp.on(made)
        for kind in ("evaluation", "award_review", "submission"):
            year.open(kind)
            pages.play(year)
        yield pages.counted
        pages.close()
        engine_for(made.url).dispose()


@pytest.mark.slow
def test_a_completing_request_keeps_within_its_statements(
    requests: dict[str, set[tuple[int, int]]],
) -> None:
    for element, costs in requests.items():
        limit = ACROSS if element in CROSSING else WITHIN
        assert max(costs)[0] <= limit, (element, costs)


@pytest.mark.slow
def test_a_completing_request_commits_once(requests: dict[str, set[tuple[int, int]]]) -> None:
    """Counting the password's try stands outside, before and after, in transactions of its own."""
    for element, costs in requests.items():
        assert {commits for _, commits in costs} <= {1, 1 + SIGNED}, (element, costs)
