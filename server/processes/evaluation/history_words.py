"""What history and papers of an evaluation are called where its forms do not say."""

from server.domain.manifest import ActClass
from server.web.names.process_words import ProcessWords
from server.web.words.catalogue import lazy_gettext as _l
from server.web.words.catalogue import lazy_pgettext as _p

HISTORY_WORDS = ProcessWords(
    events={
        "unit.taken_out": _l("Đưa đơn vị ra khỏi đợt đánh giá"),
        "scores.frozen": _l("Khóa điểm"),
        "unit.fact_declared": _l("Khai sự việc về đơn vị"),
        "unit.fact_taken_back": _l("Rút lại sự việc về đơn vị"),
    },
    outcomes={
        "approve": _l("Duyệt"),
        "return": _l("Trả lại"),
        "incomplete": _l("Trả lại cả bảng"),
        "send_back": _l("Trả lại đơn vị"),
        "adopt": _l("Thông qua"),
        "take_out": _l("Đưa ra"),
        "wait": _l("Chờ thêm"),
        "leave_out": _l("Không tính điểm"),
    },
    outcome_classes={
        "return": ActClass.RETURN,
        "incomplete": ActClass.RETURN,
        "send_back": ActClass.RETURN,
    },
    papers={
        "evidence": _l("Minh chứng"),
        "ground": _l("Tài liệu làm căn cứ chấm điểm"),
        "appraisal": _l("Tài liệu thẩm định"),
        "explanation": _l("Giải trình"),
        "fact": _l("Văn bản làm căn cứ"),
        "minutes": _l("Biên bản"),
        "bien_ban_adoption": _l("Biên bản hội nghị thông qua điểm"),
    },
    fields={
        "reason": _l("Lý do"),
        "note": _l("Ghi chú"),
        "reason_1": _l("Lý do thẩm định lần 1"),
        "na_accepted": _l("Đồng ý không áp dụng"),
        "explanation": _l("Nội dung giải trình"),
        "reason_2": _l("Lý do thẩm định lần 2"),
        "actual": _l("Số liệu đơn vị báo"),
        "target": _l("Chỉ tiêu được giao"),
        "actual_1": _l("Số liệu thẩm định lần 1"),
        "target_1": _l("Chỉ tiêu thẩm định lần 1"),
        "actual_2": _l("Số liệu thẩm định lần 2"),
        "target_2": _l("Chỉ tiêu thẩm định lần 2"),
        "ground": _l("Căn cứ chấm điểm"),
        "left_out": _l("Không tính điểm"),
        "collated": _l("Điểm so với đơn vị cao nhất"),
    },
    parts={
        "recorded": _p("event", "Theo ghi nhận của hệ thống"),
        "rank": _p("event", "Hạng"),
        "ranking": _p("event", "Xếp hạng"),
        "scaled": _p("event", "Điểm quy đổi"),
        "total": _p("event", "Tổng điểm"),
    },
    values={
        ("not_applicable", "True"): _l("có"),
        ("na_accepted", "True"): _l("có"),
        ("stance", "accept"): _l("Chấp nhận"),
        ("stance", "contest"): _l("Không nhất trí"),
        ("", "send_back"): _l("Trả lại đơn vị"),
        ("", "declared"): _l("đã khai"),
        ("", "taken_back"): _l("đã rút lại"),
        ("", "again"): _l("Đề nghị xem lại điểm đã chấm"),
        ("left_out", "True"): _l("có"),
    },
)
