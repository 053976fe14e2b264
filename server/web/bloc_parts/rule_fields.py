"""Fields that several forms have: shares, floors, quorums, thresholds, names."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from server.domain.bloc_draft.parts import DraftPart
from server.domain.bloc_draft.score_tree import rows
from server.domain.bloc_file.checks_roles import APART
from server.web.bloc_parts.fields import FieldKind, FormField, said
from server.web.bloc_parts.row_fields import FormRows
from server.web.words.catalogue import gettext as _

Document: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordChoices:
    """What records can be asked of, by what a file calls it: duties, figures, periods of cases."""

    duties: Mapping[str, str]
    figures: Mapping[str, str]
    periods: Mapping[str, str]


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


def unless_said(fields: Iterable[FormField], nothing: str) -> tuple[FormField, ...]:
    """Say of fields what holds where nothing is chosen."""
    return tuple(replace(each, nothing=nothing) for each in fields)


def name_field(label: str) -> FormField:
    """Make the field of what something is called."""
    return field("name", label, FieldKind.WORDS)


def sample_field() -> FormField:
    """Make the field that marks what the bloc has not decided."""
    return field("sample", _("Số liệu mẫu, Khối chưa quyết định"), FieldKind.FLAG)


def share_field(path: str, label: str) -> FormField:
    """Make the field of a share within a table; of a row's own, where `path` is empty."""
    return field(f"{path} share", label, hint=_("Phân số như 2/3, hoặc phần trăm như 90%."))


def strict_field(path: str) -> FormField:
    """Make the field that wants more than exactly as much; `path` as for a share."""
    return field(f"{path} strict", _("Phải hơn mức này; vừa bằng là chưa đủ"), FieldKind.FLAG)


def minimum(path: str) -> tuple[FormField, ...]:
    """Make the fields of the points an award or a grade asks for."""
    bases = {"scale": _("thang điểm"), "scale_with_bonus": _("thang điểm và điểm thưởng")}
    base = field(f"{path} base", _("của"), FieldKind.CHOICE_OR_NUMBER, bases)
    return (
        share_field(path, _("Điểm ít nhất: tỷ lệ")),
        replace(base, or_number=_("hoặc của số điểm")),
        field(f"{path} points", _("hoặc số điểm ít nhất"), FieldKind.NUMBER),
        strict_field(path),
    )


def floors(document: Document) -> FormRows:
    """Make the rows of the floors of a condition or grade."""
    every = {"section": _("mỗi mục lớn"), "criterion": _("mỗi tiêu chí")}
    share = _("hoặc tỷ lệ điểm tối đa của chính nó")
    return FormRows(
        key="least",
        one=_("Mức sàn"),
        fields=(
            field("every", _("Xét"), FieldKind.CHOICE, every),
            field("of", _("hoặc những mục, tiêu chí này"), FieldKind.PICKS, items_of(document)),
            field("points", _("phải có ít nhất số điểm"), FieldKind.NUMBER),
            share_field("", share),
            strict_field(""),
        ),
    )


def duty_fields(path: str, label: str, known: RecordChoices) -> tuple[FormField, ...]:
    """Make the fields of a duty whose records are asked."""
    return (field(f"{path} of", label, FieldKind.CHOICE, known.duties), *period_field(path, known))


def figure_field(path: str, label: str, known: RecordChoices) -> tuple[FormField, ...]:
    """Make the field of a figure that records count."""
    asked = field(path, label, FieldKind.CHOICE, known.figures)
    return unless_said([asked], _("đơn vị tự nhập"))


def period_field(path: str, known: RecordChoices) -> tuple[FormField, ...]:
    """Make the field of the period whose records are asked."""
    period = field(f"{path} slot", _("chỉ của kỳ"), FieldKind.CHOICE, known.periods)
    return unless_said([period], _("mọi kỳ"))


def quorum(everybody: str) -> tuple[FormField, ...]:
    """Make the fields of how many must be there; `everybody` is what all are called."""
    bases = {"all": everybody, "reviewed": _("số đơn vị được xét")}
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
    return {str(each.get("id", "")): said(each.get("name")) for each in _listed(document.get(part))}


def awards_known(document: Document) -> Mapping[str, str]:
    """Name the awards of this year by their ids, and those of years before that it speaks of."""
    past = _listed(document.get(DraftPart.HISTORY))
    return {
        **{name: name for each in past if (name := str(each.get("award", "")))},
        **named(document, DraftPart.AWARDS),
    }


def units_of(document: Document) -> Mapping[str, str]:
    """Name the bloc's units by their ids."""
    return _called(document.get(DraftPart.UNITS))


def gone_of(document: Document, units: Mapping[str, str]) -> Mapping[str, str]:
    """Name the units that are members no more by their ids; `units` are what units are called."""
    gone = (str(each.get("unit", "")) for each in _listed(document.get(DraftPart.REORGANISED)))
    return {unit: units.get(unit, unit) for unit in gone}


def outside_of(document: Document) -> Mapping[str, str]:
    """Name by their ids the bodies outside the bloc that may give points."""
    bodies = _listed(document.get(DraftPart.BODIES))
    return _called([each for each in bodies if each.get("kind") not in APART])


def _called(found: object) -> Mapping[str, str]:
    return {
        str(each.get("id", "")): said(each.get("short") or each.get("name"))
        for each in _listed(found)
    }


def _listed(found: object) -> Sequence[Document]:
    return [each for each in found if isinstance(each, Mapping)] if isinstance(found, list) else []
