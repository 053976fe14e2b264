"""Fields that several forms have: shares, floors, quorums, thresholds, names."""

from collections.abc import Mapping
from typing import Any, TypeAlias

from server.domain.bloc_draft.parts import DraftPart
from server.domain.bloc_draft.score_tree import rows
from server.web.bloc_parts.fields import FieldKind, FormField, said
from server.web.words.catalogue import gettext as _

Document: TypeAlias = Mapping[str, Any]


def field(
    path: str,
    label: str,
    kind: FieldKind = FieldKind.TEXT,
    choices: Mapping[str, str] | None = None,
    hint: str = "",
) -> FormField:
    """Make a field; `path` has its keys with spaces between."""
    return FormField(
        path=tuple(path.split()), label=label, kind=kind, choices=choices or {}, hint=hint
    )


def name_field(label: str) -> FormField:
    """Make the field of what something is called."""
    return field("name", label, FieldKind.WORDS)


def sample_field() -> FormField:
    """Make the field that marks what the bloc has not decided."""
    return field("sample", _("Số liệu mẫu, Khối chưa quyết định"), FieldKind.FLAG)


def share_field(path: str, label: str) -> FormField:
    """Make the field of a share within a table."""
    return field(f"{path} share", label, hint=_("Phân số như 2/3, hoặc phần trăm như 90%."))


def strict_field(path: str) -> FormField:
    """Make the field that wants more than exactly as much."""
    return field(f"{path} strict", _("Phải hơn mức này; vừa bằng là chưa đủ"), FieldKind.FLAG)


def minimum(path: str) -> tuple[FormField, ...]:
    """Make the fields of the points an award or a grade asks for."""
    bases = {"scale": _("thang điểm"), "scale_with_bonus": _("thang điểm và điểm thưởng")}
    return (
        share_field(path, _("Điểm ít nhất: tỷ lệ")),
        field(f"{path} base", _("của"), FieldKind.CHOICE, bases),
        field(f"{path} points", _("hoặc số điểm ít nhất"), FieldKind.NUMBER),
        strict_field(path),
    )


def floor(document: Document) -> tuple[FormField, ...]:
    """Make the fields of the first floor of a condition or grade."""
    every = {"section": _("mỗi mục lớn"), "criterion": _("mỗi tiêu chí")}
    first = "least 0"
    return (
        field(f"{first} every", _("Xét"), FieldKind.CHOICE, every),
        field(
            f"{first} of", _("hoặc những mục, tiêu chí này"), FieldKind.PICKS, items_of(document)
        ),
        field(f"{first} points", _("phải có ít nhất số điểm"), FieldKind.NUMBER),
        share_field(first, _("hoặc tỷ lệ điểm tối đa của chính nó")),
        strict_field(first),
    )


def quorum() -> tuple[FormField, ...]:
    """Make the fields of how many must be there."""
    bases = {"all": _("tổng số đơn vị"), "reviewed": _("số đơn vị được xét")}
    return (
        share_field("quorum", _("Phải có mặt ít nhất")),
        field("quorum base", _("của"), FieldKind.CHOICE, bases),
        strict_field("quorum"),
    )


def threshold() -> tuple[FormField, ...]:
    """Make the fields of how many votes pass."""
    bases = {
        "all": _("tổng số thành viên"),
        "present": _("số có mặt"),
        "valid": _("số phiếu hợp lệ"),
    }
    reached = {"true": _("vừa bằng là đạt"), "false": _("phải hơn mới đạt")}
    return (
        share_field("threshold", _("Phiếu đồng ý cần")),
        field("threshold base", _("của"), FieldKind.CHOICE, bases),
        field("threshold inclusive", _("Khi vừa bằng mức"), FieldKind.YES_NO, reached),
    )


def items_of(document: Document, *, headings: bool = False) -> Mapping[str, str]:
    """Name the items of the score table by their ids, or its headings alone."""
    table = document.get(DraftPart.SCORE_TABLE, {})
    return {
        str(row.item.get("id")): f"{row.item.get('code', '')} {said(row.item.get('name'))}"
        for row in (rows(table) if isinstance(table, Mapping) else ())
        if not (headings and row.criterion)
    }


def named(document: Document, part: DraftPart) -> Mapping[str, str]:
    """Name the tables of a part by their ids."""
    found = document.get(part, ())
    listed = [each for each in found if isinstance(each, Mapping)]
    return {str(each.get("id", "")): said(each.get("name")) for each in listed}
