"""The events of one case as the auditor's pages of it read them."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final
from uuid import UUID

from flask import abort

from server.domain.deadlines import VIET_NAM
from server.domain.people.lineage import Reach
from server.store.history.event_questions import EventFilter
from server.store.history.event_search import COMPLETED
from server.store.history.history_events import CASE, HistoryEvent
from server.web.cases.case_access import Sight, look
from server.web.cases.moved_parts import parts_of
from server.web.history.event_lines import event_line
from server.web.names.extension_words import EXTENDED
from server.web.names.form_words import words_of
from server.web.names.history_words import damage_of
from server.web.requests.context import actor, session
from server.web.words.catalogue import gettext as _
from server.web.words.catalogue import lazy_gettext as _l

_SCREENS: Final[Mapping[str, object]] = {
    "task": _l("Trang của việc, hoặc danh sách việc"),
    "case": _l("Trang của hồ sơ"),
    "duty": _l("Trang theo dõi năm"),
    "number": _l("Sổ văn bản"),
    "instance": _l("Dòng lệnh của người vận hành"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAudit:
    """A case that is looked through by its auditor."""

    sight: Sight
    reach: Reach

    @property
    def stream(self) -> str:
        """The chain of its events."""
        return f"{CASE}{self.sight.case.id}"

    def asked(self) -> EventFilter:
        """Ask for all of its events."""
        return EventFilter(reach=self.reach, streams=frozenset({self.stream}))


def audited(case_id: UUID) -> CaseAudit:
    """Return a case its auditor may look through; for any other one the page is not there."""
    sight = look(session(), case_id, actor=actor())
    if not sight.audits:
        abort(HTTPStatus.NOT_FOUND)
    return CaseAudit(sight=sight, reach=actor().reach)


def line(event: HistoryEvent, sight: Sight) -> dict[str, object]:
    """Say what an event tells in the line of its case."""
    told = event_line(event, begun_by=sight.case.definition_hash)
    kept_back, changes = told["withheld"], event.payload.get("changes")
    return {
        **told,
        "clock": clock(event),
        "reason": "" if kept_back else str(event.payload.get("reason") or ""),
        "changed": len(changes) if isinstance(changes, list) and not kept_back else 0,
        "damage": damage_of(event),
        "gone": _gone(event),
    }


def clock(event: HistoryEvent) -> str:
    """Write the time of day of an event in Viet Nam, to the second."""
    return f"{event.row['act_time'].astimezone(VIET_NAM):%H:%M:%S}"


def screen_of(event: HistoryEvent) -> str:
    """Say from which page it was done; of what the system did, that nobody did it on any."""
    kind, task = str(event.row["kind"]), event.payload.get("task")
    if not event.payload.get("actor"):
        return _("Không từ trang nào: hệ thống tự làm")
    if event.row["simulated"]:
        return _("Không từ trang nào: chương trình mô phỏng làm")
    if kind == COMPLETED and isinstance(task, dict):
        form = words_of(session(), event).title or str(task.get("form") or "")
        return _("Trang của việc, biểu mẫu “%(form)s”", form=form)
    if kind == EXTENDED:
        return _("Trang gia hạn của hồ sơ")
    return str(_SCREENS.get(kind.partition(".")[0], _SCREENS["case"]))


def _gone(event: HistoryEvent) -> int:
    """Count the open tasks that an event took away without naming their steps."""
    unnamed = [each for _key, each in parts_of(event, "withdrawn") if not each.get("element")]
    name = "withdrawn" if event.row["kind"] == "task.taken_back" else "tasks"
    taken = event.payload.get(name)
    return len(unnamed) + (len(taken) if isinstance(taken, list) else 0)
