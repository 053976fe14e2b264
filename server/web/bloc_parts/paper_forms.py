"""The forms of the bloc's papers and of its year: deadlines, waves, register, recipients, bases."""

from server.domain.bloc_draft.parts import DraftPart
from server.domain.blocs.known_deadlines import NEEDED_DEADLINES
from server.web.bloc_parts.fields import FieldKind
from server.web.bloc_parts.part_form import PartForm
from server.web.bloc_parts.rule_fields import field, name_field, sample_field
from server.web.words.catalogue import gettext as _


def deadlines() -> PartForm:
    """Return the form of the deadlines; those every file has cannot be left out."""
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
    hint = _("Ví dụ KTĐVHXH1: văn bản của Khối mang số 05/KH-KTĐVHXH1.")
    return PartForm(
        part=DraftPart.REGISTER,
        title=_("Sổ văn bản"),
        lead=_("Khối đánh số văn bản của mình thế nào."),
        fields=(
            field("symbol", _("Ký hiệu của Khối"), hint=hint),
            field("moment", _("Cấp số"), FieldKind.CHOICE, moments),
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
        lead=_("Luật, nghị định, quyết định mà quy chế của Khối dựa vào."),
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
