"""What was revoked counts in no later year; what was judged before it stays as it was judged."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from server.domain.bloc_draft import document
from server.domain.bloc_sheet.toml_text import tables_in
from server.processes.award_review.tables.past_awards import past_awards
from tests.domain.bloc_years import PLAN
from tests.processes.revocation.awarded import Awarded
from tests.worlds.rows import pairs
from tests.worlds.year import PLAN as YEAR_2024
from tests.worlds.year import Year

YEAR_2025 = YEAR_2024.replace("2024", "2025")
ASKS = PLAN.replace("year = 2024", "year = 2025", 1).replace(
    "max_rank = 4, min_percent = 80",
    'min_percent = 0, prior = { award = "merit", wins = 1, years = 3 }',
    1,
)
POSTS = ("officer", "head", "appraiser", "secretary")
BECAUSE = (
    "SELECT unit_id, ineligible_because FROM candidate WHERE case_id = :case AND award_id = 'merit'"
)


def reviewed(year: Year) -> UUID:
    """Play the year of 2025 until its review has judged who may stand."""
    year.bloc_year_id, kept = YEAR_2025, dict(year.cases)
    year.cases.clear()
    year.through("award_review", "candidates")
    case_id = year.case_id
    year.bloc_year_id, year.cases = YEAR_2024, kept
    return case_id


def test_a_revoked_award_counts_in_no_later_year_not_even_from_the_file(
    awarded: Awarded, session: Session
) -> None:
    awarded.revoked()
    told = (
        f'[[history]]\nunit = "{awarded.unit}"\naward = "merit"\nyear = 2024\ndecision = "QĐ 5"\n'
    )
    awarded.year.imported(f"{ASKS}\n{told}")
    case_id = reviewed(awarded.year)
    found = pairs(session, BECAUSE, case=case_id)
    assert found[awarded.unit] == "prior"
    assert "" in found.values()


def test_what_was_judged_before_a_revocation_stays_judged(
    awarded: Awarded, session: Session
) -> None:
    year = awarded.year
    year.imported(ASKS)
    case_id, judged = reviewed(year), year.now
    before = pairs(session, BECAUSE, case=case_id)
    assert before[awarded.unit] == ""
    awarded.revoked()
    assert pairs(session, BECAUSE, case=case_id) == before
    merit = (awarded.unit, "merit", 2024)
    assert merit in past_awards(session, case_id, 3, at=judged).won
    later = past_awards(session, case_id, 3, at=year.now)
    assert merit in later.revoked - later.won


def test_who_follows_an_awarded_unit_has_its_awards_where_the_file_says_so(
    awarded: Awarded, session: Session
) -> None:
    gone = awarded.unit
    values = document.read(ASKS)
    left = [
        {**unit, "role": role, "posts": [{"position": each, "title": each} for each in POSTS]}
        for unit, role in zip(
            (unit for unit in tables_in(values["units"]) if unit["id"] != gone),
            ("leader", "deputy", "member", "member"),
            strict=True,
        )
    ]
    follows = str(left[-1]["id"])
    values["units"] = left
    values.pop("persons", None)
    values["reorganised"] = [
        {"unit": gone, "into": follows, "day": date(2025, 1, 1), "decision": "x", "awards": True}
    ]
    awarded.year.imported(document.write(values))
    found = pairs(session, BECAUSE, case=reviewed(awarded.year))
    assert found[follows] == ""
    assert gone not in found
