"""The sentences of what a register refuses."""

from collections.abc import Mapping
from http import HTTPStatus

from server.domain.documents import registers
from server.domain.refusals import Refusal
from server.web.refusals.people import BAD, CONFLICT, FORBIDDEN
from server.web.words.catalogue import marked as _

REGISTER_WORDS: Mapping[type[Refusal], tuple[HTTPStatus, str]] = {
    registers.RegisterMissing: (
        CONFLICT,
        _(
            "Văn bản của quy trình này lấy số trong sổ của Khối, mà bộ quy tắc năm này chưa có sổ. "
            "Hãy nhờ người vận hành nạp bộ quy tắc có phần [register]."
        ),
    ),
    registers.NotYoursToNumber: (
        FORBIDDEN,
        _("Chỉ Trưởng khối và thư ký Khối giữ số, hủy số trong sổ văn bản của Khối."),
    ),
    registers.NumberReasonMissing: (BAD, _("Ghi lý do: sổ phải cho biết vì sao khuyết số.")),
    registers.NumberReasonTooLong: (BAD, _("Rút ngắn lý do còn tối đa %(limit)s ký tự.")),
    registers.NumberDayMissing: (BAD, _("Chọn ngày của văn bản.")),
    registers.NumberDayTooEarly: (BAD, _("Năm của ngày này Khối chưa có bộ quy tắc.")),
    registers.NumberDayAhead: (
        BAD,
        _("Ngày của văn bản là hôm nay hoặc ngày đã qua, không phải ngày sắp tới."),
    ),
    registers.NoSuchType: (
        BAD,
        _("Chọn văn bản của một hồ sơ, hoặc ghi ký hiệu loại văn bản chỉ gồm chữ, ví dụ KH."),
    ),
    registers.NumberReserved: (
        CONFLICT,
        _("Văn bản này của hồ sơ đã có số giữ sẵn: hủy số đó trước khi giữ số khác."),
    ),
    registers.NumberCancelled: (CONFLICT, _("Số này đã hủy: %(by)s hủy lúc %(at)s.")),
}
