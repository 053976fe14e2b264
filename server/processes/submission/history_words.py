"""What history and papers of a submission are called where its forms do not say."""

from server.domain.manifest import ActClass
from server.web.names.process_words import ProcessWords
from server.web.words.catalogue import lazy_gettext as _l
from server.web.words.catalogue import lazy_pgettext as _p

HISTORY_WORDS = ProcessWords(
    events={"dossier.archived": _l("Lưu trữ hồ sơ")},
    outcomes={
        "approve": _l("Duyệt"),
        "return": _l("Trả lại"),
        "accept": _l("Tiếp nhận"),
        "refuse": _l("Không đồng ý"),
        "sign": _l("Ký"),
        "withdrawn": _l("Không còn cần"),
    },
    outcome_classes={"return": ActClass.RETURN, "refuse": ActClass.REFUSE},
    papers={
        "council_minutes": _l("Biên bản họp Hội đồng"),
        "bien_ban_council": _l("Biên bản họp Hội đồng"),
        "to_trinh": _l("Tờ trình"),
        "to_trinh_snv": _l("Tờ trình của Sở Nội vụ"),
        "bao_cao": _l("Báo cáo thành tích"),
        "consultation": _l("Ý kiến cơ quan liên quan"),
        "submission": _l("Tờ trình"),
        "supplement": _l("Tài liệu bổ sung"),
        "decision": _l("Quyết định"),
        "quyet_dinh": _l("Quyết định"),
        "thong_bao": _l("Thông báo"),
        "notice": _l("Thông báo"),
    },
    parts={
        "decision": _p("event", "Quyết định"),
        "nominee": _p("event", "Đề nghị khen"),
        "nominees": _p("event", "Đề nghị khen"),
    },
    values={
        ("decision", "approve"): _p("event", "Khen thưởng"),
        ("decision", "refuse"): _p("event", "Không khen thưởng"),
        ("decision", "return"): _p("event", "Yêu cầu bổ sung hồ sơ"),
        ("", "not_ok"): _l("Chưa đạt"),
        ("", "eligible"): _l("Đủ điều kiện"),
        ("", "not_eligible"): _l("Chưa đủ điều kiện"),
        ("", "passed"): _l("Đủ tỷ lệ phiếu"),
        ("", "dropped"): _l("Không đủ tỷ lệ phiếu"),
    },
)
