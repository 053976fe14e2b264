"""The forms of what excludes or downgrades a unit, and of grades."""

from server.domain.bloc_draft.parts import DraftPart
from server.web.bloc_parts.fields import FieldKind
from server.web.bloc_parts.part_form import PartForm
from server.web.bloc_parts.rule_fields import (
    Document,
    RecordChoices,
    duty_fields,
    field,
    floors,
    minimum,
    name_field,
    named,
)
from server.web.words.catalogue import gettext as _


def conditions(document: Document, known: RecordChoices) -> PartForm:
    """Return the form of the conditions; `known` is what records can be asked of."""
    effects = {
        "exclude": _("không xét"),
        "downgrade": _("hạ một bậc xếp loại"),
        "noted": _("không được những xếp loại nêu nó"),
    }
    evidence = {"required": _("có, phải kèm tệp"), "optional": _("có, tệp không bắt buộc")}
    states = {
        "missing": _("quá hạn mà chưa làm"),
        "late": _("làm muộn hoặc chưa làm"),
        "reorganised": _("đơn vị sáp nhập, giải thể trước khi làm"),
    }
    return PartForm(
        part=DraftPart.CONDITIONS,
        title=_("Điều kiện loại"),
        lead=_(
            "Đơn vị phạm điều kiện thì không xét hoặc hạ bậc, dù tổng điểm bao nhiêu. "
            "Mỗi điều kiện dựa vào một nguồn: điểm, việc thư ký ghi nhận, hoặc nhiệm vụ có hạn."
        ),
        fields=(
            name_field(_("Điều kiện")),
            field("effect", _("Phạm thì"), FieldKind.CHOICE, effects),
            floors(document),
            field("fact evidence", _("hoặc thư ký ghi nhận"), FieldKind.CHOICE, evidence),
            *duty_fields("record", _("hoặc nhiệm vụ có hạn"), known),
            field("record state", _("khi nhiệm vụ ấy"), FieldKind.CHOICE, states),
        ),
        one=_("Điều kiện"),
        prefix="dieu-kien-",
    )


def grades(document: Document) -> PartForm:
    """Return the form of the grades."""
    barred, known = _("Không dành cho đơn vị vướng"), named(document, DraftPart.CONDITIONS)
    return PartForm(
        part=DraftPart.GRADES,
        title=_("Các mức xếp loại"),
        lead=_("Từ cao xuống thấp; đơn vị được loại đầu tiên mà nó đủ điểm."),
        fields=(
            name_field(_("Xếp loại")),
            *minimum("min"),
            floors(document),
            field("without", barred, FieldKind.PICKS, known),
        ),
        one=_("Xếp loại"),
        prefix="loai-",
    )
