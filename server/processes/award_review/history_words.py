"""What history and papers of an award review are called where its forms do not say."""

from server.web.names.process_words import Payload, ProcessWords
from server.web.words.catalogue import gettext as _
from server.web.words.catalogue import lazy_gettext as _l
from server.web.words.catalogue import lazy_pgettext as _p


def _differed(payload: Payload) -> str:
    return _(
        "Vòng %(round)s: hai người kiểm phiếu đếm khác nhau, kiểm lại",
        round=payload.get("round", ""),
    )


HISTORY_WORDS = ProcessWords(
    events={
        "round.opened": _l("Mở vòng bỏ phiếu"),
        "round.closed": _l("Kết thúc vòng bỏ phiếu"),
        "counts.differed": _l("Hai người kiểm phiếu đếm khác nhau, kiểm lại"),
    },
    titles={"counts.differed": _differed},
    papers={
        "ballot_minutes": _l("Biên bản kiểm phiếu"),
        "minutes": _l("Biên bản"),
        "bien_ban": _l("Biên bản bình xét"),
        "bien_ban_review": _l("Biên bản họp bình xét"),
    },
    parts={
        "absent": _p("event", "Vắng"),
        "again": _p("event", "Bỏ phiếu lại"),
        "award": _p("event", "Hình thức khen"),
        "awards": _p("event", "Kết quả hình thức khen"),
        "base": _p("event", "Tính trên"),
        "blank": _p("event", "Phiếu trắng"),
        "candidates": _p("event", "Ứng viên"),
        "collected": _p("event", "Số phiếu thu về"),
        "counts": _p("event", "Bản đếm phiếu"),
        "for_council": _p("event", "Để Hội đồng quyết"),
        "invalid": _p("event", "Số phiếu không hợp lệ"),
        "issued": _p("event", "Số phiếu phát ra"),
        "mode": _p("event", "Cách bỏ phiếu"),
        "no": _p("event", "Không đồng ý"),
        "nominated": _p("event", "Được đề nghị"),
        "present": _p("event", "Có mặt"),
        "roll_call": _p("event", "Ai bỏ phiếu thế nào"),
        "rule": _p("event", "Quyết theo"),
        "settled": _p("event", "Kết quả vòng"),
        "tally": _p("event", "Kiểm phiếu"),
        "tied": _p("event", "Bằng phiếu"),
        "valid": _p("event", "Số phiếu hợp lệ"),
        "yes": _p("event", "Đồng ý"),
    },
    values={
        ("", "proposed"): _l("Được đề cử"),
        ("mode", "open"): _p("event", "Biểu quyết công khai"),
        ("mode", "paper"): _p("event", "Phiếu giấy"),
        ("roll_call", "yes"): _p("event", "Đồng ý"),
        ("roll_call", "no"): _p("event", "Không đồng ý"),
        ("roll_call", "blank"): _p("event", "Phiếu trắng"),
        ("rule", "final_score"): _p("event", "Điểm cuối cùng"),
        ("rule", "second_round"): _p("event", "Bỏ phiếu vòng sau"),
        ("rule", "council"): _p("event", "Hội đồng quyết"),
    },
)
