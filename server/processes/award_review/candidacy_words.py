"""Why a unit may not be proposed, in words."""

from collections.abc import Mapping, Sequence

from server.domain.blocs.rules import Award, CaseRules
from server.processes.award_review.rules.eligibility import CONDITION, GRADE, PRIOR
from server.processes.award_review.rules.staging import proposed_above
from server.processes.award_review.tables.results import CandidateRow
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
    """Name, by unit, the award whose proposal keeps the unit from this one."""
    proposed = {(row.award_id, row.unit_id) for row in candidates if row.result == "nominated"}
    names = {each.id: pick(each.name) for each in rules.awards}
    units = {row.unit_id for row in candidates if row.award_id == award.id}
    found = {unit: proposed_above(rules, award, unit, proposed) for unit in units}
    return {unit: names[above] for unit, above in found.items() if above}
