"""What the submission says on the overview of a case: who is proposed for which award."""

from dataclasses import dataclass

from server.domain.texts.words import Words
from server.processes.award_review.key import KEY as AWARD_REVIEW
from server.processes.submission.key import KEY as SUBMISSION
from server.processes.submission.tables import nominees
from server.web.cases.case_access import Sight
from server.web.cases.tabs import Summary
from server.web.requests.context import session


@dataclass(frozen=True, slots=True)
class Proposed:
    """A unit, and the award it is proposed for."""

    unit_id: str
    award: Words


def summarise(sight: Sight) -> Summary | None:
    """Return the nominees; before the review ends there are none."""
    submission = sight.chain.get(SUBMISSION)
    if submission is None or AWARD_REVIEW not in sight.chain:
        return None
    if not sight.matter("nominees", of=submission):
        return None
    awards = {award.id: award.name for award in sight.rules.awards}
    shown = [
        Proposed(row.unit_id, awards.get(row.award_id, Words(row.award_id)))
        for row in nominees.nominees(session(), submission.id)
    ]
    return Summary(template="cases/summaries/nominees.html", shown=shown) if shown else None
