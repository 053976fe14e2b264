"""Why a unit may not be proposed, in words."""

from collections.abc import Collection, Mapping, Sequence

from server.domain.blocs.rules import Award, CaseRules
from server.processes.award_review.rules.eligibility import CONDITION, GRADE, PRIOR, quota
from server.processes.award_review.rules.staging import drawing_on, proposed_above
from server.processes.award_review.tables.results import CandidateRow
from server.web.words.catalogue import gettext as _
from server.web.words.catalogue import lazy_gettext as _l
from server.web.words.language import pick

_BARRED: Mapping[str, object] = {
    PRIOR: _l("chưa đủ số lần đạt trong các năm trước"),
    GRADE: _l("chưa đạt xếp loại quy định"),
}


def barred_words(rules: CaseRules) -> dict[str, object]:
    """Say by its code each reason for which the rules bar a unit from an award."""
    conditions = {f"{CONDITION}{each.id}": pick(each.name) for each in rules.conditions or ()}
    return {**_BARRED, **conditions}


def kept_away(
    rules: CaseRules, award: Award, candidates: Sequence[CandidateRow]
) -> Mapping[str, str]:
    """Say, by unit, which proposal keeps it from this award, or which it lacks for it."""
    proposed = {(row.award_id, row.unit_id) for row in candidates if row.result == "nominated"}
    names = {each.id: pick(each.name) for each in rules.awards}
    units = {row.unit_id for row in candidates if row.award_id == award.id}
    needed = award.winners_of if award.winners_of in _decided(candidates) else None
    said: dict[str, str] = {}
    used_up = _used_up(rules, award, candidates)
    for unit in units:
        if above := proposed_above(rules, award, unit, proposed):
            said[unit] = _("Không xét vì đã được đề nghị: %(award)s", award=names[above])
        elif needed and (needed, unit) not in proposed:
            said[unit] = _("Không xét vì không được đề nghị: %(award)s", award=names[needed])
        elif used_up:
            said[unit] = used_up
    return said


def _used_up(rules: CaseRules, award: Award, candidates: Sequence[CandidateRow]) -> str:
    """Say that the awards above took all of one quota, where nobody is voted on for that."""
    shared = drawing_on(rules, award) - {award.id}
    results = {row.award_id for row in candidates if row.result}
    taken = sum(row.result == "nominated" for row in candidates if row.award_id in shared)
    most = quota(rules=rules, award=award.id)
    if award.quota_of is None or award.id in results or taken < most:
        return ""
    return _("Không xét vì hạn mức chung đã hết: %(taken)s trên %(most)s", taken=taken, most=most)


def _decided(candidates: Sequence[CandidateRow]) -> Collection[str]:
    """Return the awards that have results, and those nobody was named for once some were."""
    awards = {row.award_id for row in candidates}
    told = {row.award_id for row in candidates if row.result}
    named = {row.award_id for row in candidates if row.proposed}
    return told | (awards - named if named else set())
