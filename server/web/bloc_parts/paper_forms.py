"""The forms of the bloc's papers and of its year: deadlines, waves, register, recipients, bases."""

from collections.abc import Mapping
from typing import Final

from server.domain.bloc_draft.parts import DraftPart
from server.domain.bloc_draft.samples import sample_of
from server.domain.blocs.known_deadlines import NEEDED_DEADLINES
from server.web.bloc_parts.fields import FieldKind
from server.web.bloc_parts.part_form import PartForm
from server.web.bloc_parts.rule_fields import (
    Document,
    field,
    name_field,
    named,
    sample_field,
    unless_said,
)
from server.web.words.catalogue import gettext as _
from server.web.words.catalogue import lazy_gettext as _l

OPTIONAL: Final[Mapping[str, object]] = {
    "points_by_others": _l("Cơ quan khác, tổ kiểm tra chéo cho điểm"),
    "pledge": _l("Ký kết giao ước thi đua"),
    "pledge_first_quarter": _l("Báo cáo thực hiện giao ước quý I; hệ thống yêu cầu các đơn vị"),
    "pledge_second_quarter": _l("Báo cáo thực hiện giao ước quý II; hệ thống yêu cầu các đơn vị"),
    "pledge_third_quarter": _l("Báo cáo thực hiện giao ước quý III; hệ thống yêu cầu các đơn vị"),
    "pledge_result": _l("Kết quả thực hiện giao ước cả năm; hệ thống yêu cầu các đơn vị"),
    "regulation": _l("Ban hành quy chế, bảng chấm điểm"),
    "six_month_report": _l("Báo cáo sơ kết 6 tháng; hệ thống yêu cầu các đơn vị báo cáo"),
    "mid_year_conference": _l("Hội nghị sơ kết 6 tháng"),
    "annual_report": _l("Báo cáo tổng kết năm; hệ thống yêu cầu các đơn vị báo cáo"),
    "year_end_conference": _l("Hội nghị tổng kết năm"),
    "next_pledge": _l("Ký kết giao ước thi đua năm sau"),
    "award_review": _l("Họp bình xét, bỏ phiếu"),
    "home_affairs": _l("Sở Nội vụ tiếp nhận, thẩm định hồ sơ"),
    "council": _l("Hội đồng tỉnh họp, bỏ phiếu"),
    "decision": _l("Chủ tịch UBND tỉnh quyết định"),
    "publication": _l("Công bố kết quả"),
}
"""What the processes may know by name beside the deadlines that every file has."""


def deadlines(document: Document) -> PartForm:
    """Return the form of the deadlines; those every file has cannot be left out."""
    known = {
        **named({DraftPart.DEADLINES: sample_of(DraftPart.DEADLINES)}, DraftPart.DEADLINES),
        **named(document, DraftPart.DEADLINES),
        **{id_: str(label) for id_, label in OPTIONAL.items()},
    }
    which = field("id", _("Mốc nào"), FieldKind.CHOICE, known)
    kinds = {
        "by": _("đến hết ngày"),
        "before": _("trước ngày"),
        "on_occasion": _("vào dịp, không có ngày"),
        "unspecified": _("văn bản không ghi ngày"),
    }
    return PartForm(
        part=DraftPart.DEADLINES,
        title=_("Thời hạn"),
        lead=_("Các mốc bắt buộc có sẵn; mốc chưa có ngày thì chọn “văn bản không ghi ngày”."),
        fields=(
            *unless_said((which,), _("mốc riêng của Khối")),
            name_field(_("Việc")),
            field("kind", _("Cách tính hạn"), FieldKind.CHOICE, kinds),
            field("date", _("Ngày"), FieldKind.DAY),
            field("source", _("Theo văn bản nào"), FieldKind.WORDS),
            sample_field(),
        ),
        one=_("Mốc"),
        prefix="moc_",
        always=NEEDED_DEADLINES,
    )


def register() -> PartForm:
    """Return the form of the bloc's register of documents."""
    moments = {"on_signing": _("khi ký"), "before_signing": _("trước khi ký, in vào văn bản")}
    where = _("Ghi trước ngày tháng của văn bản in ra: cơ quan cấp tỉnh ghi tên tỉnh.")
    hint = _("Ví dụ KTĐVHXH1: văn bản của Khối mang số 05/KH-KTĐVHXH1.")
    return PartForm(
        part=DraftPart.REGISTER,
        title=_("Sổ văn bản"),
        lead=_("Khối đánh số văn bản của mình thế nào."),
        fields=(
            field("symbol", _("Ký hiệu của Khối"), hint=hint),
            field("moment", _("Cấp số"), FieldKind.CHOICE, moments),
            field("place", _("Địa danh"), hint=where),
            sample_field(),
        ),
        listed=False,
    )


def waves() -> PartForm:
    """Return the form of the waves of the year."""
    return PartForm(
        part=DraftPart.WAVES,
        title=_("Đợt thi đua"),
        lead=_("Các đợt trong năm, nếu có."),
        fields=(
            name_field(_("Tên đợt")),
            field("starts", _("Từ ngày"), FieldKind.DAY),
            field("ends", _("Đến hết ngày"), FieldKind.DAY),
        ),
        one=_("Đợt"),
        prefix="dot-",
    )


def recipients() -> PartForm:
    """Return the form of whom documents go to."""
    return PartForm(
        part=DraftPart.RECIPIENTS,
        title=_("Nơi nhận"),
        lead=_("Văn bản của Khối gửi cho ai, nếu đã định."),
        fields=(name_field(_("Nơi nhận")),),
        one=_("Nơi nhận"),
        prefix="noi-nhan-",
    )


def legal_bases() -> PartForm:
    """Return the form of what the bloc's regulation rests on."""
    return PartForm(
        part=DraftPart.LEGAL_BASES,
        title=_("Căn cứ pháp lý"),
        lead=_(
            "Luật, nghị định, quyết định mà quy chế của Khối dựa vào. "
            "Khi in xếp theo hiệu lực: luật, nghị định trước; chỉ thị, công văn theo thứ tự ở đây."
        ),
        fields=(
            field("symbol", _("Số, ký hiệu")),
            name_field(_("Tên văn bản")),
            field("issued", _("Ngày ban hành"), FieldKind.DAY),
            field("in_force", _("Có hiệu lực từ ngày"), FieldKind.DAY),
            field("until", _("Đến hết ngày"), FieldKind.DAY),
        ),
        one=_("Căn cứ"),
        prefix="can-cu-",
    )
