"""The sentence of every mistake, in one place: what is wrong at a field and how to mend it."""

import re
from collections.abc import Mapping
from decimal import Decimal

from server.domain.mistakes import MistakeCode
from server.forms.form import Schema
from server.forms.mistakes import FormMistake
from server.web.frame import formats
from server.web.words.catalogue import lazy_gettext as _

UPLOAD = "file_not_uploaded"
NOTHING_CHOSEN = "nothing_chosen"
"""No row of a field has anything in it: of a ballot that was sent as it came, no name a choice."""
AMBIGUOUS = _(
    "“%(typed)s” có thể là %(thousands)s, cũng có thể là %(fraction)s: gõ lại đúng số muốn ghi."
)
SENTENCES: Mapping[str, object] = {
    FormMistake.REQUIRED: _("Phần này bắt buộc: hãy điền."),
    FormMistake.TOO_LONG: _("Rút ngắn còn tối đa %(max)s ký tự."),
    FormMistake.UNPRINTABLE: _(
        "Dòng %(line)s, chữ thứ %(place)s có ký tự không hiển thị được (%(code)s), "
        "đứng sau “%(before)s”: xóa đi và gõ lại."
    ),
    FormMistake.NOT_INTEGER: _("Nhập một số nguyên, ví dụ 12."),
    FormMistake.NOT_DECIMAL: _("Nhập một số, dùng dấu phẩy cho phần lẻ, ví dụ 14,5."),
    FormMistake.AMBIGUOUS_NUMBER: AMBIGUOUS,
    FormMistake.NOT_DATE: _("Nhập ngày có thật theo dạng ngày/tháng/năm, ví dụ 16/12/2024."),
    FormMistake.NOT_A_CHOICE: _("Chọn một trong các ý đã cho."),
    FormMistake.TOO_SMALL: _("Nhập số từ %(min)s trở lên."),
    FormMistake.TOO_LARGE: _("Nhập số không quá %(max)s."),
    FormMistake.TOO_EARLY: _("Nhập ngày từ %(min)s trở đi."),
    FormMistake.TOO_LATE: _("Nhập ngày không sau %(max)s."),
    FormMistake.TOO_FEW: _("Chọn hoặc ghi ít nhất %(min)s."),
    FormMistake.TOO_MANY: _("Chọn hoặc ghi nhiều nhất %(max)s."),
    FormMistake.TOO_MANY_TOGETHER: _(
        "Các số này cộng lại là %(sum)s, trong khi chỉ có %(max)s: xem lại các số vừa ghi."
    ),
    FormMistake.NOT_KNOWN: _("Có nơi không còn trong danh sách: xem lại và chọn lại."),
    FormMistake.NOT_VALID: _("Nội dung này không hợp lệ: xem lại và nhập lại."),
    MistakeCode.UNKNOWN_ROW: _("Dòng này không thuộc biểu mẫu: tải lại trang và nhập lại."),
    MistakeCode.ROWS_CHANGED: _(
        "Các dòng lấy từ hồ sơ trước phải giữ nguyên: xem lại các dòng vừa hiện ra, rồi gửi lại."
    ),
    MistakeCode.TEXT_MISSING: _("Phần này bắt buộc: hãy điền nội dung."),
    MistakeCode.TEXT_TOO_LONG: _("Rút ngắn còn tối đa %(limit)s ký tự."),
    MistakeCode.REASON_MISSING: _("Ghi lý do."),
    MistakeCode.CHOICE_MISSING: _("Chọn một ý."),
    MistakeCode.CHOICE_UNKNOWN: _("Chọn một trong các ý đã cho."),
    MistakeCode.NUMBER_MISSING: _("Nhập một số nguyên; không có thì nhập 0."),
    MistakeCode.NUMBER_NEGATIVE: _("Nhập số từ 0 trở lên."),
    MistakeCode.DATE_MISSING: _("Nhập ngày theo dạng ngày/tháng/năm, ví dụ 16/12/2024."),
    MistakeCode.DATE_MALFORMED: _("Nhập ngày có thật theo dạng ngày/tháng/năm."),
    MistakeCode.DATE_TOO_EARLY: _("Nhập ngày từ %(min)s trở đi."),
    MistakeCode.DATE_IN_FUTURE: _("Nhập ngày không sau hôm nay, %(today)s."),
    MistakeCode.DATE_NOT_IN_FUTURE: _("Nhập ngày sau hôm nay, %(today)s."),
    MistakeCode.DATE_TOO_FAR: _("Nhập ngày không quá xa: muộn nhất là %(latest)s."),
    MistakeCode.FILE_MISSING: _("Đính kèm bản quét của văn bản này."),
    MistakeCode.POINTS_MISSING: _("Chấm điểm, hoặc chọn “Không áp dụng” nếu có."),
    MistakeCode.POINTS_NOT_A_NUMBER: _("Nhập một số, dùng dấu phẩy cho phần lẻ, ví dụ 14,5."),
    MistakeCode.POINTS_OUT_OF_RANGE: _("Nhập từ %(minimum)s đến %(maximum)s."),
    MistakeCode.POINTS_TOO_FINE: _("Nhập tối đa %(decimals)s chữ số sau dấu phẩy."),
    MistakeCode.POINTS_AND_NOT_APPLICABLE: _("Xóa điểm, hoặc bỏ chọn “Không áp dụng”."),
    MistakeCode.POINTS_NOT_A_STEP: _("Chọn một trong các mức điểm %(steps)s."),
    MistakeCode.POINTS_WORKED_OUT: _("Điểm tiêu chí này tính từ số liệu: không nhập điểm."),
    MistakeCode.MEASURE_MALFORMED: _(
        "Nhập số không âm, tối đa 12 chữ số và 4 chữ số sau dấu phẩy."
    ),
    MistakeCode.ACTUAL_MISSING: _("Nhập số liệu, hoặc chọn “Không áp dụng” nếu có."),
    MistakeCode.COUNT_NOT_WHOLE: _("Nhập số nguyên."),
    MistakeCode.TARGET_MISSING: _("Nhập chỉ tiêu được giao, lớn hơn 0."),
    MistakeCode.NOTE_MISSING: _("Ghi căn cứ cộng điểm, ví dụ số quyết định tặng Cờ."),
    MistakeCode.PROPOSED_DAYS_CHANGED: _(
        "Hệ thống ghi nhận %(days)s ngày chậm: ghi lý do nếu số ngày khác đi."
    ),
    MistakeCode.PROPOSED_FIGURE_CHANGED: _(
        "Theo hồ sơ trong hệ thống là %(number)s: ghi lý do nếu nhập số khác."
    ),
    MistakeCode.FACT_WITHOUT_FILE: _("Đính kèm tệp văn bản làm căn cứ."),
    MistakeCode.FACT_NOT_DECLARED: _(
        "Đã ghi văn bản hoặc đính kèm tệp nhưng chưa đánh dấu “Có sự việc này”: "
        "hãy đánh dấu, hoặc xóa phần đã ghi và bỏ tệp."
    ),
    MistakeCode.EVIDENCE_MISSING: _("Đính kèm ít nhất một tệp minh chứng."),
    MistakeCode.GROUND_MISSING: _(
        "Nêu căn cứ của điểm trừ, điểm thưởng hoặc điểm thấp hơn tối đa."
    ),
    MistakeCode.CHANGE_REASON_MISSING: _("Ghi lý do đổi điểm từ %(before)s thành %(after)s."),
    MistakeCode.EXPLANATION_MISSING: _("Ghi nội dung giải trình."),
    MistakeCode.NOBODY_PRESENT: _("Đánh dấu các đơn vị có mặt."),
    MistakeCode.QUORUM_NOT_REACHED: _(
        "Chưa đủ số dự họp: có %(present)s trên %(of)s, cần ít nhất %(needed)s."
    ),
    MistakeCode.NOTHING_SENT_BACK: _("Chọn ít nhất một đơn vị bị trả lại và ghi lý do."),
    MistakeCode.SENT_BACK_BUT_ADOPTED: _("Bỏ chọn các đơn vị trả lại, hoặc kết luận trả lại."),
    MistakeCode.UNIT_TAKEN_OUT: _("Đơn vị này đã ra khỏi diện xét: bỏ chọn."),
    MistakeCode.HANDED_IN: _("Đơn vị này đã gửi bảng điểm nên không thể đưa ra vì chậm."),
    MistakeCode.NO_CANDIDATE: _("Chọn ít nhất một đơn vị đề cử."),
    MistakeCode.NOT_ELIGIBLE: _("Đơn vị này không đủ điều kiện: bỏ chọn."),
    MistakeCode.SCRUTINEERS_WRONG_NUMBER: _(
        "Chọn đúng %(needed)s đơn vị kiểm phiếu; đang chọn %(chosen)s."
    ),
    MistakeCode.SCRUTINEERS_ONE_PERSON: _(
        "Một người giữ chức vụ kiểm phiếu của cả hai đơn vị: chọn đơn vị khác."
    ),
    MistakeCode.SCRUTINEER_ABSENT: _("Đơn vị này vắng mặt: chọn đơn vị khác kiểm phiếu."),
    MistakeCode.OWN_VOTE: _("Đơn vị không tự bỏ phiếu cho mình: bỏ lựa chọn này."),
    MistakeCode.MORE_ISSUED_THAN_PRESENT: _("Số phiếu phát ra không quá %(present)s đơn vị dự."),
    MistakeCode.MORE_COLLECTED_THAN_ISSUED: _(
        "Số phiếu thu về không quá %(issued)s phiếu phát ra."
    ),
    MistakeCode.COLLECTED_NOT_THE_SUM: _(
        "Số thu về phải bằng hợp lệ (%(valid)s) cộng không hợp lệ (%(invalid)s)."
    ),
    MistakeCode.MORE_YES_THAN_BALLOTS: _("Nhập không quá %(ballots)s phiếu."),
    MistakeCode.MORE_PRESENT_THAN_MEMBERS: _("Hội đồng có %(members)s thành viên: nhập không quá."),
    MistakeCode.DOCUMENT_NOT_OK_BUT_ACCEPTED: _(
        "Văn bản chưa hợp lệ: đánh dấu hợp lệ, hoặc trả lại hồ sơ để bổ sung."
    ),
    MistakeCode.NUMBER_NOT_OF_AGENCY: _(
        "Ghi số rồi ký hiệu, cách nhau dấu gạch chéo, không có khoảng trắng, ví dụ %(example)s."
    ),
    MistakeCode.NUMBER_TAKEN: _(
        "Số này trong năm đã ghi cho %(document)s của hồ sơ “%(case)s”: xem lại sổ của cơ quan."
    ),
    MistakeCode.NUMBER_TAKEN_AND_REPLACED: _(
        "Số này trong năm đã ghi cho %(document)s của hồ sơ “%(case)s”, nay thay bằng %(number)s: "
        "số đã dùng không ghi cho văn bản khác."
    ),
    MistakeCode.NUMBER_TAKEN_ELSEWHERE: _(
        "Số này trong năm đã ghi cho một văn bản khác: xem lại sổ của cơ quan."
    ),
    MistakeCode.NUMBER_NOT_AS_SIGNED: _("Biên bản đã ký mang số %(number)s: ghi đúng số đó."),
    MistakeCode.DATE_NOT_AS_SIGNED: _("Biên bản đã ký ghi ngày %(day)s: ghi đúng ngày đó."),
    NOTHING_CHOSEN: _("Chưa có gì ở phần này: hãy chọn hoặc điền ở từng dòng."),
    UPLOAD: _("Tệp đã chọn chưa được tải lên: bấm “Tải lên” trước khi gửi."),
}
BETWEEN = "; "
LARGE = re.compile(r"-?\d{5,}")
NUMBER = re.compile(r"-?\d+\.\d+")
DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def missing(code: str, schema: Schema) -> str:
    """Return what is told of a field that was left empty: a choice is chosen, rows are gone over.

    Any other mistake is told as it is.
    """
    if code != FormMistake.REQUIRED:
        return code
    if "enum" in schema:
        return MistakeCode.CHOICE_MISSING
    return NOTHING_CHOSEN if "patternProperties" in schema else code


def sentence(code: str, params: Mapping[str, object]) -> str:
    """Return the sentence of a mistake with its holes filled, in the reader's language."""
    shown = str if code == FormMistake.AMBIGUOUS_NUMBER else _shown
    holes = {name: shown(str(value)) for name, value in params.items()}
    return str(SENTENCES[code]) % holes


def _shown(text: str) -> str:
    """Write a decimal or a day, or several, as the reader does; an empty value as a dash."""
    if BETWEEN in text:
        return BETWEEN.join(map(_shown, text.split(BETWEEN)))
    if match := DAY.fullmatch(text):
        return "/".join(reversed(match.groups()))
    if NUMBER.fullmatch(text):
        return formats.number(Decimal(text))
    if LARGE.fullmatch(text):
        return formats.number(int(text))
    return text or "–"
