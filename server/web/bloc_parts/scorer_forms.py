"""The form of who gives points beside the units."""

from server.domain.bloc_draft.parts import DraftPart
from server.web.bloc_parts.fields import FieldKind
from server.web.bloc_parts.part_form import PartForm
from server.web.bloc_parts.row_fields import FormRows
from server.web.bloc_parts.rule_fields import Document, field, name_field, outside_of, units_of
from server.web.words.catalogue import gettext as _


def scorers(document: Document) -> PartForm:
    """Return the form of the scorers: one unit or body for all, or teams of units."""
    units = units_of(document)
    everybody = {**units, **outside_of(document)}
    own = _("Ai chấm cho chính đơn vị ấy (nếu là thành viên Khối)")
    first = _("Đơn vị đứng đầu tổ nhập điểm.")
    return PartForm(
        part=DraftPart.SCORERS,
        title=_("Ai cho điểm thay đơn vị"),
        lead=_(
            "Sở Nội vụ, một sở, hay tổ kiểm tra chéo cho điểm những tiêu chí đơn vị không tự chấm; "
            "tiêu chí nào thì ghi ở chính tiêu chí ấy. Chọn một cơ quan, hoặc chia tổ."
        ),
        fields=(
            name_field(_("Tên gọi")),
            field("by", _("Một cơ quan chấm cho tất cả"), FieldKind.CHOICE, everybody),
            field("own", own, FieldKind.CHOICE, everybody),
            FormRows(
                key="teams",
                one=_("Tổ"),
                fields=(
                    field("members", _("Đơn vị trong tổ"), FieldKind.PICKS, units, first),
                    field("checks", _("Tổ chấm cho"), FieldKind.PICKS, units),
                ),
            ),
        ),
        one=_("Người cho điểm"),
        prefix="cham-",
    )
