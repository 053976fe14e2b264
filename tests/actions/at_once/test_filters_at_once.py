"""Two windows of one person keep a filter of the list in the same second."""

from server.actions.inbox import save_filter
from server.domain.tasks.saved_filters import MOST, TooManyFilters
from server.store import Session
from tests.actions.at_once.threads import Act, crossed
from tests.worlds.rows import rows
from tests.worlds.year import SCHOOL, Year


def test_no_more_filters_are_kept_than_one_may_from_two_windows(scoring: Year) -> None:
    actor = scoring.holder(scoring.task("score", SCHOOL).post_id)

    def saves(name: str) -> Act:
        def save(session: Session) -> None:
            save_filter.save(session, name, "/tasks?q=x", actor=actor)

        return save

    with scoring.begin() as session:
        for number in range(MOST - 1):
            saves(f"Bộ lọc {number}")(session)
    came = crossed(scoring, first=saves("Của trang này"), meanwhile=saves("Của trang kia"))
    with scoring.begin() as session:
        assert rows(session, "SELECT count(*) FROM saved_filter") == [(MOST,)]
    assert came == TooManyFilters.__name__
