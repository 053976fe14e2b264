"""What the evaluation says on the overview of a case: its ranking in short."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from server.processes.evaluation.condition_words import JudgedWords, judged_words
from server.processes.evaluation.facts.judging import judged_units
from server.processes.evaluation.key import KEY
from server.processes.evaluation.tables import case_scores
from server.processes.evaluation.tables.case_scores import ListedSheet
from server.store.cases.case_pages import CaseHead
from server.web.cases.case_access import Sight
from server.web.cases.tabs import Summary
from server.web.requests.context import session


@dataclass(frozen=True, slots=True)
class Ranking:
    """The evaluation of a case's chain, and its sheets as far as they may be shown."""

    case: CaseHead
    sheets: Sequence[ListedSheet]
    judged: Mapping[str, JudgedWords]


def summarise(sight: Sight) -> Summary | None:
    """Return the ranking, without rows for whom it is not open yet."""
    evaluation = sight.chain.get(KEY)
    if evaluation is None:
        return None
    sheets = case_scores.sheets(session(), evaluation.id)
    ranked = sight.matter("ranking", of=evaluation)
    shown = [sheet for sheet in sheets if sheet.final_total is not None] if ranked else []
    return Summary(
        template="cases/summaries/ranking.html",
        shown=Ranking(evaluation, shown, _judged(sight, evaluation, shown)),
        units_out=sum(sheet.state == "taken_out" for sheet in sheets),
    )


def _judged(
    sight: Sight, evaluation: CaseHead, shown: Sequence[ListedSheet]
) -> Mapping[str, JudgedWords]:
    """Say what the units shown are judged by beyond their totals."""
    rules = sight.rules_of(evaluation)
    sheets = {sheet.unit_id: sheet for sheet in shown}
    return judged_words(rules, judged_units(session(), evaluation.id, rules, sheets))
