"""The words of the operations pages, and what other pages say of a case in trouble."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from uuid import UUID

from server.actions.cases import case_faults
from server.actions.cases.case_faults import Fault
from server.actions.definitions.deployed import deployed
from server.domain.administration.repairs import CaseBroken, CaseState
from server.domain.chores import Chore
from server.domain.texts.words import Words
from server.store.cases import administration
from server.store.jobs import queue
from server.web.cases.diagram.model import diagram_of
from server.web.frame.lineage_words import nameless_provinces
from server.web.requests.context import session
from server.web.words.catalogue import lazy_gettext as _l
from server.web.words.catalogue import ngettext
from server.web.words.language import pick

STATES: Mapping[str, object] = {
    CaseState.OPEN: _l("Đang chạy"),
    CaseState.ENDING: _l("Đang kết thúc"),
    CaseState.SUSPENDED: _l("Tạm dừng"),
    CaseState.CANCELLED: _l("Đã hủy"),
    CaseState.CLOSED: _l("Đã đóng"),
}
INSTANCES: Mapping[str, object] = {
    "running": _l("đang chạy"),
    "done": _l("đã xong"),
    "withdrawn": _l("đã rút"),
    "cancelled": _l("đã hủy"),
}
ERRORS: Mapping[str, object] = {
    "StateUnreadable": _l("Trạng thái lưu trữ không đọc được."),
    "EngineVersionUnknown": _l("Trạng thái do một phiên bản máy quy trình khác ghi."),
    "CaseStuck": _l("Không còn việc mở và không còn hẹn giờ nào: không ai đưa hồ sơ đi tiếp được."),
    "TimerOverdue": _l("Có hẹn giờ quá hạn mà chưa chạy."),
    "DefinitionFaulty": _l(
        "Quy trình của hồ sơ có chỗ vẽ sai: ai làm tới bước đó sẽ bị từ chối. Hãy ban hành bản đã "
        "sửa rồi chuyển hồ sơ sang bản đó."
    ),
    "DefinitionUnreadable": _l("Quy trình đã ban hành của hồ sơ không đọc được."),
    "PostVacant": _l("Việc đang mở của chức vụ không ai giữ: hãy bổ nhiệm người."),
    "HoldersBarred": _l(
        "Mọi người giữ chức vụ này, hoặc người ủy quyền cho họ, đều thuộc hay đã làm thay đơn vị "
        "được xét, hoặc đã chuẩn bị nội dung cần duyệt: hãy bổ nhiệm thêm người khác, hoặc thu hồi "
        "ủy quyền làm họ vướng."
    ),
}
JOB_STATES: Mapping[str, object] = {
    "todo": _l("đang chờ"),
    "doing": _l("đang chạy"),
    "failed": _l("thất bại"),
    "aborted": _l("bị ngắt"),
}
JOBS: Mapping[str, object] = {
    Chore.SWEEP: _l("quét những việc tới hạn"),
    Chore.KEEP_HOUSE: _l("dọn dẹp ban đêm"),
    queue.FIRE_TIMER: _l("chạy hẹn giờ của hồ sơ"),
    queue.SEND_MAIL: _l("gửi thư"),
}
MINUTE, HOUR, DAY = 60, 3600, 86400
HOURS_TOLD = 2 * DAY
"""From so many seconds on days are counted, not hours."""


def said_error(code: str) -> object:
    """Say what an error's name means; an unknown one stands for itself."""
    return ERRORS.get(code, code)


def lag(seconds: int | None) -> str:
    """Say how long something waits."""
    if seconds is None:
        return ""
    if seconds < MINUTE:
        return ngettext("%(num)s giây", "%(num)s giây", seconds)
    if seconds < HOUR:
        return ngettext("%(num)s phút", "%(num)s phút", seconds // MINUTE)
    if seconds < HOURS_TOLD:
        return ngettext("%(num)s giờ", "%(num)s giờ", seconds // HOUR)
    return ngettext("%(num)s ngày", "%(num)s ngày", seconds // DAY)


def state_word(state: str) -> object:
    """Name a case's state."""
    return STATES.get(state, state)


def instance_word(status: str) -> object:
    """Name an instance's state."""
    return INSTANCES.get(status, status)


def job_name(name: str) -> object:
    """Say what a job or a chore does; an unknown one stands for itself."""
    return JOBS.get(name, name)


def job_word(status: str) -> object:
    """Name a job's state."""
    return JOB_STATES.get(status, status)


def element_name(key: str, version: str, element: str) -> str:
    """Return what a task's element is called in its diagram; others stand for themselves."""
    drawn = diagram_of(session(), version, key)
    names = {item.id: drawn.words(item.name) for item in drawn.tasks}
    return pick(names.get(element, Words(element)))


def step_code(element: str, *versions: str) -> str:
    """Return the id of an element as its author wrote it, by the versions that may have it."""
    for each in versions:
        with suppress(CaseBroken):  # which is told elsewhere
            told = deployed(session(), each).told(element)
            if told != element:
                return told
    return element


def case_errors(case_id: UUID) -> list[tuple[str, object]]:
    """Name what keeps a case from going on, for its own pages."""
    return _named(case_faults.unreadable(session(), cases=[case_id]))


def task_errors(task_id: UUID) -> list[tuple[str, object]]:
    """Name what keeps the process of a task from going on."""
    return _named(case_faults.unreadable(session(), task_id=task_id))


def held_reason(case_id: UUID) -> str:
    """Return why a case is suspended or cancelled."""
    return administration.state_reason(session(), case_id)


def _named(found: Iterable[Fault]) -> list[tuple[str, object]]:
    return [(name, said_error(name)) for name in sorted({fault.error for fault in found})]


def words() -> dict[str, object]:
    """Give all this to the templates."""
    return {
        "lag": lag,
        "state_word": state_word,
        "instance_word": instance_word,
        "job_word": job_word,
        "job_name": job_name,
        "element_name": element_name,
        "step_code": step_code,
        "case_errors": case_errors,
        "held_reason": held_reason,
        "task_errors": task_errors,
        "nameless_provinces": nameless_provinces,
    }
