"""Why a unit may not be proposed, in words."""

from collections.abc import Mapping

from server.domain.blocs.rules import CaseRules
from server.processes.award_review.rules.eligibility import CONDITION, GRADE, PRIOR
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
