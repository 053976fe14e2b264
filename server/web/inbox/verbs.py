"""What a row of the list asks its reader to do, in a word, as the process's manifest says."""

from collections.abc import Mapping
from typing import Final

from server.actions.definitions.deployed import deployed
from server.domain.administration.repairs import CaseBroken
from server.domain.manifest import ActClass
from server.domain.manifest.entries import TaskEntry
from server.store import Session
from server.store.inbox.task_lines import TaskLine
from server.web.words.catalogue import Lazy
from server.web.words.catalogue import lazy_pgettext as _p

RETURNED: Final = _p("verb", "Sửa và gửi lại")
RECEIPT: Final = _p("verb", "Xác nhận")
APPRAISAL: Final = _p("verb", "Thẩm định")
OTHER: Final = _p("verb", "Thực hiện")
VERBS: Final[Mapping[ActClass, Lazy]] = {
    ActClass.APPROVE: _p("verb", "Duyệt"),
    ActClass.SIGN: _p("verb", "Ký"),
    ActClass.DECIDE: _p("verb", "Quyết định"),
    ActClass.SCORE: _p("verb", "Chấm điểm"),
    ActClass.VOTE: _p("verb", "Bình xét"),
}


def verb_of(session: Session, line: TaskLine, *, returned: bool) -> Lazy:
    """Say what is to be done; a score that nobody gives a unit of their own is an appraisal."""
    try:
        entries = deployed(session, line.definition_hash).manifest.tasks
    except CaseBroken:
        return OTHER  # its page says what is wrong; the list goes on
    entry = entries.get(line.element, TaskEntry(element=line.element))
    if entry.receipt:
        return RECEIPT
    if entry.act is ActClass.SCORE and entry.bars:
        return APPRAISAL
    if returned and entry.act in {ActClass.SCORE, ActClass.OTHER}:
        return RETURNED
    return VERBS.get(entry.act, OTHER)
