"""The forms of a bloc's awards, and of who had them in years before."""

from collections.abc import Mapping

from server.domain.bloc_draft.parts import DraftPart
from server.web.bloc_parts.fields import FieldKind
from server.web.bloc_parts.part_form import PartForm
from server.web.bloc_parts.rule_fields import (
    Document,
    awards_known,
    field,
    gone_of,
    minimum,
    name_field,
    named,
    sample_field,
    share_field,
    units_of,
)
from server.web.words.catalogue import gettext as _


def awards(document: Document) -> PartForm:
    """Return the form of the awards: how many there are, and who may be proposed."""
    awards, grades = named(document, DraftPart.AWARDS), named(document, DraftPart.GRADES)
    sizes = _("Từ số đơn vị đến số đơn vị: tối đa. Ví dụ 1-10: 1; 11-2000: 2")
    rounding = {"down": _("xuống"), "up": _("lên"), "half_up": _("nửa thì lên")}
    grade = _("Xếp loại ít nhất")
    prior = "eligibility prior"
    return PartForm(
        part=DraftPart.AWARDS,
        title=_("Danh hiệu và hạn mức"),
        lead=_("Xếp từ cao xuống thấp. Mỗi danh hiệu có một cách ghi hạn mức."),
        fields=(
            name_field(_("Danh hiệu, hình thức")),
            field("quota", _("Hạn mức theo số đơn vị của Khối"), FieldKind.QUOTA, hint=sizes),
            share_field("quota_share", _("hoặc tỷ lệ số đơn vị")),
            field("quota_share rounding", _("làm tròn"), FieldKind.CHOICE, rounding),
            field("quota_share at_least", _("nhưng ít nhất"), FieldKind.WHOLE),
            field("quota_of", _("hoặc chung hạn mức với"), FieldKind.CHOICE, awards),
            field("winners_of", _("Chỉ xét đơn vị được đề nghị"), FieldKind.CHOICE, awards),
            field("not_winners_of", _("Không xét đơn vị được đề nghị"), FieldKind.CHOICE, awards),
            field("eligibility max_rank", _("Từ hạng trở lên"), FieldKind.WHOLE),
            *minimum("eligibility min"),
            field("eligibility grade", grade, FieldKind.CHOICE, grades),
            field(f"{prior} award", _("Đã được"), choices=awards_known(document), hint=_code()),
            field(f"{prior} wins", _("ít nhất số lần"), FieldKind.WHOLE),
            field(f"{prior} years", _("trong số năm gần đây"), FieldKind.WHOLE),
            sample_field(),
        ),
        one=_("Danh hiệu"),
        prefix="danh-hieu-",
    )


def history(document: Document, units: Mapping[str, str]) -> PartForm:
    """Return the form of the awards of years before, which no decision in the system has.

    They are those of members, and of `units` that went into one.
    """
    told_of = {**gone_of(document, units), **units_of(document)}
    return PartForm(
        part=DraftPart.HISTORY,
        title=_("Danh hiệu các năm trước"),
        lead=_(
            "Chỉ cần khi danh hiệu đòi hỏi đã được khen các năm trước: "
            "ghi những quyết định chưa có trong hệ thống."
        ),
        fields=(
            field("unit", _("Đơn vị"), FieldKind.CHOICE, told_of),
            field("award", _("Được"), choices=awards_known(document), hint=_code()),
            field("year", _("Năm"), FieldKind.YEAR),
            field("decision", _("Số, ngày quyết định")),
        ),
        one=_("Lần được khen"),
        key="",
    )


def _code() -> str:
    return _("Mã danh hiệu: một danh hiệu ở đây, hoặc mã của danh hiệu khác trong sổ quyết định.")
