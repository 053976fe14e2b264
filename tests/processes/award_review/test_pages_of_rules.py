"""What a bloc's paper says of single awards, grades and conditions stands on its pages."""

from html import unescape

import pytest
from flask import Flask

from server.web.words.language import COOKIE
from tests.domain.bloc_years import PLAN
from tests.processes.case_pages import app, task_of
from tests.worlds.web.pages import sign_in
from tests.worlds.year import Year

__all__ = ["app"]
ELIGIBILITY = "eligibility = { max_rank = 4, min_percent = 80 }"
ASKED = """not_winners_of = "flag"
eligibility = { min = { share = "90%", base = 1000, strict = true }, grade = "good" }"""
RULES = """
[[voting.awards]]
award = "flag"
threshold = { share = "2/3", base = "all", inclusive = true }
tie_rule = ["parts", "second_round"]
tie_parts = ["s1"]
nobody = "council"

[[conditions]]
id = "first"
name = "Phần đầu quá thấp"
effect = "exclude"
least = [{ of = ["s1"], share = "100%" }]

[[conditions]]
id = "zero"
name = "Có tiêu chí quá thấp"
effect = "downgrade"
least = [{ every = "criterion", share = "99%" }]

[[grades]]
id = "good"
name = "Hoàn thành tốt"
min = { points = 1 }
least = [{ every = "section", share = "1%", strict = true }]
"""


@pytest.fixture
def ruled(committed: Year) -> Year:
    """Answer a year whose paper says all of this."""
    assert ELIGIBILITY in PLAN
    committed.imported(
        PLAN.replace(ELIGIBILITY, ASKED, 1).replace("[council]", f"{RULES}\n[council]")
    )
    return committed.through("award_review", "candidates")


@pytest.mark.parametrize(
    ("language", "excluded"),
    [("vi", "không xếp hạng, không xét khen thưởng"), ("en", "not ranked, stands for no award")],
)
def test_the_pages_tell_the_rules_and_who_falls_short(
    app: Flask, ruled: Year, language: str, excluded: str
) -> None:
    client = sign_in(app, "so-khcn.secretary")
    client.set_cookie(COOKIE, language)
    bloc = unescape(client.get(f"/blocs/{ruled.bloc_year_id}").text)
    for word in ("2/3", "Phần đầu quá thấp", "Hoàn thành tốt", "90%"):
        assert word in bloc
    scores = unescape(client.get(f"/cases/{ruled.case_id}?tab=scores").text)
    assert "Phần đầu quá thấp" in scores
    assert excluded in scores
    for tab in ("", "?tab=awards"):
        assert "Phần đầu quá thấp" in unescape(client.get(f"/cases/{ruled.case_id}{tab}").text)
    assert "Phần đầu quá thấp" in unescape(client.get(task_of(ruled, "candidates")).text)
