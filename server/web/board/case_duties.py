"""The on-time record of one case: who has done what by its day, and how late who has not."""

from server.actions.definitions.reorganised_units import reorganised
from server.domain.cases.duties import LATE, MISSING
from server.domain.deadlines import local_day
from server.domain.manifest.duties import dated
from server.store.cases import duties, urgings
from server.web.board import words
from server.web.board.asked import urged_today
from server.web.board.reading import THE_BLOC, DutyLine, DutyReader, lines_of
from server.web.board.table import DutyCounts
from server.web.cases.case_access import Sight
from server.web.cases.tabs import Tab
from server.web.names.rule_names import unit_names
from server.web.requests.context import actor, calendar, now, session
from server.web.words.catalogue import gettext as _
from server.web.words.catalogue import lazy_gettext as _l


def values(sight: Sight) -> dict[str, object]:
    """Gather the duties of a case of which the reader is told how they stand, the latest first."""
    rows = duties.of_one_case(session(), sight.case.id)
    urged = urgings.of_case(session(), sight.case.id) if rows else {}
    today = local_day(now())
    units = {unit.id for unit in sight.rules.units} if rows else ()
    gone = reorganised(session(), units, today=today)
    reader = DutyReader(actor=actor(), today=today, calendar=calendar(), urged=urged, gone=gone)
    found: list[DutyLine] = []
    for row in rows:
        found += lines_of(session(), sight.case, sight.of(), row, reader)
    told = [line for line in found if line.standing]
    names = unit_names(sight.rules)
    return {
        "lines": sorted(told, key=_place),
        "counts": DutyCounts.of(told),
        "names": {THE_BLOC: _("Việc chung của Khối"), **names},
        "shape": words.shape,
        "state": words.words,
        "key": words.KEY,
        "urging_shown": any(line.urged or line.urges for line in told),
        "urged_today": urged_today,
    }


def _place(line: DutyLine) -> tuple[bool, int]:
    state = line.standing
    odd = state is not None and state.state in LATE | MISSING
    return not odd, -state.days if odd and state else 0


def offered(sight: Sight) -> bool:
    """Tell whether a case has duties at all."""
    return any(dated(sight.of().manifest))


TAB = Tab(_l("Việc có hạn"), values, offered=offered)
