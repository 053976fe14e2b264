"""What the rules of a line of the score table say in words, as a record keeps them: Vietnamese."""

from collections.abc import Mapping
from typing import Final

from server.domain.bloc_sheet.toml_text import TomlValue

_NAMES: Final[Mapping[str, str]] = {
    "kind": "loại",
    "cap": "trần",
    "evidence": "minh chứng",
    "not_for": "không áp dụng cho",
    "scored_by": "ai cho điểm",
    "steps": "các bậc điểm",
    "yes_no": "có hoặc không",
    "count": "theo số lần",
    "per": "mỗi lần",
    "from_full": "trừ dần từ điểm tối đa",
    "days_late": "trừ theo ngày chậm",
    "per_day": "mỗi ngày",
    "days": "đếm ngày",
    "target": "theo chỉ tiêu",
    "formula": "công thức",
    "value": "chỉ tiêu",
    "at_target": "điểm khi vừa đạt chỉ tiêu",
    "out_of": "lấy chỉ tiêu từ hồ sơ",
    "of": "nhiệm vụ có hạn",
    "slot": "chỉ của kỳ",
    "not_applicable": "tiêu chí không áp dụng cho đơn vị thì",
    "rounding": "làm tròn",
    "decimals": "số chữ số lẻ",
    "final_decimals": "số chữ số lẻ của điểm cuối",
    "bonus_may_exceed": "điểm thưởng được vượt thang điểm",
    "arithmetic": "cách tính",
    "sample": "số liệu mẫu",
}
_WITHIN: Final[Mapping[tuple[str, str], str]] = {
    ("count", "of"): "lấy số lần từ hồ sơ",
    ("target", "of"): "lấy kết quả từ hồ sơ",
}
"""What a name says within another one, where it says something else elsewhere."""
_VALUES: Final[Mapping[tuple[str, str], str]] = {
    ("evidence", "required"): "bắt buộc",
    ("evidence", "optional"): "nếu có",
    ("kind", "normal"): "điểm thường",
    ("kind", "bonus"): "điểm thưởng",
    ("kind", "deduction"): "điểm trừ",
    ("not_applicable", "exclude"): "không tính vào thang điểm",
    ("not_applicable", "zero"): "tính 0 điểm",
    ("not_applicable", "full"): "tính đủ điểm",
    ("rounding", "half_up"): "nửa lên",
    ("rounding", "half_even"): "nửa về số chẵn",
    ("rounding", "down"): "bỏ phần lẻ",
    ("formula", "ratio"): "tỷ lệ thực hiện chỉ tiêu",
    ("formula", "inverse"): "càng thấp càng tốt",
    ("formula", "excess"): "có điểm cho phần vượt chỉ tiêu",
    ("formula", "best"): "so với đơn vị cao nhất Khối",
    ("days", "working"): "ngày làm việc",
    ("days", "calendar"): "ngày liên tục",
    ("arithmetic", "exact"): "không làm tròn giữa chừng",
}


def rule_words(name: str, value: TomlValue, *, within: str = "") -> str:
    """Say one rule, or a part of it `within` one; what has no words stands as it is written."""
    said = _WITHIN.get((within, name)) or _NAMES.get(name, name)
    return f"{said}: {_said(name, value)}"


def _said(name: str, value: TomlValue) -> str:
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, Mapping):
        parts = (rule_words(each, held, within=name) for each, held in value.items())
        return f"({', '.join(parts)})"
    if isinstance(value, list | tuple):
        return ", ".join(_said(name, each) for each in value)
    return _VALUES.get((name, str(value)), str(value))
