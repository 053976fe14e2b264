"""What the words of the pages mean, each under the name it has in docs/glossary.md."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Flask

from server.web.words.catalogue import lazy_gettext as _l


@dataclass(frozen=True, slots=True)
class ExplainedWord:
    """A word as a person reads it, and what it means in a sentence or two."""

    word: object
    meaning: object


TERMS: Mapping[str, ExplainedWord] = {
    "case": ExplainedWord(
        _l("hồ sơ"),
        _l(
            "Một lần làm một quy trình cho khối trong một năm: các bước, văn bản, tệp và lịch sử "
            "của lần ấy nằm cùng một chỗ. Ai được xem phần nào do quy trình quy định."
        ),
    ),
    "definition": ExplainedWord(
        _l("bản quy trình"),
        _l(
            "Sơ đồ, biểu mẫu và quy định của một quy trình, đã chốt bằng mã băm. Hồ sơ giữ bản "
            "lúc mở; bản mới chỉ dùng cho hồ sơ mở sau."
        ),
    ),
    "duty": ExplainedWord(
        _l("việc có hạn"),
        _l(
            "Việc mà một đơn vị phải xong trước một ngày, do hồ sơ đặt ra. Ở đây thấy đã xong "
            "đúng hạn hay muộn, còn bao nhiêu ngày, hay đã quá hạn."
        ),
    ),
    "urging": ExplainedWord(
        _l("đôn đốc"),
        _l(
            "Nhắc đơn vị chưa làm xong một việc có hạn: hệ thống gửi thư, ghi một lời nhắc ở "
            "nhiệm vụ và giữ lại ai đã đôn đốc, lúc nào."
        ),
    ),
    "calendar of deadlines": ExplainedWord(
        _l("lịch các hạn"),
        _l("Các hạn của năm thi đua, việc có hạn của các đơn vị và việc của bạn, xếp theo tháng."),
    ),
    "extension": ExplainedWord(
        _l("gia hạn"),
        _l(
            "Lùi một hạn của riêng hồ sơ này, có lý do. Mọi ngày tính từ hạn đó cũng lùi theo; "
            "hồ sơ khác không đổi."
        ),
    ),
    "working calendar": ExplainedWord(
        _l("lịch làm việc"),
        _l(
            "Ngày nào là ngày làm việc trong tỉnh: theo lịch nghỉ của cả nước, và những ngày "
            "tỉnh ghi thêm theo văn bản."
        ),
    ),
    "delegation": ExplainedWord(
        _l("ủy quyền"),
        _l(
            "Giao chức vụ của bạn cho người khác trong một số ngày: toàn bộ, một loại hồ sơ hoặc "
            "một nhiệm vụ. Việc làm thay ghi tên cả hai người."
        ),
    ),
    "register": ExplainedWord(
        _l("sổ văn bản"),
        _l(
            "Số của văn bản do khối ban hành, theo loại và năm dương lịch. Số được cấp lần lượt, "
            "không cấp lại."
        ),
    ),
    "reserve, cancel, back-date": ExplainedWord(
        _l("giữ số, hủy số, lùi ngày"),
        _l(
            "Giữ số: để dành một số cho văn bản sắp có. Hủy số: số không dùng cho văn bản nào. "
            "Lùi ngày: văn bản ghi ngày trước ngày lấy số."
        ),
    ),
    "printout": ExplainedWord(
        _l("bản in"),
        _l(
            "Văn bản hệ thống soạn từ dữ liệu của hồ sơ, theo thể thức Nghị định 30/2020/NĐ-CP, "
            "dạng PDF và Word. Văn bản chính thức là bản đã ký và có số."
        ),
    ),
    "digital signature": ExplainedWord(
        _l("chữ ký số"),
        _l(
            "Chữ ký mật mã nằm trong tệp PDF được nộp vào. Bấm duyệt, ký trong hệ thống không "
            "phải là chữ ký số."
        ),
    ),
    "promise, receipt of an act": ExplainedWord(
        _l("biên nhận"),
        _l(
            "Giấy hệ thống trao cho người vừa làm một việc: mã của việc đó, được ký ngay, và về "
            "sau kèm bằng chứng rằng nhật ký giữ nó."
        ),
    ),
    "log": ExplainedWord(
        _l("nhật ký"),
        _l(
            "Sổ ghi nối tiếp mọi việc đã làm, mỗi dòng khóa vào các dòng trước: sửa hay bỏ một "
            "dòng cũ thì kiểm tra thấy ngay."
        ),
    ),
    "checkpoint": ExplainedWord(
        _l("điểm chốt"),
        _l(
            "Cỡ và mã gốc của nhật ký ở một thời điểm, có chữ ký. Hai điểm chốt cho biết nhật ký "
            "chỉ dài thêm hay đã bị sửa."
        ),
    ),
    "notice": ExplainedWord(
        _l("thông báo"),
        _l(
            "Điều chức vụ của bạn cần biết: có người nhắc đến bạn, việc bị trả lại, việc quá "
            "hạn, văn bản đã có người mở."
        ),
    ),
    "result, explained": ExplainedWord(
        _l("vì sao có kết quả này"),
        _l(
            "Mọi con số, quy tắc và phép so sánh dẫn đến điểm, thứ hạng hoặc danh hiệu của một "
            "đơn vị."
        ),
    ),
    "measure": ExplainedWord(
        _l("nội dung so sánh"),
        _l("Điều được đặt cạnh nhau qua các năm: điểm, thứ hạng, danh hiệu, một tiêu chí."),
    ),
    "appraisal": ExplainedWord(
        _l("thẩm định"),
        _l(
            "Đơn vị trưởng khối chấm lại phiếu tự chấm của một đơn vị; đổi điểm thì phải ghi lý do."
        ),
    ),
    "explanation": ExplainedWord(
        _l("giải trình"),
        _l("Trả lời của đơn vị khi điểm bị đổi: chấp nhận, hoặc không nhất trí và nói vì sao."),
    ),
    "second person": ExplainedWord(
        _l("người thứ hai"),
        _l(
            "Người khác phải đồng ý thì mới có hiệu lực: tài khoản, bổ nhiệm chức vụ phê duyệt, "
            "lùi bước, ban hành quy trình, xóa dữ liệu cá nhân."
        ),
    ),
}


def install(app: Flask) -> None:
    """Give the words to every template."""
    app.jinja_env.globals["glossary"] = TERMS
