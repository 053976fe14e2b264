"""What signs about acts are called, what each says of its act, and why it matters."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from server.domain.history.oddities import Oddity
from server.store.history.oddities import Sign
from server.web.frame.formats import day, moment
from server.web.words.catalogue import gettext as _
from server.web.words.catalogue import lazy_gettext as _l
from server.web.words.catalogue import ngettext

NAMES: Final[Mapping[Oddity, object]] = {
    Oddity.OWN_UNIT: _l("Đơn vị của chính mình"),
    Oddity.HASTY: _l("Chỉ vài giây sau bước trước"),
    Oddity.ACTING_FOR: _l("Làm thay người khác"),
    Oddity.PASSWORD_BY_OTHER: _l("Mật khẩu do người khác đặt"),
    Oddity.BACK_DATED: _l("Văn bản lùi ngày"),
    Oddity.CLOCK_SKEW: _l("Đồng hồ lệch"),
    Oddity.NEW_PLACE: _l("Đăng nhập từ nơi mới"),
    Oddity.OUT_OF_HOURS: _l("Ngoài giờ làm việc"),
}
WHY: Final[Mapping[Oddity, object]] = {
    Oddity.OWN_UNIT: _l("Người xét có thể có lợi ích ở đơn vị được xét."),
    Oddity.HASTY: _l("Khó đọc xong hồ sơ trong thời gian đó; cũng có thể đã xem từ trước."),
    Oddity.ACTING_FOR: _l("Cần đối chiếu phạm vi và thời hạn của ủy quyền."),
    Oddity.PASSWORD_BY_OTHER: _l("Người tạo đường dẫn có thể đã biết mật khẩu của người làm."),
    Oddity.BACK_DATED: _l("Ngày trên văn bản có thể được chọn cho kịp hạn."),
    Oddity.CLOCK_SKEW: _l("Giờ ghi của việc này có thể không đúng; thứ tự thì vẫn đúng."),
    Oddity.NEW_PLACE: _l("Người khác có thể đã dùng tài khoản; cũng có thể là đổi nơi làm việc."),
    Oddity.OUT_OF_HOURS: _l("Việc làm ngoài giờ ít người chứng kiến."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SignLine:
    """A sign as it is read: its name, its sentence, and why it matters."""

    name: str
    says: str
    why: str


def sign_line(sign: Sign, units: Mapping[str, str]) -> SignLine:
    """Write a sign; one of a later version stands by its name alone."""
    try:
        kind = Oddity(sign.kind)
        says = _SAYS[kind](sign.told, units)
    except (ValueError, KeyError):
        return SignLine(name=sign.kind, says=sign.kind, why="")
    return SignLine(name=str(NAMES[kind]), says=says, why=str(WHY[kind]))


_Told = Mapping[str, str]


def _own_unit(told: _Told, units: Mapping[str, str]) -> str:
    name = units.get(told["unit"], told["unit"])
    return _("Người làm giữ chức vụ ở chính đơn vị được xét: %(unit)s", unit=name)


def _hasty(told: _Told, _units: Mapping[str, str]) -> str:
    seconds = int(told["seconds"])
    if told["since"] == "opened":
        return ngettext(
            "%(num)s giây sau khi việc được chuyển đến",
            "%(num)s giây sau khi việc được chuyển đến",
            seconds,
        )
    return ngettext(
        "%(num)s giây sau một lần duyệt khác của cùng người",
        "%(num)s giây sau một lần duyệt khác của cùng người",
        seconds,
    )


def _acting_for(told: _Told, _units: Mapping[str, str]) -> str:
    return _("Làm thay %(post)s", post=told["post"])


def _password(told: _Told, _units: Mapping[str, str]) -> str:
    return _("Mật khẩu đặt qua đường dẫn của %(names)s", names=told["names"])


def _back_dated(told: _Told, _units: Mapping[str, str]) -> str:
    written, entered = (date.fromisoformat(told[name]) for name in ("dated", "day"))
    return _(
        "Lùi ngày: văn bản %(paper)s ghi %(dated)s, vào sổ %(day)s",
        paper=told["paper"],
        dated=day(written),
        day=day(entered),
    )


def _skew(told: _Told, _units: Mapping[str, str]) -> str:
    seconds = int(told["seconds"])
    if seconds < 0:
        return _("Giờ máy chủ chậm hơn giờ cơ sở dữ liệu %(seconds)s giây", seconds=-seconds)
    return _("Giờ máy chủ nhanh hơn giờ cơ sở dữ liệu %(seconds)s giây", seconds=seconds)


def _new_place(told: _Told, _units: Mapping[str, str]) -> str:
    at = datetime.fromisoformat(told["at"])
    return _("Đăng nhập lúc %(at)s từ nơi chưa từng dùng", at=moment(at))


def _out_of_hours(told: _Told, _units: Mapping[str, str]) -> str:
    return _("Làm lúc %(time)s, ngoài giờ làm việc", time=told["time"])


_SAYS: Final[Mapping[Oddity, Callable[[_Told, Mapping[str, str]], str]]] = {
    Oddity.OWN_UNIT: _own_unit,
    Oddity.HASTY: _hasty,
    Oddity.ACTING_FOR: _acting_for,
    Oddity.PASSWORD_BY_OTHER: _password,
    Oddity.BACK_DATED: _back_dated,
    Oddity.CLOCK_SKEW: _skew,
    Oddity.NEW_PLACE: _new_place,
    Oddity.OUT_OF_HOURS: _out_of_hours,
}
