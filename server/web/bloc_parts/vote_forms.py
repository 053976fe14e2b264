"""The forms of how the bloc and the Council vote, and of what is otherwise for single awards."""

from collections.abc import Sequence

from server.domain.bloc_draft.parts import DraftPart
from server.web.bloc_parts.fields import FieldKind, FormField
from server.web.bloc_parts.part_form import WITHIN, PartForm
from server.web.bloc_parts.rule_fields import (
    Document,
    field,
    items_of,
    named,
    quorum,
    sample_field,
    threshold,
    unless_said,
)
from server.web.words.catalogue import gettext as _


def voting(document: Document) -> PartForm:
    """Return the form of the bloc's votes."""
    several = {"forbid": _("không được"), "allow": _("được")}
    return PartForm(
        part=DraftPart.VOTING,
        title=_("Bỏ phiếu của Khối"),
        lead=_("Ai có mặt, bao nhiêu phiếu thì đạt, bằng nhau thì làm gì."),
        fields=(
            *_rules(document),
            field(
                "several_ballots",
                _("Một người bỏ phiếu cho nhiều đơn vị"),
                FieldKind.CHOICE,
                several,
            ),
            field(
                "one_award_per_unit", _("Mỗi đơn vị một danh hiệu, cái cao nhất"), FieldKind.FLAG
            ),
            sample_field(),
        ),
        listed=False,
    )


def own_voting(document: Document) -> PartForm:
    """Return the form of what is otherwise for single awards where the bloc votes."""
    return PartForm(
        part=DraftPart.VOTING,
        title=_("Bỏ phiếu riêng từng danh hiệu"),
        lead=_("Chỉ ghi danh hiệu mà Khối bỏ phiếu khác quy định chung, và chỉ những gì khác."),
        fields=(_award(document), *unless_said(_rules(document), _("như quy định chung"))),
        one=_("Quy định"),
        within=WITHIN[DraftPart.VOTING],
        key="award",
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
            *quorum(_("tổng số ủy viên")),
            *threshold(),
            field("written", _("Tính ý kiến bằng văn bản của ủy viên vắng"), FieldKind.FLAG),
            field("recusal", aside, FieldKind.CHOICE, recusal),
            sample_field(),
        ),
        listed=False,
    )


def own_council(document: Document) -> PartForm:
    """Return the form of what is otherwise for single awards where the Council votes."""
    rules = (*quorum(_("tổng số ủy viên")), *threshold())
    return PartForm(
        part=DraftPart.COUNCIL,
        title=_("Hội đồng: riêng từng danh hiệu"),
        lead=_("Chỉ ghi danh hiệu mà Hội đồng bỏ phiếu khác quy định chung, và chỉ những gì khác."),
        fields=(_award(document), *unless_said(rules, _("như quy định chung"))),
        one=_("Quy định"),
        within=WITHIN[DraftPart.COUNCIL],
        key="award",
    )


def _award(document: Document) -> FormField:
    return field("award", _("Danh hiệu"), FieldKind.CHOICE, named(document, DraftPart.AWARDS))


def _rules(document: Document) -> Sequence[FormField]:
    """Make the fields of a vote, of the bloc's or of a single award's."""
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
    return (
        field("mode", _("Cách bỏ phiếu"), FieldKind.CHOICE, modes),
        *quorum(_("tổng số đơn vị")),
        *threshold(),
        field("self_vote", _("Bỏ phiếu cho đơn vị mình"), FieldKind.CHOICE, own),
        field("tie_rule", _("Khi bằng phiếu, lần lượt"), FieldKind.PICKS, ties),
        field(
            "tie_parts",
            _("Các mục so điểm"),
            FieldKind.PICKS,
            items_of(document, headings=True),
        ),
        field("max_rounds", _("Số vòng nhiều nhất"), FieldKind.WHOLE),
        field("nobody", _("Vòng sau không ai đạt"), FieldKind.CHOICE, nobody),
    )
