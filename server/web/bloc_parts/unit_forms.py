"""The form of units that are members no more: where they went, and by which decision."""

from collections.abc import Mapping

from server.domain.bloc_draft.parts import DraftPart
from server.web.bloc_parts.fields import FieldKind
from server.web.bloc_parts.part_form import PartForm
from server.web.bloc_parts.rule_fields import Document, field, units_of, unless_said
from server.web.words.catalogue import gettext as _


def reorganised(document: Document, known: Mapping[str, str]) -> PartForm:
    """Return the form of the units that are gone; `known` are those of the province by id."""
    members = units_of(document)
    gone = {unit: name for unit, name in known.items() if unit not in members}
    into = field("into", _("Nhập vào"), FieldKind.CHOICE, members)
    return PartForm(
        part=DraftPart.REORGANISED,
        title=_("Đơn vị sáp nhập, giải thể"),
        lead=_(
            "Đơn vị không còn trong Khối vì tổ chức lại. Việc còn lại của năm trước vẫn của chức "
            "vụ cũ; quản trị giao chức vụ ấy cho người của đơn vị tiếp nhận."
        ),
        fields=(
            field("unit", _("Đơn vị"), FieldKind.CHOICE, gone),
            *unless_said((into,), _("không đơn vị nào của Khối")),
            field("day", _("Từ ngày"), FieldKind.DAY),
            field("decision", _("Số, ngày quyết định")),
            field("awards", _("Danh hiệu các năm trước tính cho đơn vị ấy"), FieldKind.FLAG),
        ),
        one=_("Đơn vị"),
        key="unit",
    )
