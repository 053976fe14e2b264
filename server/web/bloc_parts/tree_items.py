"""The form of one item of the score table: a section, a part within one, or a criterion."""

from collections.abc import Mapping, Sequence
from typing import Final

from server.domain.bloc_draft.parts import DraftPart
from server.domain.bloc_draft.score_tree import Place, end_of, free_id, rows, written
from server.domain.bloc_file.reading_score_table import THE_UNIT
from server.domain.blocs.rules import Formula
from server.web.bloc_parts.fields import FieldKind, FormField, Item, value_at
from server.web.bloc_parts.rule_fields import (
    RecordChoices,
    duty_fields,
    field,
    figure_field,
    named,
    period_field,
    units_of,
)
from server.web.words.catalogue import gettext as _

KIND_KEYS: Final = ("steps", "yes_no", "count", "days_late", "target")
KNOWN: Final = ("id", "way", "criteria", "parts", "count", "target", "yes_no")
"""Keys of an item that other fields, or its place in the tree, say."""
WAY: Final = "way"
"""The name of the field that says how a criterion is scored."""


def own_fields() -> Sequence[FormField]:
    """Return the fields of the score table itself."""
    left_out = {
        "exclude": _("bỏ khỏi thang điểm"),
        "zero": _("tính 0 điểm"),
        "full": _("tính đủ điểm"),
    }
    rounding = {
        "half_up": _("nửa thì làm tròn lên"),
        "half_even": _("nửa thì về số chẵn"),
        "down": _("bỏ phần lẻ"),
    }
    exceed = {"true": _("được vượt thang"), "false": _("không vượt thang")}
    return (
        _choice("not_applicable", _("Tiêu chí không áp dụng cho đơn vị thì"), left_out),
        FormField(
            path=("decimals",),
            label=_("Điểm lẻ đến mấy chữ số"),
            kind=FieldKind.WHOLE,
        ),
        FormField(
            path=("final_decimals",),
            label=_("Điểm cuối hiện đến mấy chữ số lẻ"),
            kind=FieldKind.WHOLE,
        ),
        _choice("rounding", _("Làm tròn"), rounding),
        FormField(
            path=("bonus_may_exceed",),
            label=_("Điểm thưởng"),
            kind=FieldKind.YES_NO,
            choices=exceed,
        ),
        FormField(
            path=("sample",),
            label=_("Số liệu mẫu, Khối chưa quyết định"),
            kind=FieldKind.FLAG,
        ),
    )


def fields_of(place: Place, document: Item, known: RecordChoices) -> Sequence[FormField]:
    """Return the fields of an item of a document's score table."""
    named = (
        FormField(path=("code",), label=_("Số thứ tự")),
        FormField(path=("name",), label=_("Nội dung"), kind=FieldKind.WORDS),
    )
    if place[-1][0] == "c":
        return (*named, *_criterion(document, known))
    kinds = {"normal": _("trong thang điểm"), "bonus": _("điểm thưởng"), "deduction": _("điểm trừ")}
    kind = (_choice("kind", _("Loại mục"), kinds),) if place[-1][0] == "s" else ()
    cap = _("Tính nhiều nhất (nếu ít hơn tổng các điểm bên trong)")
    printed = _("Điểm in cạnh mục (để so với tổng)")
    return (
        *named,
        *kind,
        FormField(path=("cap",), label=cap, kind=FieldKind.NUMBER),
        FormField(path=("max_points",), label=printed, kind=FieldKind.NUMBER),
        *_scored_by(document),
    )


def _scored_by(document: Item) -> Sequence[FormField]:
    """Make the field of who gives the points, where anybody but the units does."""
    others = named(document, DraftPart.SCORERS)
    table = document.get(DraftPart.SCORE_TABLE)
    lines = rows(table) if isinstance(table, Mapping) else ()
    if not others and not any(line.item.get("scored_by") for line in lines):
        return ()
    above = _("như mục ở trên; mục lớn thì đơn vị tự chấm")
    itself = {THE_UNIT: _("đơn vị tự chấm, dù mục ở trên thì không")}
    return (
        FormField(
            path=("scored_by",),
            label=_("Ai cho điểm"),
            kind=FieldKind.CHOICE,
            choices={**others, **itself},
            nothing=above,
        ),
    )


def _criterion(document: Item, known: RecordChoices) -> Sequence[FormField]:
    evidence = {"optional": _("không bắt buộc"), "required": _("bắt buộc")}
    days = {"working": _("ngày làm việc"), "calendar": _("ngày liên tục")}
    return (
        _number(("max_points",), _("Điểm tối đa")),
        _choice("evidence", _("Minh chứng"), evidence),
        FormField(
            path=(WAY,),
            label=_("Cách chấm"),
            kind=FieldKind.CHOICE,
            choices=ways(),
            hint=_("Chỉ ghi những ô dưới đây của cách đã chọn."),
        ),
        FormField(
            path=("steps",),
            label=_("Theo bậc: các mức điểm"),
            kind=FieldKind.NUMBERS,
            hint=_("Ví dụ 0; 5; 10. Mức cao nhất là điểm tối đa."),
        ),
        _number(("count", "per"), _("Theo số lần: điểm mỗi lần")),
        *figure_field("count of", _("Theo số lần: lấy số lần từ hồ sơ"), known),
        *period_field("count", known),
        _number(("days_late", "per_day"), _("Chậm: điểm trừ mỗi ngày")),
        *duty_fields("days_late", _("Chậm: lấy số ngày từ nhiệm vụ có hạn"), known),
        _choice("days_late days", _("Chậm: tính"), days),
        _number(("target", "value"), _("Theo chỉ tiêu: chỉ tiêu chung (để trống: từng đơn vị)")),
        _number(("target", "at_target"), _("Theo chỉ tiêu: điểm khi vừa đạt chỉ tiêu")),
        *figure_field("target of", _("Theo chỉ tiêu: lấy kết quả từ hồ sơ"), known),
        *figure_field("target out_of", _("Theo chỉ tiêu: lấy chỉ tiêu từ hồ sơ"), known),
        *period_field("target", known),
        *_scored_by(document),
        FormField(
            path=("not_for",),
            label=_("Không áp dụng cho"),
            kind=FieldKind.PICKS,
            choices=units_of(document),
        ),
    )


def ways() -> Mapping[str, str]:
    """Say how a criterion can be scored."""
    return {
        "free": _("tự do, từ 0 đến điểm tối đa"),
        "steps": _("theo bậc"),
        "yes_no": _("có hoặc không"),
        "count": _("theo số lần, cộng đến điểm tối đa"),
        "count_full": _("theo số lần, trừ dần từ điểm tối đa"),
        "days_late": _("trừ theo ngày chậm"),
        "ratio": _("tỷ lệ thực hiện chỉ tiêu"),
        "inverse": _("theo chỉ tiêu, càng thấp càng tốt"),
        "excess": _("theo chỉ tiêu, phần vượt so với đơn vị vượt cao nhất Khối"),
        "best": _("so với đơn vị cao nhất Khối"),
    }


def with_way(item: Item) -> Item:
    """Add how a criterion is scored, as the form shows it."""
    return {**item, WAY: way_of(item)}


def way_of(item: Item) -> str:
    """Tell how a criterion is scored."""
    if value_at(item, ("target", "formula")):
        return str(value_at(item, ("target", "formula")))
    if value_at(item, ("count", "from_full")) is True:
        return "count_full"
    return next((key for key in KIND_KEYS if item.get(key)), "free")


def settled(item: Item) -> Item:
    """Keep of a criterion's kinds the one that was chosen, and write it as the file does."""
    way = str(item.get(WAY) or "free")
    key = "target" if way in set(Formula) else {"count_full": "count"}.get(way, way)
    kept = {k: v for k, v in item.items() if k != WAY and (k not in KIND_KEYS or k == key)}
    inner = kept.get(key, {})
    match way:
        case "yes_no":
            kept[key] = True
        case "count" | "count_full":
            per = {k: v for k, v in inner.items() if k != "from_full"}
            kept[key] = per | ({"from_full": True} if way == "count_full" else {})
        case "ratio" | "inverse" | "excess":
            kept[key] = {**inner, "formula": way}
        case "best":
            kept[key] = {"formula": "best", **{k: inner[k] for k in ("of", "slot") if k in inner}}
        case "days_late" | "steps":
            kept.setdefault(key, {} if way == "days_late" else [])
        case _:
            pass
    return kept


def with_id(table: Item, place: Place, item: Item) -> Item:
    """Give a new item an id that nothing in the table has yet."""
    if item.get("id"):
        return item
    wanted = {"s": "s", "p": "p", "c": "c"}[place[-1][0]] + "-".join(
        str(n + 1) for _step, n in place
    )
    return {"id": free_id(table, wanted), **item}


def based_on(item: Item) -> str:
    """Name an item by its id, which it keeps where it is moved; nothing where it has none."""
    return f"id:{item['id']}" if item.get("id") else ""


def place_now(table: Item, place: Place, base: str) -> Place:
    """Return where an item is now that was opened at a place; a new one, or one gone, is last.

    Raises NoSuchItem where the heading itself is gone.
    """
    if not base:
        return place
    there = (row.place for row in rows(table) if based_on(row.item) == base)
    return next(there, None) or end_of(table, place[:-1], place[-1][0])


def anchor(place: Place) -> str:
    """Name a line of the tree on its page."""
    return f"at-{written(place).replace('.', '-')}"


def _choice(path: str, label: str, choices: Mapping[str, str]) -> FormField:
    return field(path, label, FieldKind.CHOICE, choices)


def _number(path: tuple[str, ...], label: str) -> FormField:
    return FormField(path=path, label=label, kind=FieldKind.NUMBER)
