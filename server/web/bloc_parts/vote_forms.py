"""The forms of how the bloc and the Council vote."""

from server.domain.bloc_draft.parts import DraftPart
from server.web.bloc_parts.fields import FieldKind
from server.web.bloc_parts.part_form import PartForm
from server.web.bloc_parts.rule_fields import (
    Document,
    field,
    items_of,
    quorum,
    sample_field,
    threshold,
)
from server.web.words.catalogue import gettext as _


def voting(document: Document) -> PartForm:
    """Return the form of the bloc's votes."""
    ties = {
        "parts": _("điểm cao hơn ở các mục chọn dưới đây"),
        "final_score": _("điểm cuối cao hơn"),
        "second_round": _("bỏ phiếu vòng sau"),
        "council": _("để Hội đồng quyết định"),
    }
    modes = {
        "open": _("công khai, từng đơn vị trả lời"),
        "paper": _("phiếu kín, giấy, có kiểm phiếu"),
    }
    own = {"allow": _("được"), "forbid": _("không được")}
    nobody = {"none": _("không đề nghị ai"), "council": _("để Hội đồng quyết định")}
    headings = items_of(document, headings=True)
    return PartForm(
        part=DraftPart.VOTING,
        title=_("Bỏ phiếu của Khối"),
        lead=_("Ai có mặt, bao nhiêu phiếu thì đạt, bằng nhau thì làm gì."),
        fields=(
            field("mode", _("Cách bỏ phiếu"), FieldKind.CHOICE, modes),
            *quorum(),
            *threshold(),
            field("self_vote", _("Bỏ phiếu cho đơn vị mình"), FieldKind.CHOICE, own),
            field("tie_rule", _("Khi bằng phiếu, lần lượt"), FieldKind.PICKS, ties),
            field("tie_parts", _("Các mục so điểm"), FieldKind.PICKS, headings),
            field("max_rounds", _("Số vòng nhiều nhất"), FieldKind.WHOLE),
            field("nobody", _("Vòng sau không ai đạt"), FieldKind.CHOICE, nobody),
            field(
                "one_award_per_unit", _("Mỗi đơn vị một danh hiệu, cái cao nhất"), FieldKind.FLAG
            ),
            sample_field(),
        ),
        listed=False,
    )


def council() -> PartForm:
    """Return the form of the Council's votes."""
    recusal = {"leaves": _("ra khỏi số để tính tỷ lệ"), "stays": _("vẫn ở trong số để tính tỷ lệ")}
    aside = _("Ủy viên không tham gia biểu quyết việc liên quan mình")
    return PartForm(
        part=DraftPart.COUNCIL,
        title=_("Hội đồng tỉnh"),
        lead=_("Hội đồng thi đua, khen thưởng tỉnh họp và bỏ phiếu thế nào."),
        fields=(
            field("members", _("Số ủy viên"), FieldKind.WHOLE),
            *quorum(),
            *threshold(),
            field("written", _("Tính ý kiến bằng văn bản của ủy viên vắng"), FieldKind.FLAG),
            field("recusal", aside, FieldKind.CHOICE, recusal),
            sample_field(),
        ),
        listed=False,
    )
