"""How a unit stands under an award, in words: what was asked, the votes, the Council's, the end."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from server.domain.blocs.comparing import Comparison
from server.domain.blocs.explaining import ComparedStep
from server.domain.blocs.rules import Award, CaseRules
from server.domain.people.posts import unit_of_nominee
from server.processes.award_review.candidacy_words import barred_words, kept_away
from server.processes.award_review.explained import AskedAward, of_votes, rounds
from server.processes.award_review.key import KEY as AWARD_REVIEW
from server.processes.award_review.rules.eligibility import (
    counted_years,
    eligibility_facts,
    units_gone,
    years_asked,
)
from server.processes.award_review.rules.explaining import AwardStep, explain_eligibility
from server.processes.award_review.rules.settling import Standards, compares_parts
from server.processes.award_review.tables import case_votes, past_awards
from server.processes.award_review.tables.case_votes import CaseVotes
from server.processes.award_review.tables.past_awards import PastAwards
from server.processes.award_review.tables.results import CandidateRow
from server.processes.evaluation.explained import explains_unit, parts_of, ranking_of
from server.processes.evaluation.key import KEY as EVALUATION
from server.processes.evaluation.rules.ranking import Ranked, finals
from server.processes.submission.awards_tab import INELIGIBLE
from server.processes.submission.key import KEY as SUBMISSION
from server.processes.submission.tables import nominees
from server.processes.submission.tables.nominees import NomineeRow
from server.store.cases.case_pages import CaseHead
from server.web.cases.case_access import Sight
from server.web.frame.formats import day
from server.web.frame.rule_words import points_asked, wins_asked
from server.web.names.rule_names import RuleNames
from server.web.requests.context import session
from server.web.results.explanation import ExplainedLine, ExplainedPart, Explanation, compared, met
from server.web.words.catalogue import gettext as _
from server.web.words.catalogue import lazy_gettext as _l
from server.web.words.language import pick

DECISIONS: Mapping[str, object] = {
    "approve": _l("Được khen thưởng"),
    "refuse": _l("Không được khen thưởng"),
    "return": _l("Yêu cầu bổ sung"),
}


def explain(sight: Sight, about: str) -> Explanation | None:
    """Explain how a unit stands under an award to whom the candidates are shown."""
    review = sight.chain.get(AWARD_REVIEW)
    if review is None or not sight.matter("candidates", of=review):
        return None
    rules, unit = sight.rules_of(review), unit_of_nominee(about)
    award = next((each for each in rules.awards if f"{each.id}/{unit}" == about), None)
    voting = case_votes.voting(session(), review.id)
    row = next((r for r in voting.candidates if f"{r.award_id}/{r.unit_id}" == about), None)
    if award is None or row is None:
        return None
    asked, ranking = _asked(sight, rules, award, unit)
    away = kept_away(rules, award, voting.candidates).get(unit, "")
    candidacy = _candidacy(asked, ranking, row, review)
    if row.eligible and away:
        candidacy = replace(candidacy, comes_to=f"{away}.")
    parts = [candidacy, *_rounds(sight, asked, voting)]
    return Explanation(
        title=_(
            "Vì sao có kết quả này: %(unit)s, %(award)s",
            unit=asked.names.get(unit, unit),
            award=pick(award.name),
        ),
        parts=[*parts, *_decided(sight, asked)],
        unit=unit if explains_unit(sight, unit) else "",
    )


def _asked(
    sight: Sight, rules: CaseRules, award: Award, unit: str
) -> tuple[AskedAward, tuple[Ranked, ...]]:
    """Read what the review compared, and the ranking as far as the reader may see it."""
    evaluation = sight.chain.get(EVALUATION)
    ranking = ranking_of(evaluation) if evaluation else ()
    parts = parts_of(evaluation, rules) if evaluation and compares_parts(rules) else {}
    shown = evaluation is not None and sight.matter("ranking", of=evaluation)
    asked = AskedAward(
        standards=Standards(rules=rules, finals=finals(ranking), parts=parts),
        award=award,
        unit=unit,
        names=RuleNames.of(rules).units,
        tells_points=shown,
    )
    return asked, ranking if shown else ()


def _candidacy(
    asked: AskedAward, ranking: tuple[Ranked, ...], row: CandidateRow, review: CaseHead
) -> ExplainedPart:
    """Tell what the award asks of the unit's rank and points, where the ranking is shown."""
    rules = asked.standards.rules
    past = _past(rules, review) if ranking else PastAwards()
    facts = (
        eligibility_facts(rules=rules, ranking=ranking, won=past.won, revoked=past.revoked)
        if ranking
        else ()
    )
    own = (f for f in facts if (f.award, f.unit) == (asked.award.id, asked.unit))
    years = counted_years(rules, asked.award, asked.unit, past.won, past.revoked)
    lines = [
        _of_candidacy(asked, each, years) for fact in own for each in explain_eligibility(fact)
    ]
    because = {**INELIGIBLE, **barred_words(rules)}
    why = str(because.get(row.ineligible_because, row.ineligible_because))
    ends = _("Đủ điều kiện.") if row.eligible else _("Không đủ điều kiện: %(why)s.", why=why)
    if row.eligible:
        proposed = _("Được đề cử.") if row.proposed else _("Không được đề cử.")
        ends = f"{ends} {proposed} {row.reason}".strip()
    return ExplainedPart(title=_("Điều kiện và đề cử"), lines=lines, comes_to=ends)


def _past(rules: CaseRules, review: CaseHead) -> PastAwards:
    """Return what the register of decisions said of years before when the review was opened."""
    years = years_asked(rules)
    gone = units_gone(rules)
    return past_awards.past_awards(session(), review.id, years, gone=gone, at=review.opened_at)


def _of_candidacy(asked: AskedAward, step: ComparedStep, years: Sequence[int]) -> ExplainedLine:
    if step.code == AwardStep.RANK:
        return _of_rank(step.comparison, holds=step.holds)
    wins = step.code == AwardStep.WINS
    eligibility = asked.award.eligibility
    return ExplainedLine(
        said=_years(years) if wins else _("Điểm để so sánh"),
        rule=wins_asked(eligibility) if wins else points_asked(eligibility),
        formula=compared(step.comparison, holds=step.holds),
        verdict=met(holds=step.holds),
    )


def _years(years: Sequence[int]) -> str:
    """Name the years that were counted."""
    if not years:
        return _("Số năm đã đạt")
    return _("Số năm đã đạt: %(years)s", years=", ".join(str(year) for year in years))


def _of_rank(found: Comparison, *, holds: bool) -> ExplainedLine:
    asked, own = found.value.numerator, found.needed.numerator
    return ExplainedLine(
        said=_("Thứ hạng"),
        rule=_("hạng %(rank)s trở lên", rank=asked),
        formula=f"{own} {'≤' if holds else '>'} {asked}",
        verdict=met(holds=holds),
    )


def _rounds(sight: Sight, asked: AskedAward, voting: CaseVotes) -> list[ExplainedPart]:
    """Tell of the rounds that are closed and shown."""
    review = sight.chain[AWARD_REVIEW]
    if not sight.tells(of=review):
        return []
    shown = frozenset(
        poll.round
        for poll in voting.polls
        if sight.matter("tally", of=review, opened_at=poll.opened_at)
    )
    return rounds(asked, voting, shown)


def _decided(sight: Sight, asked: AskedAward) -> list[ExplainedPart]:
    """Tell what the Council and the Chairman said, each where it is shown."""
    submission = sight.chain.get(SUBMISSION)
    if submission is None or not sight.matter("nominees", of=submission):
        return []
    found = nominees.nominees(session(), submission.id)
    row = next((r for r in found if (r.award_id, r.unit_id) == (asked.award.id, asked.unit)), None)
    if row is None:
        return []
    parts: list[ExplainedPart] = []
    if sight.matter("works", of=submission) and row.council_passed is not None:
        parts.append(_council(asked, row))
    seen = sight.matter("nominee", of=submission, unit=row.unit_id, key=row.id)
    if seen and row.decision:
        parts.append(_chairman(row))
        parts += [_revoked(row)] if row.revoked_number else []
    return parts


def _council(asked: AskedAward, row: NomineeRow) -> ExplainedPart:
    threshold = asked.standards.rules.council.on(asked.award.id).threshold
    holds = bool(row.council_passed)
    found = threshold.compare(yes=row.council_yes or 0, of=row.council_base or 0)
    said = _("Hội đồng thông qua.") if holds else _("Hội đồng không thông qua.")
    return ExplainedPart(
        title=_("Hội đồng cấp tỉnh"),
        lines=[of_votes(threshold, found, holds=holds)],
        comes_to=f"{said} {row.council_reason}".strip(),
    )


def _chairman(row: NomineeRow) -> ExplainedPart:
    said = str(DECISIONS.get(row.decision, row.decision))
    if row.decision_number:
        number = _(
            "số %(number)s ngày %(day)s", number=row.decision_number, day=day(row.decision_date)
        )
        said = f"{said}, {number}"
    ends = f"{said}. {row.decision_reason}".strip()
    return ExplainedPart(title=_("Chủ tịch UBND tỉnh"), lines=[], comes_to=ends)


def _revoked(row: NomineeRow) -> ExplainedPart:
    said = _(
        "Đã hủy bỏ theo Quyết định số %(number)s ngày %(day)s.",
        number=row.revoked_number,
        day=day(row.revoked_date),
    )
    return ExplainedPart(title=_("Hủy bỏ khen thưởng"), lines=[], comes_to=said)
