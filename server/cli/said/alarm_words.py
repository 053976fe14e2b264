"""What each alarm means and what to do about it, said at a terminal in both languages."""

from collections.abc import Mapping

from server.actions.installation.alarms import Alarm
from server.domain.log.signing import WhyUnsigned

_UNSIGNED: Mapping[str, tuple[str, str]] = {
    WhyUnsigned.NO_ROLE: (
        (
            "Nhật ký không được ghi: tạo vai trò binhxet_log và đặt BINHXET_LOG_DATABASE_URL "
            "cho tiến trình nền"
        ),
        (
            "The log is not written: make the role binhxet_log and give "
            "BINHXET_LOG_DATABASE_URL to the worker"
        ),
    ),
    WhyUnsigned.OTHER_DATABASE: (
        (
            "Nhật ký không được ghi: BINHXET_LOG_DATABASE_URL phải trỏ tới đúng cơ sở dữ liệu "
            "của DATABASE_URL, chỉ khác vai trò"
        ),
        (
            "The log is not written: BINHXET_LOG_DATABASE_URL must name the database of "
            "DATABASE_URL, by another role"
        ),
    ),
    WhyUnsigned.NO_KEY: (
        (
            "Nhật ký không được ký: chạy binhxet log init và đặt BINHXET_LOG_KEYS cho tiến "
            "trình nền, thư mục quyền 700, tệp quyền 600"
        ),
        (
            "The log is not signed: binhxet log init, and give BINHXET_LOG_KEYS to the worker; "
            "folder mode 700, files 600"
        ),
    ),
    WhyUnsigned.NOT_KEPT: (
        (
            "Nhật ký không được ký: không ghi được tệp signed cạnh khóa. Xem đĩa có đầy không và "
            "thư mục BINHXET_LOG_KEYS có là của tiến trình nền không"
        ),
        (
            "The log is not signed: the file signed beside the key cannot be written. See whether "
            "the disk is full, and whether the folder of BINHXET_LOG_KEYS is the worker's"
        ),
    ),
    WhyUnsigned.ROLLED_BACK: (
        (
            "Nhật ký không được ký: cơ sở dữ liệu cũ hơn phần đã ký. Khôi phục bản mới hơn; nếu"
            " không còn, binhxet log init với thư mục và tên khác, báo thanh tra và bên chứng "
            "kiến"
        ),
        (
            "The log is not signed: the database is older than what was signed. Restore a newer"
            " one; where there is none, binhxet log init with another folder and origin, and "
            "tell auditors and witnesses"
        ),
    ),
    WhyUnsigned.FORKED: (
        (
            "Nhật ký không được ký: các mục đã ký bị đổi. Giữ nguyên, báo thanh tra, chạy "
            "binhxet check"
        ),
        (
            "The log is not signed: entries that were signed are others now. Touch nothing, "
            "tell the auditors, run binhxet check"
        ),
    ),
    WhyUnsigned.COPIED: (
        (
            "Nhật ký không được ký: đây không phải cơ sở dữ liệu đã ký lần trước. Bản sao để "
            "thử: binhxet log init với thư mục riêng; bản chính đã chuyển: binhxet log "
            "take-over"
        ),
        (
            "The log is not signed: this is not the database that was signed last. A copy: "
            "binhxet log init with a folder of its own; moved for good: binhxet log take-over"
        ),
    ),
    WhyUnsigned.FORGOTTEN: (
        (
            "Nhật ký không được ký: tệp signed cạnh khóa đã mất. Khi chắc đây là bản mới nhất: "
            "binhxet log take-over"
        ),
        (
            "The log is not signed: the file signed beside the key is gone. Once this is "
            "certainly the newest database: binhxet log take-over"
        ),
    ),
}
_FAILED = (
    "Nhật ký không được ký vì lỗi này: xem nhật ký của tiến trình nền",
    "The log is not signed because of this error: see the worker's log",
)
_WORDS: Mapping[str, tuple[str, str]] = {
    "ChoreSilent": (
        "Việc định kỳ không xong: xem tiến trình nền có chạy không và nhật ký của nó",
        "Periodic work is not done: see whether the worker runs, and its log",
    ),
    "NoWorker": (
        "Không tiến trình nền nào sống: chạy binhxet worker",
        "No worker is alive: run binhxet worker",
    ),
    "JobsWait": (
        "Việc nền chờ quá lâu: xem trang Việc nền, thêm tiến trình nền",
        "A job waits too long: see the page of background work, add workers",
    ),
    "MailHeld": (
        "Thư bị giữ vì đây là bản khôi phục: binhxet ops restored-mail --keep hoặc --send",
        (
            "Mail is held back because this is a restored copy: binhxet ops restored-mail "
            "--keep or --send"
        ),
    ),
    "OpeningRefused": (
        "Hồ sơ đến ngày mà chưa mở được: trang Việc nền nói vì sao",
        "Cases whose day has come are not open: the page of background work says why",
    ),
    "LogLate": (
        (
            "Có sự kiện quá 60 giây chưa vào điểm chốt: xem tiến trình nền và trang Bằng chứng "
            "nhật ký"
        ),
        (
            "An event waits for more than 60 seconds to be in a checkpoint: see the worker and "
            "the page of the log"
        ),
    ),
    "StampsLate": (
        "Cơ quan cấp dấu thời gian không đóng dấu được: xem BINHXET_TSA_URL và đường mạng tới đó",
        "The time-stamping authority does not stamp: see BINHXET_TSA_URL and the way there",
    ),
    "PolicyUnread": (
        "Không bên chứng kiến nào được hỏi: sửa tệp mà BINHXET_LOG_POLICY nêu",
        "No witness is asked: mend the file that BINHXET_LOG_POLICY names",
    ),
    "TwoSecrets": (
        (
            "Khóa BINHXET_SECRET đang được thay: chạy binhxet keys rotate, rồi bỏ "
            "BINHXET_SECRET_BEFORE"
        ),
        (
            "BINHXET_SECRET is being replaced: run binhxet keys rotate, then take "
            "BINHXET_SECRET_BEFORE out"
        ),
    ),
    "PlainConnections": (
        (
            "Kết nối đi sang máy khác mà không có TLS: bật TLS cho các biến này, rồi bỏ "
            "BINHXET_PLAIN_CONNECTIONS nếu có"
        ),
        (
            "Connections go to other machines without TLS: turn TLS on for these settings, then "
            "take BINHXET_PLAIN_CONNECTIONS out if it is there"
        ),
    ),
    "WitnessRefuses": (
        "Bên chứng kiến nói nhật ký không nối tiếp phần họ đã ký: giữ nguyên, báo thanh tra",
        (
            "A witness says that the log does not go on from what it cosigned: touch nothing, "
            "tell the auditors"
        ),
    ),
}


_UNITS = (
    (86400, "ngày", "days"),
    (3600, "giờ", "hours"),
    (60, "phút", "min"),
    (1, "giây", "seconds"),
)


def how_long(alarm: Alarm) -> str:
    """Say for how long something has waited, in the largest unit that counts two; or nothing."""
    if alarm.seconds is None:
        return ""
    size, vietnamese, english = next(
        (unit for unit in _UNITS if alarm.seconds >= 2 * unit[0]), _UNITS[-1]
    )
    count = alarm.seconds // size
    return f"{count} {vietnamese} / {count} {english}"


def what_it_means(alarm: Alarm) -> str:
    """Say what an alarm means and what to do about it, in both languages."""
    if alarm.kind == "LogUnsigned":
        return " / ".join(_UNSIGNED.get(alarm.about, _FAILED))
    return " / ".join(_WORDS[alarm.kind])
