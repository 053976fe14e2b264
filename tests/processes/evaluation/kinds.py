"""The plan's year with one criterion of each kind, a cap, and one decided not to be for a unit."""

from tests.domain.bloc_years import PLAN
from tests.worlds.year import SCHOOL

_CHANGES = (
    ("max_points = 15,", 'max_points = 15, target = { formula = "best" },'),
    ("max_points = 7,", f'max_points = 7, count = {{ per = 0.2 }}, not_for = ["{SCHOOL}"],'),
    ("max_points = 9,", "max_points = 9, days_late = { per_day = 1.5 },"),
    ("max_points = 5,", "max_points = 5, steps = [0, 2.5, 5],"),
    ("max_points = 4,", 'max_points = 4, target = { formula = "ratio", at_target = 3 },'),
)
BEST, COUNT, LATE, STEPS, RATIO = "c1-1", "c1-2", "c1-3", "c1-4", "c1-5"
DEEP = """parts = [
  { id = "s1a", code = "A", name = "Nhóm A", cap = 3, criteria = [
    { id = "c1-6", code = "1.6", max_points = 2, evidence = "optional", name = "Việc thứ nhất" },
    { id = "c1-7", code = "1.7", max_points = 2, evidence = "optional", name = "Việc thứ hai" },
  ] },
]
cap = 40
"""


def plan_with_kinds() -> str:
    """Write the plan's file; its first section has the kinds, and a part within it."""
    text = PLAN
    for old, new in _CHANGES:
        assert old in text
        text = text.replace(old, new, 1)
    head = 'kind = "normal"\n'
    return text.replace(head, head + DEEP, 1)
