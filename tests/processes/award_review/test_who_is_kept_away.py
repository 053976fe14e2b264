"""Who may not be proposed, by other awards and by what records say, is told why, not eligible."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from flask import Flask

from server.domain.bloc_file import BlocYearFile, parse, to_rules
from server.domain.blocs.rules import CaseRules
from server.processes.award_review.candidacy_words import barred_words, kept_away
from server.processes.award_review.rules.eligibility import CONDITION
from server.processes.award_review.tables.results import CandidateRow
from server.processes.evaluation.explained_conditions import judged_part
from server.processes.evaluation.rules.facts import UnitFact
from server.web.words.language import COOKIE
from tests.domain.bloc_years import PLAN
from tests.domain.five_units import award, rules, voting
from tests.processes.case_pages import app

__all__ = ["app"]
LACKS = {"vi": "Không xét vì không được đề nghị: {flag}",
         "en": "Not considered, not being proposed for: {flag}"}  # fmt: skip
RECORD = """
[[conditions]]
id = "report"
name = "Báo cáo muộn"
effect = "exclude"
record = { of = "report.sent", slot = "annual", state = "late" }
"""


def candidate(name: str, unit: str, result: str = "", *, proposed: bool = True) -> CandidateRow:
    return CandidateRow(
        award_id=name,
        unit_id=unit,
        eligible=True,
        ineligible_because="",
        proposed=proposed,
        reason="",
        result=result,
        round=1 if result else None,
    )


def of_winners() -> CaseRules:
    merit = replace(award("merit", 2), winners_of="flag")
    return rules(awards=(award("flag", 1), merit), voting=voting())


def kept(found: CaseRules, rows: Sequence[CandidateRow]) -> dict[str, str]:
    return dict(kept_away(found, found.awards[1], rows))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_who_was_not_proposed_for_the_award_above_is_not_called_eligible(
    app: Flask, language: str
) -> None:
    found = of_winners()
    flag = found.awards[0].name.text(language)
    rows = [
        *(candidate("flag", "a", "nominated"), candidate("flag", "b", "not_nominated")),
        *(candidate("merit", unit) for unit in "abc"),
    ]
    with app.test_request_context(headers={"Cookie": f"{COOKIE}={language}"}):
        said = LACKS[language].format(flag=flag)
        assert kept(found, rows) == {"b": said, "c": said}


def test_nobody_is_kept_away_before_the_award_above_is_decided(app: Flask) -> None:
    found = of_winners()
    rows = [candidate(name, unit) for name in ("flag", "merit") for unit in "ab"]
    with app.test_request_context():
        assert kept(found, rows) == {}


def test_an_award_nobody_was_named_for_keeps_all_away_from_what_is_for_its_winners(
    app: Flask,
) -> None:
    found = of_winners()
    named = [candidate("flag", "a", proposed=False), candidate("merit", "a")]
    unnamed = [candidate(name, "a", proposed=False) for name in ("flag", "merit")]
    with app.test_request_context():
        assert list(kept(found, named)) == ["a"]
        assert kept(found, unnamed) == {}


@pytest.mark.parametrize(
    ("language", "reached", "told"),
    [
        ("vi", None, "hạn 15/11/2024, chưa thực hiện, chậm 2 ngày làm việc khi tổng hợp"),
        ("vi", date(2024, 11, 19), "hạn 15/11/2024, thực hiện ngày 19/11/2024, chậm 2 ngày"),
        ("en", date(2024, 11, 19), "15/11/2024"),
    ],
)
def test_a_condition_by_record_is_told_with_the_duty_that_was_not_kept(
    app: Flask, language: str, reached: date | None, told: str
) -> None:
    file = parse(PLAN + RECORD)
    assert isinstance(file, BlocYearFile)
    found, unit = to_rules(file), "bac-giang/so-gddt"
    fact = UnitFact(unit=unit, condition="report", due=date(2024, 11, 15), reached=reached, days=2)
    with app.test_request_context(headers={"Cookie": f"{COOKIE}={language}"}):
        part = judged_part(found, (), Fraction(90), {"report": fact})
        assert told in part.lines[0].said
        assert "Báo cáo muộn" in part.comes_to
        assert str(barred_words(found)[f"{CONDITION}report"]) == "Báo cáo muộn"
        free = judged_part(found, (), Fraction(90))
        assert "Báo cáo muộn" not in free.comes_to
