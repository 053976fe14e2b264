"""The whole year-end of the plan's bloc in a browser, from self-scoring to the decision."""

from collections import Counter
from collections.abc import Sequence

import pytest

from tests.e2e import history, roster
from tests.e2e.history import Line
from tests.e2e.office import Office
from tests.e2e.tasks import Desk, HandedIn
from tests.e2e.website import Website
from tests.e2e.year_end import award_review, evaluation, submission

CASES = (roster.EVALUATION, roster.REVIEW, roster.SUBMISSION)


NOTICE = "Thông báo không tặng Bằng khen của Chủ tịch UBND tỉnh"
"""A decision that approves no other step: it is sent."""


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.xdist_group("e2e")
def test_the_year_is_played_to_the_published_decision_and_its_auditor_finds_every_approval(
    site: Website, office: Office
) -> None:
    desk = Desk(office)
    found: list[Line] = []
    returned: list[Line] = []
    for case, part in zip(CASES, (evaluation, award_review, submission), strict=True):
        part.play(office, desk)
        found += history.approvals(office, case)
        returned += history.returns(office, case)
        assert "khớp" in history.check_chain(office, case)
    history.open_first(office)
    given = lines_of(desk.acts, office)
    assert Counter(given) <= Counter(found + returned), "nothing that was given is missing"
    decided = Counter(found) - Counter(given)
    assert [line.title.partition(" năm ")[0] for line in decided] == [NOTICE]
    approved = iter(given)
    assert all(line in approved for line in found if line not in decided), "in their order"
    assert office.wrong == []
    assert "Traceback" not in site.log.read_text()


def lines_of(acts: Sequence[HandedIn], office: Office) -> list[Line]:
    """Answer what the history must say of the approvals, in the order they were given."""
    return [Line(act.title, office.titles[act.post]) for act in acts if act.approves]
