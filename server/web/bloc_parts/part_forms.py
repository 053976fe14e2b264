"""The forms of all parts of a bloc-year, in the order they are filled in."""

from collections.abc import Mapping

from server.domain.bloc_draft.parts import DraftPart
from server.web.bloc_parts import paper_forms, vote_forms
from server.web.bloc_parts.fields import FieldKind
from server.web.bloc_parts.part_form import PartForm
from server.web.bloc_parts.rule_fields import (
    Document,
    field,
    floor,
    minimum,
    name_field,
    named,
    sample_field,
    share_field,
)
from server.web.words.catalogue import gettext as _


def forms(document: Document) -> Mapping[DraftPart, PartForm]:
    """Return the forms of a document's parts."""
    made = (
        paper_forms.deadlines(),
        _awards(document),
        vote_forms.voting(document),
        vote_forms.council(),
        _conditions(document),
        _grades(document),
        paper_forms.register(),
        paper_forms.waves(),
        paper_forms.recipients(),
        paper_forms.legal_bases(),
    )
    return {form.part: form for form in made}


def _awards(document: Document) -> PartForm:
    awards, grades = named(document, DraftPart.AWARDS), named(document, DraftPart.GRADES)
    sizes = _("Từ số đơn vị đến số đơn vị: tối đa. Ví dụ 1-10: 1; 11-2000: 2")
    rounding = {"down": _("xuống"), "up": _("lên"), "half_up": _("nửa thì lên")}
    return PartForm(
        part=DraftPart.AWARDS,
        title=_("Danh hiệu và hạn mức"),
        lead=_("Xếp từ cao xuống thấp. Mỗi danh hiệu có một cách ghi hạn mức."),
        fields=(
            name_field(_("Danh hiệu, hình thức")),
            field("quota", _("Hạn mức theo số đơn vị của Khối"), FieldKind.QUOTA, hint=sizes),
            share_field("quota_share", _("hoặc tỷ lệ số đơn vị")),
            field("quota_share rounding", _("làm tròn"), FieldKind.CHOICE, rounding),
            field("quota_of", _("hoặc chung hạn mức với"), FieldKind.CHOICE, awards),
            field("eligibility max_rank", _("Từ hạng trở lên"), FieldKind.WHOLE),
            *minimum("eligibility min"),
            field("eligibility grade", _("Xếp loại ít nhất"), FieldKind.CHOICE, grades),
            sample_field(),
        ),
        one=_("Danh hiệu"),
        prefix="danh-hieu-",
    )


def _conditions(document: Document) -> PartForm:
    effects = {
        "exclude": _("không xét"),
        "downgrade": _("hạ một bậc xếp loại"),
        "noted": _("không được những xếp loại nêu nó"),
    }
    return PartForm(
        part=DraftPart.CONDITIONS,
        title=_("Điều kiện loại"),
        lead=_("Điểm “liệt”: thiếu mức này thì không xét hoặc hạ bậc, dù tổng điểm bao nhiêu."),
        fields=(
            name_field(_("Điều kiện")),
            field("effect", _("Không đạt thì"), FieldKind.CHOICE, effects),
            *floor(document),
        ),
        one=_("Điều kiện"),
        prefix="dieu-kien-",
    )


def _grades(document: Document) -> PartForm:
    return PartForm(
        part=DraftPart.GRADES,
        title=_("Xếp loại"),
        lead=_("Từ cao xuống thấp; đơn vị được loại đầu tiên mà nó đủ điểm."),
        fields=(
            name_field(_("Xếp loại")),
            *minimum("min"),
            *floor(document),
            field(
                "without",
                _("Không dành cho đơn vị vướng"),
                FieldKind.PICKS,
                named(document, DraftPart.CONDITIONS),
            ),
        ),
        one=_("Xếp loại"),
        prefix="loai-",
    )
