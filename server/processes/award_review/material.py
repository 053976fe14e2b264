"""What the award review's composite fields are filled from."""

from dataclasses import dataclass

from server.actions.steps.process_code import PageNeeds
from server.actions.tasks.read_task import TaskPage
from server.domain.canonical import revive
from server.processes.award_review.rules.recounts import Difference, differences
from server.processes.award_review.rules.tallies import Counts
from server.processes.award_review.tables import case_votes, polls, results
from server.processes.award_review.tables.case_votes import TallyRow
from server.processes.award_review.tables.polls import PollRow
from server.processes.award_review.tables.results import CandidateRow
from server.processes.evaluation.material import SHEETS, SheetMaterial
from server.processes.evaluation.tables import scores
from server.store.tasks import task_pages
from server.store.tasks.task_pages import NumberedDocument

CANDIDATES = frozenset({"candidates", "opinions", "candidate_list"})
POLL = frozenset({"ballot", "counts"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewMaterial(SheetMaterial):
    """Candidates, votes and papers; empty where no field asks for them."""

    candidates: tuple[CandidateRow, ...] = ()
    poll: PollRow | None = None
    differed: tuple[Difference, ...] = ()
    """Where the two counts before this one differed; none where there were none."""
    tallies: tuple[TallyRow, ...] = ()
    documents: tuple[NumberedDocument, ...] = ()


def review_material(page: TaskPage) -> ReviewMaterial:
    """Return what a page's fields about the review are filled from."""
    found = page.material
    return found if isinstance(found, ReviewMaterial) else ReviewMaterial()


def read_material(asked: PageNeeds) -> ReviewMaterial:
    """Read what a page asks for; the sheets are those of the evaluation before."""
    session, wanted, case_id = asked.session, asked.wanted, asked.task.case_id
    scored = asked.task.previous_id
    poll = polls.newest(session, case_id) if POLL & wanted else None
    return ReviewMaterial(
        sheets=scores.sheets_of(session, scored) if SHEETS & wanted and scored else {},
        candidates=tuple(results.candidates(session, case_id)) if CANDIDATES & wanted else (),
        poll=poll,
        differed=_differed(asked, poll) if poll and "counts" in wanted else (),
        tallies=case_votes.tallies(session, case_id) if "tallies" in wanted else (),
        documents=task_pages.documents(session, case_id) if "papers" in wanted else (),
    )


def _differed(asked: PageNeeds, poll: PollRow) -> tuple[Difference, ...]:
    entries = polls.entries(asked.session, asked.task.case_id, poll.round)
    last = [revive(Counts, dict(each.value)) for each in entries if each.agreed is False][-2:]
    return differences(*last) if last else ()
