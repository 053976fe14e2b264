"""What a letter says about a task: no more than its title, its post and its due day."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from server.domain.deadlines import local_day
from server.domain.texts.words import Words
from server.mail.catalogue import marked, say


class LetterKind(StrEnum):
    """Why a letter is written."""

    OPENED = "opened"
    REMIND = "remind"
    ESCALATE = "escalate"
    MENTION = "mention"
    ENTRUSTED = "entrusted"
    HANDED_BACK = "handed_back"
    URGENT = "urgent"
    URGED = "urged"
    """Who runs the bloc's year presses for a duty."""
    EXTENDED = "extended"
    """The day of a task, or of the duty it leads to, was put off."""
    RECOUNTED = "recounted"
    """The day of a task moved with the working calendar."""
    LINK = "link"
    """A one-time link to set the password; its path goes when it has left."""
    ACCOUNT = "account"
    DEFINITION = "definition"
    """A version of a process that waits for its second administrator, or what became of it."""
    BLOC_DRAFT = "bloc_draft"
    """A bloc-year in the making that changed hands, was dropped or put in force."""


class DraftNews(StrEnum):
    """What became of a bloc-year in the making."""

    HANDED_OVER = "handed_over"
    GIVEN_BACK = "given_back"
    TAKEN_BACK = "taken_back"
    DROPPED = "dropped"
    PUT_IN_FORCE = "put_in_force"


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter in both languages; the link to the task is added where it leaves."""

    subject: Words
    body: Words


NEW = marked("Việc mới: %(title)s")
NEW_BODY = marked("Chức vụ của bạn có việc mới: %(title)s.")
DUE = marked("Hạn: hết ngày %(day)s.")
NO_DUE = marked("Việc này không định ngày.")
SOON = marked("Nhắc hạn %(day)s: %(title)s")
SOON_BODY = marked("Việc sau chưa xong: %(title)s.")
LATE = marked("Quá hạn %(day)s: %(title)s")
LATE_BODY = marked("Việc sau của %(post)s đã quá hạn mà chưa xong: %(title)s.")
SUPERIOR = marked("Bạn nhận thư này vì chức vụ của bạn là cấp trên trực tiếp trong việc này.")
NAMED = marked("Nhắc đến bạn: %(title)s")
NAMED_BODY = marked("%(who)s nhắc đến chức vụ của bạn trong trao đổi về việc: %(title)s.")
ENTRUSTED = marked("Việc chuyển giao cho bạn: %(title)s")
ENTRUSTED_BODY = marked("%(who)s chuyển giao cho bạn làm thay việc: %(title)s.")
UNTIL = marked("Bạn làm thay đến hết ngày %(day)s.")
HANDED_BACK = marked("Việc trả lại: %(title)s")
HANDED_BACK_BODY = marked("%(who)s trả lại việc đã được chuyển giao: %(title)s.")
URGENT = marked("Việc khẩn: %(title)s")
URGENT_BODY = marked("%(who)s đánh dấu khẩn việc này của chức vụ bạn: %(title)s.")
URGED = marked("Đôn đốc: %(duty)s")
URGED_BODY = marked("%(who)s đôn đốc việc chưa xong: %(duty)s.")
URGED_LATE = marked("Đã quá hạn %(days)s ngày làm việc.")
URGED_REMARK = marked("Đôn đốc việc chưa xong: %(duty)s. Hạn: hết ngày %(day)s.")
EXTENDED = marked("Gia hạn đến %(day)s: %(title)s")
EXTENDED_BODY = marked("Hạn của việc sau được gia hạn: %(title)s.")
RECOUNTED = marked("Hạn nay là %(day)s: %(title)s")
RECOUNTED_BODY = marked(
    "Lịch làm việc đổi (ngày nghỉ hoặc ngày làm bù), nên hạn của việc sau tính lại: %(title)s."
)
LINK = marked("Đặt mật khẩu Bình Xét")
LINK_BODY = marked("Đường dẫn dùng một lần để đặt mật khẩu cho tên đăng nhập %(login)s.")
LINK_UNTIL = marked("Dùng được đến hết ngày %(day)s. Nếu bạn không chờ thư này, hãy báo quản trị.")
ASKED = marked("Đề nghị về tài khoản Bình Xét của bạn")
LINK_ASKED = marked("%(who)s đề nghị đường dẫn đặt lại mật khẩu cho tài khoản của bạn.")
POST_ASKED = marked("%(who)s đề nghị bổ nhiệm bạn vào một chức vụ có quyền duyệt.")
RESET_ASKED = marked("%(who)s đề nghị gỡ xác nhận lần hai khỏi tài khoản của bạn.")
DIRECTORY_ASKED = marked(
    "%(who)s đề nghị liên kết tài khoản Bình Xét của bạn với một tài khoản bên ngoài."
)
SECOND = marked("Một người thứ hai sẽ xác nhận. Nếu bạn không biết việc này, hãy báo ngay.")
HANDED = marked("Đường dẫn đặt mật khẩu của bạn đã được trao")
HANDED_BODY = marked("Đường dẫn đặt mật khẩu của tài khoản bạn đã qua tay: %(hands)s.")
HANDED_END = marked("Nếu bạn không nhận được, hãy báo ngay.")
JOINED = marked("Bổ nhiệm: %(post)s")
JOINED_BODY = marked("%(who)s được bổ nhiệm vào chức vụ %(post)s. Người bổ nhiệm: %(hands)s.")
JOINED_END = marked("Thư này gửi cho người được bổ nhiệm và người đang giữ chức vụ đó.")
PUBLISH_ASKED = marked("Đề nghị ban hành quy trình: %(names)s")
PUBLISH_ASKED_BODY = marked("%(who)s đề nghị ban hành quy trình: %(names)s.")
PUBLISH_ASKED_END = marked(
    "Một quản trị khác xem, rồi ban hành hoặc bác. Chờ đến hết ngày %(day)s."
)
PUBLISHED = marked("Đã ban hành quy trình: %(names)s")
PUBLISHED_BODY = marked("%(who)s đã ban hành quy trình bạn đề nghị: %(names)s.")
NOT_PUBLISHED = marked("Đề nghị ban hành bị bác: %(names)s")
NOT_PUBLISHED_BODY = marked("%(who)s bác đề nghị ban hành của bạn: %(names)s.")
DRAFT = marked("Lập năm thi đua %(year)s: %(name)s")
_DRAFT_BODIES = {
    DraftNews.HANDED_OVER: marked(
        "%(who)s chuyển cho thư ký Trưởng khối năm thi đua đang lập: %(name)s."
    ),
    DraftNews.GIVEN_BACK: marked("%(who)s gửi lại Sở Nội vụ năm thi đua đang lập: %(name)s."),
    DraftNews.TAKEN_BACK: marked("%(who)s (Sở Nội vụ) lấy lại năm thi đua đang lập: %(name)s."),
    DraftNews.DROPPED: marked("%(who)s (Sở Nội vụ) bỏ năm thi đua đang lập: %(name)s."),
    DraftNews.PUT_IN_FORCE: marked("%(who)s (Sở Nội vụ) đưa năm thi đua vào hiệu lực: %(name)s."),
}
_DRAFT_NEXT = {
    DraftNews.HANDED_OVER: marked("Ghi các phần của thư ký, rồi gửi lại Sở Nội vụ."),
    DraftNews.GIVEN_BACK: marked("Xem lại, rồi đưa vào hiệu lực."),
    DraftNews.TAKEN_BACK: marked("Bạn xem được nhưng chưa sửa được."),
    DraftNews.DROPPED: marked("Bạn còn xem được những gì đã ghi, không sửa được nữa."),
    DraftNews.PUT_IN_FORCE: marked("Hồ sơ mở từ ngày có hiệu lực theo các quy định này."),
}
OPEN_PAGE = marked("Mở trang: %(link)s")
OPEN_TASK = marked("Mở việc này: %(link)s")
NO_ANSWER = marked("Thư tự động của Bình Xét, xin không trả lời.")


def opened(title: Words, due: date | None) -> Letter:
    """Tell the holders of a post about a task that opened."""
    return Letter(say(NEW, title=title), lines(say(NEW_BODY, title=title), _due(due)))


def reminder(title: Words, due: date) -> Letter:
    """Remind the holder of a task of its due day."""
    return Letter(
        say(SOON, title=title, day=_day(due)), lines(say(SOON_BODY, title=title), _due(due))
    )


def escalation(title: Words, post: Words, due: date) -> Letter:
    """Tell the superior of a post that its task is late."""
    return Letter(
        say(LATE, title=title, day=_day(due)),
        lines(say(LATE_BODY, title=title, post=post), _due(due), say(SUPERIOR)),
    )


def mention(title: Words, who: Words) -> Letter:
    """Tell the holders of a post that a comment on a task names them; what it says stays here."""
    return Letter(say(NAMED, title=title), lines(say(NAMED_BODY, title=title, who=who)))


def entrusted(title: Words, who: Words, last: date) -> Letter:
    """Tell a colleague of a task handed to them until the end of a day."""
    return Letter(
        say(ENTRUSTED, title=title),
        lines(say(ENTRUSTED_BODY, title=title, who=who), say(UNTIL, day=_day(last))),
    )


def handed_back(title: Words, who: Words) -> Letter:
    """Tell who had handed a task over that it is theirs again; why stands on its page."""
    return Letter(say(HANDED_BACK, title=title), lines(say(HANDED_BACK_BODY, title=title, who=who)))


def urgent(title: Words, who: Words, due: date | None) -> Letter:
    """Tell the holders of a post that a task of theirs is urgent now."""
    return Letter(
        say(URGENT, title=title), lines(say(URGENT_BODY, title=title, who=who), _due(due))
    )


def urged(duty: Words, who: Words, due: date, days_late: int) -> Letter:
    """Tell the holders of a post that a duty of theirs is pressed for; late by working days."""
    return Letter(
        say(URGED, duty=duty),
        lines(say(URGED_BODY, who=who, duty=duty), _due(due), *_days_late(days_late)),
    )


def urged_remark(duty: Words, due: date, days_late: int) -> Words:
    """Say beside a task that its duty is pressed for."""
    said = (say(URGED_REMARK, duty=duty, day=_day(due)), *_days_late(days_late))
    return Words(" ".join(each.vi for each in said), " ".join(each.text("en") for each in said))


def extended(title: Words, last: date) -> Letter:
    """Tell the holders of a post that they have a later day; why stands in the case's history."""
    return Letter(
        say(EXTENDED, title=title, day=_day(last)),
        lines(say(EXTENDED_BODY, title=title), _due(last)),
    )


def recounted(title: Words, last: date) -> Letter:
    """Tell the holders of a post that their day moved with the working calendar."""
    return Letter(
        say(RECOUNTED, title=title, day=_day(last)),
        lines(say(RECOUNTED_BODY, title=title), _due(last)),
    )


def link(login: str, until: datetime) -> Letter:
    """Send a person their one-time link; the link itself is added where the letter leaves."""
    return Letter(
        say(LINK), lines(say(LINK_BODY, login=Words(login)), say(LINK_UNTIL, day=_local(until)))
    )


def account_proposed(who: Words, asked: str) -> Letter:
    """Tell a person that something about their account waits for its second person."""
    return Letter(say(ASKED), lines(say(asked, who=who), say(SECOND)))


def link_handed(hands: Words) -> Letter:
    """Tell a person that others had their link in hand."""
    return Letter(say(HANDED), lines(say(HANDED_BODY, hands=hands), say(HANDED_END)))


def appointed(who: Words, post: Words, hands: Words) -> Letter:
    """Tell of an appointment at an approving post."""
    said = say(JOINED_BODY, who=who, post=post, hands=hands)
    return Letter(say(JOINED, post=post), lines(said, say(JOINED_END)))


def publishing_proposed(who: Words, names: Words, until: datetime) -> Letter:
    """Tell an administrator of processes that another proposes to publish."""
    asked = say(PUBLISH_ASKED_BODY, who=who, names=names)
    end = say(PUBLISH_ASKED_END, day=_local(until))
    return Letter(say(PUBLISH_ASKED, names=names), lines(asked, end))


def publishing_settled(who: Words, names: Words, *, published: bool) -> Letter:
    """Tell who proposed it what another administrator did; why stands on its page."""
    subject, body = (
        (PUBLISHED, PUBLISHED_BODY) if published else (NOT_PUBLISHED, NOT_PUBLISHED_BODY)
    )
    return Letter(say(subject, names=names), lines(say(body, who=who, names=names)))


def bloc_draft(news: DraftNews, who: Words, *, name: Words, year: Words) -> Letter:
    """Tell what became of a bloc-year in the making; what was said stands on its page."""
    return Letter(
        say(DRAFT, name=name, year=year),
        lines(say(_DRAFT_BODIES[news], who=who, name=name), say(_DRAFT_NEXT[news])),
    )


def footer(link: str, *, task: bool = True) -> Words:
    """Close every letter with the link to its task, or to the page it leads to."""
    return lines(say(OPEN_TASK if task else OPEN_PAGE, link=Words(link)), say(NO_ANSWER))


def _days_late(days: int) -> tuple[Words, ...]:
    return (say(URGED_LATE, days=Words(str(days))),) if days else ()


def _due(due: date | None) -> Words:
    return say(DUE, day=_day(due)) if due else say(NO_DUE)


def _local(instant: datetime) -> Words:
    return _day(local_day(instant))


def _day(day: date) -> Words:
    return Words(f"{day:%d/%m/%Y}")


def lines(*each_line: Words) -> Words:
    """Put the lines of a letter together."""
    return Words(
        "\n".join(each.vi for each in each_line),
        "\n".join(each.text("en") for each in each_line),
    )
