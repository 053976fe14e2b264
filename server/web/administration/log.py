"""The administrator's page of the log: how far it is behind, who signs it, who watches it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import render_template
from flask.typing import ResponseReturnValue

from server.actions.installation.alarms import LOG, alarms
from server.domain.log.checkpoints import unchecked
from server.domain.log.keys import VerifierKey
from server.domain.log.notes import parse_note
from server.domain.log.signing import WhyUnsigned
from server.store.jobs import chores
from server.store.log import checkpoints, trusted
from server.store.log.checkpoints import Cosigned, SignedCheckpoint
from server.store.log.lag import Lag, lag
from server.web.requests.access import ADMINISTRATOR, access
from server.web.requests.context import actor, session
from server.web.requests.installation import installation
from server.web.words.catalogue import lazy_gettext as _l

UNSIGNED: Mapping[str, object] = {
    WhyUnsigned.NO_KEY: _l(
        "Tiến trình nền chưa có khóa ký. Người vận hành tạo khóa bằng lệnh binhxet log init và đặt "
        "BINHXET_LOG_KEYS cho tiến trình nền."
    ),
    WhyUnsigned.NO_ROLE: _l(
        "Tiến trình nền chưa được cho biết vai trò ghi nhật ký. Người vận hành tạo vai trò "
        "binhxet_log trong PostgreSQL và đặt BINHXET_LOG_DATABASE_URL cho tiến trình nền."
    ),
    WhyUnsigned.OTHER_DATABASE: _l(
        "Địa chỉ ghi nhật ký trỏ tới một cơ sở dữ liệu khác với cơ sở dữ liệu của ứng dụng, nên "
        "không gì được ghi vào nhật ký. Người vận hành sửa BINHXET_LOG_DATABASE_URL cho cùng máy "
        "chủ và cùng tên cơ sở dữ liệu như DATABASE_URL, chỉ khác vai trò. Tiến trình nền tự xem "
        "lại mỗi 30 giây."
    ),
    WhyUnsigned.NOT_KEPT: _l(
        "Không ghi được tệp signed cạnh khóa, nên khóa không ký. Người vận hành xem đĩa có đầy "
        "không và thư mục BINHXET_LOG_KEYS có là của tiến trình nền không. Tiến trình nền tự thử "
        "lại mỗi giây."
    ),
    WhyUnsigned.ROLLED_BACK: _l(
        "Cơ sở dữ liệu có ít mục hơn số đã ký: đây là bản sao lưu cũ. Khóa không ký tiếp, vì như "
        "vậy là có hai nhật ký khác nhau. Khôi phục bản mới hơn; nếu không còn, tạo khóa mới với "
        "tên nhật ký mới (binhxet log init) và báo cho bên chứng kiến."
    ),
    WhyUnsigned.FORKED: _l(
        "Các mục đã ký không còn như lúc ký. Giữ nguyên máy và cơ sở dữ liệu, báo thanh tra, chạy "
        "binhxet check; khóa không ký tiếp."
    ),
    WhyUnsigned.COPIED: _l(
        "Đây không phải cơ sở dữ liệu mà khóa đã ký lần trước. Nếu là bản sao để thử: tạo khóa "
        "riêng với tên nhật ký riêng (binhxet log init). Nếu bản gốc đã chuyển hẳn sang đây: "
        "binhxet log take-over."
    ),
    WhyUnsigned.FORGOTTEN: _l(
        "Tệp signed cạnh khóa đã mất, nên không biết đã ký đến đâu. Khi chắc chắn đây là cơ sở dữ "
        "liệu mới nhất: binhxet log take-over."
    ),
}
FAILED = _l("Việc ký nhật ký gặp lỗi; xem nhật ký của tiến trình nền.")


@dataclass(frozen=True, slots=True, kw_only=True)
class LogStanding:
    """What the page shows of the log."""

    behind: Lag
    newest: SignedCheckpoint | None
    origin: str
    key_ids: Sequence[str]
    witnesses: Sequence[tuple[str, Cosigned]]
    stamped: tuple[int, datetime] | None
    unsigned: object
    error: str


@access(ADMINISTRATOR)
def show() -> ResponseReturnValue:
    """Show the log's standing."""
    behind = lag(session())
    return render_template(
        "operations/log.html",
        alarms=alarms(session(), actor().reach, behind=behind),
        log=_standing(behind),
        demonstration=installation().settings.demonstration,
        moved_clock=bool(installation().deployment().clock_offset),
    )


def _standing(behind: Lag) -> LogStanding:
    newest = trusted.newest(session())
    kept = chores.row(session(), LOG)
    error = kept.error if kept else ""
    return LogStanding(
        behind=behind,
        newest=newest,
        origin=unchecked(newest.note).origin if newest else "",
        key_ids=[line.key_id.hex() for line in parse_note(newest.note)[1]] if newest else (),
        witnesses=[(_name(row.key), row) for row in checkpoints.witnesses(session())],
        stamped=checkpoints.newest_stamp(session()),
        unsigned=UNSIGNED.get(error, FAILED) if error else "",
        error=error,
    )


def _name(vkey: str) -> str:
    return VerifierKey.parse(vkey).name
