"""The plan's year with points that units do not give themselves: of every kind of scorer."""

from tests.domain.bloc_years import PLAN
from tests.worlds.year import DEPUTY, LEADER, PRESS, RADIO, SCHOOL

HOME_AFFAIRS, FINANCE = "bac-giang/so-noi-vu", "bac-giang/so-tai-chinh"
BEST, SECTOR, CROSS, STEPS, DEDUCTED = "c1-1", "c1-2", "c1-3", "c1-4", "c7-1"
PARTIES = (FINANCE, SCHOOL, DEPUTY, LEADER, HOME_AFFAIRS)
_CHANGES = (
    ("max_points = 15,", 'max_points = 15, scored_by = "finance", target = { formula = "best" },'),
    ("max_points = 7,", 'max_points = 7, scored_by = "sector",'),
    ("max_points = 9,", 'max_points = 9, scored_by = "cross", days_late = { per_day = 1.5 },'),
    ("max_points = 5,", 'max_points = 5, scored_by = "cross", steps = [0, 2.5, 5],'),
    ('id = "s7"\n', 'id = "s7"\nscored_by = "snv"\n'),
)
_WHO = f"""
[[bodies]]
id = "{FINANCE}"
kind = "department"
name = "Sở Tài chính"
short = "Sở Tài chính"
posts = [
  {{ position = "officer", title = "Cán bộ tổng hợp" }},
  {{ position = "head", title = "Giám đốc Sở Tài chính" }},
]

[[scorers]]
id = "snv"
name = {{ vi = "Sở Nội vụ", en = "Home Affairs" }}
by = "{HOME_AFFAIRS}"

[[scorers]]
id = "finance"
name = {{ vi = "Sở Tài chính", en = "Finance" }}
by = "{FINANCE}"

[[scorers]]
id = "sector"
name = {{ vi = "Sở quản lý ngành", en = "The sector's department" }}
by = "{SCHOOL}"
own = "{DEPUTY}"

[[scorers]]
id = "cross"
name = {{ vi = "Tổ kiểm tra chéo", en = "Cross-check team" }}
teams = [
  {{ members = ["{LEADER}", "{PRESS}"], checks = ["{DEPUTY}", "{SCHOOL}", "{RADIO}"] }},
  {{ members = ["{DEPUTY}", "{SCHOOL}"], checks = ["{LEADER}", "{PRESS}"] }},
]

[[deadlines]]
id = "points_by_others"
name = "Chấm điểm cho đơn vị khác"
kind = "by"
date = 2024-12-16
source = "Quy chế của Khối"
"""


def plan_scored_by_home_affairs() -> str:
    """Write the plan's file; Home Affairs takes points off, and no other body takes part."""
    old, new = _CHANGES[-1]
    scorer = f'[[scorers]]\nid = "snv"\nname = "Sở Nội vụ"\nby = "{HOME_AFFAIRS}"\n'
    return PLAN.replace(old, new, 1).replace("[[waves]]", f"{scorer}\n[[waves]]", 1)


def plan_scored_by_others() -> str:
    """Write the plan's file; its first section and the deductions are scored by others."""
    text = PLAN
    for old, new in _CHANGES:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text.replace("[[waves]]", f"{_WHO}\n[[waves]]", 1)
