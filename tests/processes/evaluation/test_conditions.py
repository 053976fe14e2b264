"""A unit that a condition excludes has no rank and stands for no award; the pages say why."""

from sqlalchemy.orm import Session

from tests.domain.bloc_years import PLAN
from tests.worlds.rows import pairs
from tests.worlds.year import UNITS, Year

CONDITIONS = """
[[conditions]]
id = "first-section"
name = "Phần I dưới mức tối thiểu"
effect = "exclude"
least = [{ of = ["c1-1"], points = POINTS }]

[[grades]]
id = "good"
name = "Hoàn thành tốt"
min = { share = "1%", base = "scale" }
"""


def highest(year: Year, session: Session) -> str:
    """Play the plan up to adoption and return the second-highest points of the first criterion."""
    year.through("evaluation", "adopt")
    found = pairs(session, "SELECT unit_id, coalesce(appraisal_2, appraisal_1)::text FROM score"
                           " WHERE criterion_id = 'c1-1'")  # fmt: skip
    return str(max(found.values(), key=float))


def test_who_falls_short_is_excluded_and_told_why(year: Year, session: Session) -> None:
    with session.begin_nested() as tried:
        most = highest(year, session)
        tried.rollback()
    year.cases.clear()
    year.imported(PLAN + CONDITIONS.replace("POINTS", most))
    year.through("award_review", "candidates")
    ranks = pairs(session, "SELECT unit_id, rank FROM sheet")
    points = pairs(session, "SELECT unit_id, coalesce(appraisal_2, appraisal_1)::text FROM score"
                            " WHERE criterion_id = 'c1-1'")  # fmt: skip
    out = {unit for unit in UNITS if float(points[unit]) < float(most)}
    assert out
    assert {unit for unit, rank in ranks.items() if rank is None} == out
    assert min(rank for rank in ranks.values() if rank) == 1
    because = pairs(session, "SELECT unit_id, ineligible_because FROM candidate"
                             " WHERE award_id = 'flag'")  # fmt: skip
    assert {unit for unit, why in because.items() if why == "condition/first-section"} == out
