"""A bloc of any number of made-up units, for tests and benchmarks: the plan with other units."""

from importlib.resources import files

PLAN = "khoi-vhxh1-2024.toml"
_UNIT = """
[[units]]
id = "bac-giang/don-vi-{n:04d}"
role = "{role}"
name = {{ vi = "Đơn vị mẫu {n:04d}", en = "Sample unit {n:04d}" }}
short = {{ vi = "ĐV mẫu {n:04d}", en = "Sample {n:04d}" }}
posts = [
{posts}]
"""
_POST = '  {{ position = "{position}", title = {{ vi = "{vi} – ĐV mẫu {n:04d}" }} }},\n'
_TITLES = {
    "officer": "Cán bộ TĐKT",
    "head": "Thủ trưởng",
    "appraiser": "Cán bộ thẩm định",
    "secretary": "Thư ký Khối",
}
_HEAD = {
    'id = "bac-giang/khoi-vhxh1"': 'id = "bac-giang/khoi-mau-{units}"',
    "Khối thi đua các cơ quan lĩnh vực Văn hóa - Xã hội 1": "Khối thi đua mẫu {units} đơn vị",
    "Emulation bloc of agencies in culture and society, No. 1": "Sample bloc of {units} units",
    "Khối VHXH1": "Khối mẫu {units}",
    "Culture–Society Bloc 1": "Sample bloc {units}",
}
"""What a bloc of its own is called, where the plan's is."""
_OF_ROLE = {
    "leader": ("officer", "head", "appraiser", "secretary"),
    "deputy": ("officer", "head", "appraiser"),
    "member": ("officer", "head"),
}


def plan() -> str:
    """Return the plan's bloc-year file."""
    return (files("server.demo") / PLAN).read_text(encoding="utf-8")


def scaled(units: int) -> str:
    """Return a bloc-year file of so many units (at least 2) under the plan's other rules."""
    blocks = plan().split("\n[[")
    kept = [block for block in blocks[1:] if not block.startswith("units]]")]
    head = blocks[0]
    for named, own in _HEAD.items():
        head = head.replace(named, own.format(units=units))
    made = "".join(_unit(n, "leader" if n == 1 else "deputy" if n == 2 else "member")  # noqa: PLR2004
                   for n in range(1, units + 1))  # fmt: skip
    rest = "\n[[".join(["", *kept])
    return head + made + rest.replace("max_units = 1000", f"max_units = {max(units, 1000)}")


def _unit(n: int, role: str) -> str:
    posts = "".join(
        _POST.format(position=position, vi=_TITLES[position], n=n) for position in _OF_ROLE[role]
    )
    return _UNIT.format(n=n, role=role, posts=posts)
