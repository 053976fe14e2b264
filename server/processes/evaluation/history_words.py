"""What history and papers of an evaluation are called where its forms do not say."""

from server.domain.manifest import ActClass
from server.web.names.process_words import ProcessWords
from server.web.words.catalogue import lazy_gettext as _l

HISTORY_WORDS = ProcessWords(
    events={
        "unit.taken_out": _l("Đưa đơn vị ra khỏi đợt đánh giá"),
        "scores.frozen": _l("Khóa điểm"),
    },
    outcomes={
        "approve": _l("Duyệt"),
        "return": _l("Trả lại"),
        "incomplete": _l("Trả lại cả bảng"),
        "send_back": _l("Trả lại đơn vị"),
        "adopt": _l("Thông qua"),
        "take_out": _l("Đưa ra"),
        "wait": _l("Chờ thêm"),
    },
    outcome_classes={
        "return": ActClass.RETURN,
        "incomplete": ActClass.RETURN,
        "send_back": ActClass.RETURN,
    },
    papers={
        "evidence": _l("Minh chứng"),
        "appraisal": _l("Tài liệu thẩm định"),
        "explanation": _l("Giải trình"),
        "minutes": _l("Biên bản"),
        "bien_ban_adoption": _l("Biên bản hội nghị thông qua điểm"),
    },
)
