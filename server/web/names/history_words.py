"""What events, outcomes, steps and units are called on the pages."""

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from uuid import UUID

from server.domain.canonical import Json
from server.domain.texts.words import Words
from server.store.history.history_events import HistoryEvent
from server.web.frame.formats import day, number
from server.web.names.bloc_draft_words import BLOC_DRAFT_KINDS, draft_title
from server.web.names.calendar_words import DAY_TAKEN_BACK, DAYS_ADDED, FOLLOWED, said_days
from server.web.names.extension_words import EXTENDED, URGED, extension_title, urging_title
from server.web.names.form_words import FormWords
from server.web.names.process_words import process_words
from server.web.names.rule_names import RuleNames
from server.web.words.catalogue import gettext as _
from server.web.words.catalogue import lazy_pgettext as _p
from server.web.words.language import joined, of_page, pick

KINDS: Mapping[str, object] = {
    "task.claimed": _p("history", "Nhận việc"),
    "task.put_back": _p("history", "Trả việc về chức vụ"),
    "task.assigned": _p("history", "Giao việc"),
    "task.entrusted": _p("history", "Chuyển giao nhiệm vụ"),
    "task.handed_back": _p("history", "Trả lại nhiệm vụ được chuyển giao"),
    "task.recalled": _p("history", "Thu hồi nhiệm vụ đã chuyển giao"),
    "task.made_urgent": _p("history", "Đánh dấu là việc khẩn"),
    "task.made_ordinary": _p("history", "Bỏ dấu việc khẩn"),
    "task.received": _p("history", "Mở văn bản được gửi đến"),
    "task.taken_back": _p("history", "Rút lại việc đã gửi"),
    "case.opened": _p("history", "Mở hồ sơ, chốt bộ quy tắc"),
    "case.ending": _p("history", "Quy trình chính đã xong, còn việc của người khác"),
    "case.closed": _p("history", "Đóng hồ sơ"),
    "case.suspended": _p("history", "Tạm dừng hồ sơ"),
    "case.resumed": _p("history", "Cho hồ sơ chạy tiếp"),
    "case.cancelled": _p("history", "Hủy hồ sơ"),
    "case.setback_proposed": _p("history", "Đề nghị lùi bước"),
    "case.setback_declined": _p("history", "Bác đề nghị lùi bước"),
    "case.set_back": _p("history", "Lùi bước, hai quản trị xác nhận"),
    "number.reserved": _p("history", "Giữ số văn bản"),
    "number.cancelled": _p("history", "Hủy số văn bản"),
    "job.retried": _p("history", "Chạy lại việc nền"),
    "mail.retried": _p("history", "Gửi lại thư"),
    "mail.released": _p("history", "Cho gửi thư chờ trong bản khôi phục"),
    "mail.kept_back": _p("history", "Không gửi thư chờ trong bản khôi phục"),
    "log.key_added": _p("history", "Thêm khóa ký nhật ký"),
    "log.key_retired": _p("history", "Bỏ khóa ký nhật ký"),
    "log.taken_over": _p("history", "Nhật ký được ký tiếp ở cơ sở dữ liệu này"),
    "instance.migrated": _p("history", "Chuyển sang bản quy trình khác"),
    "instance.migration_undone": _p("history", "Hoàn lại bản quy trình trước"),
    "task.escalated": _p("history", "Báo cấp trên việc quá hạn"),
    "deadline.passed": _p("history", "Hết hạn"),
    EXTENDED: _p("history", "Gia hạn"),
    URGED: _p("history", "Đôn đốc"),
    FOLLOWED: _p("history", "Tính lại hạn theo lịch làm việc"),
    DAYS_ADDED: _p("history", "Ghi ngày nghỉ, ngày làm việc"),
    DAY_TAKEN_BACK: _p("history", "Rút ngày nghỉ, ngày làm việc"),
    "province.followed": _p("history", "Ghi tỉnh kế tục"),
    "province.follow_taken_back": _p("history", "Rút việc ghi tỉnh kế tục"),
    "province.named": _p("history", "Ghi tên tỉnh"),
    "person.added": _p("history", "Thêm người dùng"),
    "person.appointed": _p("history", "Bổ nhiệm"),
    "person.appointment_ended": _p("history", "Kết thúc giữ chức vụ"),
    "person.invited": _p("history", "Tạo đường dẫn đăng nhập lần đầu"),
    "person.password_reset": _p("history", "Tạo đường dẫn đặt lại mật khẩu"),
    "person.password_set": _p("history", "Đặt mật khẩu"),
    "person.deactivated": _p("history", "Khóa tài khoản"),
    "person.link_proposed": _p("history", "Đề nghị đường dẫn đặt mật khẩu"),
    "person.reset_proposed": _p("history", "Đề nghị gỡ xác nhận lần hai"),
    "person.directory_proposed": _p("history", "Đề nghị liên kết tài khoản bên ngoài"),
    "person.directory_linked": _p("history", "Liên kết tài khoản bên ngoài"),
    "person.directory_bound": _p("history", "Ghi nơi cấp tài khoản bên ngoài"),
    "person.directory_ended": _p("history", "Gỡ liên kết tài khoản bên ngoài"),
    "person.appointment_proposed": _p("history", "Đề nghị bổ nhiệm"),
    "person.proposal_declined": _p("history", "Bác đề nghị về tài khoản"),
    "person.password_changed": _p("history", "Tự đổi mật khẩu"),
    "person.password_hashed": _p("history", "Lưu mật khẩu theo cách băm mới, mật khẩu không đổi"),
    "person.placed": _p("history", "Ghi tỉnh của người dùng"),
    "post.delegated": _p("history", "Ủy quyền"),
    "post.delegation_revoked": _p("history", "Thu hồi ủy quyền"),
    "calendar_link.made": _p("history", "Tạo liên kết lịch"),
    "calendar_link.ended": _p("history", "Thu hồi liên kết lịch"),
    "factor.added": _p("history", "Bật xác nhận lần hai"),
    "factor.removed": _p("history", "Gỡ cách xác nhận lần hai"),
    "recovery_codes.made": _p("history", "Tạo bộ mã dự phòng"),
    "recovery_code.used": _p("history", "Đăng nhập bằng mã dự phòng"),
    "sessions.ended": _p("history", "Kết thúc phiên đăng nhập"),
    "erasure.proposed": _p("history", "Đề nghị xóa dữ liệu theo luật"),
    "erasure.rejected": _p("history", "Bác đề nghị xóa dữ liệu"),
    "erasure.withdrawn": _p("history", "Rút đề nghị xóa dữ liệu"),
    "data.erased": _p("history", "Xóa dữ liệu theo luật, hai quản trị xác nhận"),
    "history.baseline": _p("history", "Ghi nhận dữ liệu như tìm thấy"),
    "secret.rotated": _p("history", "Thay khóa của hệ thống, niêm lại khóa mã xác thực"),
    "rows.removed": _p("history", "Dọn bản ghi đã hết hạn giữ"),
    "history.exported": _p("history", "Tải nhật ký về"),
    "security_events.exported": _p("history", "Tải sự kiện an toàn về"),
    "board.exported": _p("history", "Tải bảng theo dõi về"),
    "register.exported": _p("history", "Tải sổ văn bản về"),
    "record.exported": _p("history", "Tải bảng trong hồ sơ về"),
    "printout.exported": _p("history", "Tải bản in của hồ sơ về"),
    "files.exported": _p("history", "Tải mọi tệp của hồ sơ về"),
    "results.exported": _p("history", "Tải kết quả qua các năm về"),
    "definition.deployed": _p("history", "Ban hành quy trình"),
    "definition.proposed": _p("history", "Đề nghị ban hành quy trình"),
    "definition.rejected": _p("history", "Bác đề nghị ban hành quy trình"),
    "definition.withdrawn": _p("history", "Rút đề nghị ban hành quy trình"),
    **BLOC_DRAFT_KINDS,
    "post.retitled": _p("history", "Đổi chức danh theo bộ quy tắc"),
    "bloc_year.imported": _p("history", "Nạp bộ quy tắc của Khối"),
    "clock.moved": _p("history", "Chuyển đồng hồ trình diễn"),
    "demonstration.accounts_added": _p("history", "Thêm tài khoản trình diễn"),
}
COMPLETED = "task.completed"
TITLED: Mapping[str, Callable[[Mapping[str, Json]], str]] = {
    EXTENDED: extension_title,
    URGED: urging_title,
}
"""Events whose line says more than their kind, to whom it is told."""
NAMED = frozenset({"task.made_urgent", "task.made_ordinary", "task.received"})
"""Events whose line says which task they are about."""
PAPER = re.compile(r"(.+), ([0-9]{4})-([0-9]{2})-([0-9]{2})")
"""A document as an event keeps it: its number, and its day."""
POINTS = re.compile(r"-?[0-9]{1,7}([.][0-9]{1,2})?")


def said(table: Mapping[str, object], code: str) -> str:
    """Return what a code is called; an unknown code stands for itself."""
    return str(table.get(code, code))


def kind_words(kind: str) -> str:
    """Say what a kind of event is called: one of the platform, or of a process's own."""
    return said(KINDS if kind in KINDS else process_words().events, kind)


def title_of(event: HistoryEvent, *, named: bool = True) -> str:
    """Say in words what was done; `named`: with the task it was done to, where it was not done."""
    task = _part(event.payload, "task")
    kind = event.row["kind"]
    name = pick(Words(str(task.get("title_vi", "")), str(task.get("title_en", ""))))
    own = process_words()
    if kind in own.titles:
        return of_page(own.titles[kind](event.payload))
    if kind in TITLED and named:
        return of_page(TITLED[kind](event.payload))
    if kind in {DAYS_ADDED, DAY_TAKEN_BACK}:
        return of_page(f"{said(KINDS, kind)}: {said_days(event.payload)}")
    if kind in BLOC_DRAFT_KINDS:
        return of_page(draft_title(said(KINDS, kind), event.payload))
    if kind == COMPLETED and task:
        return name
    words = kind_words(kind)
    return joined(words, name, by=": ") if kind in NAMED and name and named else words


def outcome_of(event: HistoryEvent, words: FormWords) -> str:
    """Say how it came out; empty where there is only one way."""
    return outcome_words(str(event.payload.get("outcome") or ""), words)


def outcome_words(code: str, words: FormWords) -> str:
    """Say an outcome as its form does; those of forms older than `x-outcome` as ever."""
    if code in {"", "done"}:
        return ""
    own = process_words().outcomes
    older = said(own, code) if code in own and not words.marks else ""
    return older or words.outcome(code) or code


def damage_of(event: HistoryEvent) -> str:
    """Name what keeps an event's content from being shown; empty where nothing does."""
    if event.missing:
        return _("Nội dung của sự kiện này đã mất. Không có việc nào xóa nó; hãy báo thanh tra.")
    if event.unreadable:
        return _("Nội dung của sự kiện này đã bị thay đổi, không còn đọc được. Hãy báo thanh tra.")
    return ""


def erased_words(event: HistoryEvent) -> str:
    """Say by which law and when an event's content was erased; empty where it was not."""
    found = event.erased
    if found is None:
        return ""
    holes = {"law": found.law, "document": found.document, "day": day(found.at)}
    if event.row["kind"] == COMPLETED and event.payload.get("result"):
        return _(
            "Đã xóa theo %(law)s (%(document)s), ngày %(day)s: tên người làm. Nội dung ở lại: nó "
            "là kết quả của hồ sơ, hoặc đã thành nội dung của việc người khác ký, duyệt.",
            **holes,
        )
    return _("Đã xóa theo %(law)s (%(document)s), ngày %(day)s.", **holes)


def actor_of(event: HistoryEvent) -> dict[str, str]:
    """Return name, post and on whose behalf, as they were; empty for the system."""
    actor = _part(event.payload, "actor")
    return {
        "name": str(actor.get("name") or ""),
        "title": _in_both(actor.get("title")),
        "on_behalf": _in_both(actor.get("on_behalf")),
        "link_by": ", ".join(str(hand.get("name")) for hand in _dicts(actor.get("link_by"))),
    }


def is_act_of(event: HistoryEvent, person_id: UUID) -> bool:
    """Tell whether somebody did what an event tells."""
    return _part(event.payload, "actor").get("person") == str(person_id)


def _dicts(value: Json) -> list[Mapping[str, Json]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _in_both(value: Json) -> str:
    """Read a text that an event keeps in both languages, in the reader's."""
    if not isinstance(value, dict):
        return ""
    return pick(Words(str(value.get("vi") or ""), str(value.get("en") or "")))


def changes_of(event: HistoryEvent) -> Sequence[Mapping[str, Json]]:
    """List old and new of every field that an act changed."""
    return _dicts(event.payload.get("changes"))


def change_lines(event: HistoryEvent, names: RuleNames, words: FormWords) -> list[dict[str, str]]:
    """Write each changed field with its name in words, old, new and reason."""
    return [
        {
            "name": words.field(path) or _changed(path, names),
            "old": _valued(path, item.get("old"), names, words),
            "new": _valued(path, item.get("new"), names, words),
            "reason": str(item.get("reason") or ""),
        }
        for item in changes_of(event)
        for path in [str(item.get("path") or "")]
    ]


def _valued(path: str, value: Json, names: RuleNames, words: FormWords) -> str:
    text = str(value or "")
    ids = text.split(", ")
    if ids and all(each in names.units for each in ids):
        return joined(*(names.units[each] for each in ids), by="; ")
    if words.field(path):
        return shown(words.value(path, text, names=names.units))
    column = _column(path, names)
    if (column, text) in process_words().values:
        return str(process_words().values[column, text])
    paper = None if column else PAPER.fullmatch(text)
    return f"{paper[1]}, {paper[4]}/{paper[3]}/{paper[2]}" if paper else shown(text)


def _column(path: str, names: RuleNames) -> str:
    """Return the column a path ends in; empty where it names a unit, a nominee or a paper."""
    about, _dot, last = path.rpartition(".")
    return last if about and last not in names.units else ""


def _changed(path: str, names: RuleNames) -> str:
    papers = process_words().papers
    kind, of, subject = path.partition("/")
    if of and kind in papers:
        return f"{papers[kind]}: {names.subject(subject)}"
    named = names.field(path)
    return said(papers, named) if "." not in path and path not in names.units else named


def shown(value: Json) -> str:
    """Write an old or new value: points in the reader's form, everything else as it is."""
    text = value if isinstance(value, str) else "" if value is None else str(value)
    return number(Decimal(text)) if POINTS.fullmatch(text) else text


def _part(payload: Mapping[str, Json], name: str) -> Mapping[str, Json]:
    found = payload.get(name)
    return found if isinstance(found, dict) else {}
