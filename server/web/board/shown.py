"""What pages that show duties ask of their names and words."""

from server.domain.blocs.rules import CaseRules
from server.domain.cases.duties import DutyState
from server.web.board import words
from server.web.board.asked import cases_shown, simulated, urged_today
from server.web.board.reading import THE_BLOC, YearDuties
from server.web.cases.case_access import damaged_lines
from server.web.names.case_titles import case_title
from server.web.names.rule_names import unit_names
from server.web.requests.installation import installation
from server.web.words.catalogue import gettext as _

LATE = words.SHAPES[DutyState.OVERDUE]


def shared(found: YearDuties, rules: CaseRules) -> dict[str, object]:
    """Give the names and words of the duties of a bloc-year, and which cases they are of."""
    return {
        "names": {THE_BLOC: _("Việc chung của Khối"), **unit_names(rules)},
        "damaged": damaged_lines(found.damaged),
        "case_title": case_title,
        "shape": words.shape,
        "state": words.words,
        "any_late": lambda lines: any(words.shape(each.standing) == LATE for each in lines),
        "key": words.KEY,
        "urged_today": urged_today,
        "played": found.played,
        "simulated": simulated() or None,
        "shown": cases_shown().value,
        "mixed": installation().demonstration,
    }
