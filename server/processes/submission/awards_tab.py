"""The awards of a case: candidates, opinions, rounds of voting, nominees and decisions."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from server.domain.blocs.rules import CaseRules
from server.domain.canonical import revive
from server.processes.award_review.candidacy_words import barred_words, kept_away
from server.processes.award_review.key import KEY as AWARD_REVIEW
from server.processes.award_review.rules.eligibility import quota
from server.processes.award_review.rules.recounts import Difference, differences
from server.processes.award_review.rules.tallies import Counts
from server.processes.award_review.tables import case_votes
from server.processes.award_review.tables.case_votes import CaseVotes, CountRow, RoundRow
from server.processes.award_review.tables.results import CandidateRow
from server.processes.submission.key import KEY as SUBMISSION
from server.processes.submission.tables import nominees as nominees_table
from server.processes.submission.tables.nominees import NomineeRow
from server.store.cases.case_pages import CaseHead
from server.web.cases.case_access import Sight
from server.web.names.rule_names import RuleNames
from server.web.requests.context import session
from server.web.words.catalogue import lazy_gettext as _l
from server.web.words.language import pick

RESULTS: Mapping[str, object] = {
    "nominated": _l("Được đề nghị"),
    "for_council": _l("Để Hội đồng quyết định"),
    "not_nominated": _l("Không được đề nghị"),
}
"""What came of a candidate."""
INELIGIBLE: Mapping[str, object] = {
    "outside_rank": _l("thứ hạng thấp hơn mức được đề cử"),
    "below_minimum": _l("chưa đủ điểm tối thiểu"),
    "not_ranked": _l("không được xếp hạng"),
    "taken_out": _l("không xét năm nay"),
    "": _l("theo quy tắc"),
}
"""Why a unit may not be proposed; the rules may name reasons of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recount:
    """Two counts that did not agree: whose they are, by unit, and in which numbers."""

    by: tuple[str, str]
    found: Sequence[Difference]


def values(sight: Sight) -> dict[str, object]:
    """Gather what may be told about awards, each part by its own row of the matrix."""
    review, submission = sight.chain.get(AWARD_REVIEW), sight.chain.get(SUBMISSION)
    voting = case_votes.voting(session(), review.id) if review else None
    shown = review is not None and sight.matter("candidates", of=review)
    told = review is not None and sight.tells(of=review)
    nominees = nominees_table.nominees(session(), submission.id) if submission else []
    names = RuleNames.of(_review_rules(sight, review))
    return {
        "review": review,
        "submission": submission,
        "names": names.units,
        "said": names,
        "award_names": {award.id: pick(award.name) for award in sight.rules.awards},
        "results": RESULTS,
        "ineligible": {**INELIGIBLE, **barred_words(_review_rules(sight, review))},
        "award_rows": _awards(sight, voting.candidates) if voting and shown else [],
        "opinions": _opinions(voting) if voting and shown else {},
        "rounds": _rounds(sight, voting) if voting and told else [],
        "meetings": _meetings(sight),
        "nominees": [_nominee(sight, row) for row in nominees if _may_know(sight)],
        "works": submission is not None and sight.matter("works", of=submission),
    }


def _review_rules(sight: Sight, review: CaseHead | None) -> CaseRules:
    return sight.rules_of(review) if review else sight.rules


def _awards(sight: Sight, candidates: Sequence[CandidateRow]) -> list[dict[str, object]]:
    rules = sight.rules_of(sight.chain[AWARD_REVIEW])
    return [
        {
            "award": award,
            "maximum": quota(rules=rules, award=award.id),
            "candidates": [row for row in candidates if row.award_id == award.id],
            "kept_away": kept_away(rules, award, candidates),
        }
        for award in rules.awards
    ]


def _opinions(voting: CaseVotes) -> dict[tuple[str, str], dict[str, int]]:
    found: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for row in voting.opinions:
        found[row.award_id, row.unit_id][row.answer] = row.units
    return found


def _rounds(sight: Sight, voting: CaseVotes) -> list[dict[str, object]]:
    review = sight.chain[AWARD_REVIEW]
    rounds = []
    for poll in voting.polls:
        ballots = sight.matter("ballot", of=review, opened_at=poll.opened_at)
        tally = sight.matter("tally", of=review, opened_at=poll.opened_at)
        rounds.append(
            {
                "poll": poll,
                "tallies": [t for t in voting.tallies if t.round == poll.round] if tally else [],
                "votes": _by_unit(voting, poll) if ballots else {},
                "counts": [c for c in voting.counts if c.round == poll.round],
                "recounts": recounts_of([c for c in voting.counts if c.round == poll.round]),
                "counted": sight.matter("count", of=review, opened_at=poll.opened_at),
            }
        )
    return rounds


def recounts_of(counts: Sequence[CountRow]) -> list[Recount]:
    """Pair the counts that were found to differ, oldest first, with what they differ in."""
    rows = [row for row in counts if row.agreed is False]
    return [
        Recount(
            by=(first.scrutineer_unit_id, second.scrutineer_unit_id),
            found=differences(*(revive(Counts, dict(row.value)) for row in (first, second))),
        )
        for first, second in zip(rows[::2], rows[1::2], strict=False)
    ]


def _by_unit(voting: CaseVotes, poll: RoundRow) -> dict[str, dict[tuple[str, str], str]]:
    found: dict[str, dict[tuple[str, str], str]] = {unit: {} for unit in poll.present}
    for row in voting.votes:
        if row.round == poll.round:
            found.setdefault(row.by_unit_id, {})[row.award_id, row.unit_id] = row.choice
    return found


def _meetings(sight: Sight) -> list[case_votes.MeetingRow]:
    found: list[case_votes.MeetingRow] = []
    for kind in (AWARD_REVIEW, SUBMISSION):
        case = sight.chain.get(kind)
        if case is not None and sight.matter("meetings", of=case):
            found.extend(case_votes.meetings(session(), case.id))
    return found


def _may_know(sight: Sight) -> bool:
    return sight.matter("nominees", of=sight.chain[SUBMISSION])


def _nominee(sight: Sight, row: NomineeRow) -> dict[str, object]:
    submission = sight.chain[SUBMISSION]
    return {
        "row": row,
        "decided": sight.matter("nominee", of=submission, unit=row.unit_id, key=row.id),
    }
