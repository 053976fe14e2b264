"""Who may be told what a unit is judged by beyond its points."""

from server.domain.cases.case_marks import RecordFacts
from server.domain.cases.sight import of_file
from server.processes.evaluation.key import KEY
from server.processes.evaluation.rules.declaring import KIND
from server.processes.evaluation.rules.facts import asks_declared
from server.web.cases.case_access import Sight


def shows_judged(sight: Sight, unit: str) -> bool:
    """Tell whether the reader may see the conditions a unit comes under, and its grade.

    A declared fact can decide on both: until the ranking is theirs to see, it is for those who may
    open its paper.
    """
    evaluation = sight.chain[KEY]
    if not asks_declared(sight.rules_of(evaluation)) or sight.matter("ranking", of=evaluation):
        return True
    circle = of_file(sight.of(evaluation).manifest, KIND, "")
    return sight.sees(circle, RecordFacts(unit=unit, key=unit), of=evaluation)
