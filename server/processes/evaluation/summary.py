"""What the evaluation says on the overview of a case: its ranking in short."""

from collections.abc import Sequence
from dataclasses import dataclass

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
        shown=Ranking(evaluation, shown),
        units_out=sum(sheet.state == "taken_out" for sheet in sheets),
    )
