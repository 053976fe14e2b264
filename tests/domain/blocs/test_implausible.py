"""What is seldom meant in a bloc-year file is a warning with its line, and no mistake."""

import re

import pytest

from server.domain.bloc_file import Doubt, implausible
from server.domain.bloc_file.implausible import DOUBTS
from tests.domain.bloc_years import PLAN, SECOND, read

FLAG_QUOTA = "{ min_units = 1, max_units = 10, maximum = 1 }"
THRESHOLD = 'percent = 50, base = "present", inclusive = false'
CASES = [
    (Doubt.FAR_FROM_YEAR, "deadlines[8].date", "date = 2024-12-13", "date = 2026-12-13"),
    (Doubt.QUOTA_NOBODY, "awards[1].quota", FLAG_QUOTA, FLAG_QUOTA.replace("m = 1", "m = 0")),
    (Doubt.QUOTA_ABOVE_UNITS, "awards[1].quota", FLAG_QUOTA, FLAG_QUOTA.replace("m = 1", "m = 6")),
    (Doubt.QUOTA_ABOVE_RANK, "awards[1].quota", FLAG_QUOTA, FLAG_QUOTA.replace("m = 1", "m = 5")),
    (
        Doubt.ABOVE_WHOLE,
        "voting.threshold.share",
        THRESHOLD,
        THRESHOLD.replace("percent = 50", 'share = "110%"'),
    ),
    (Doubt.OUT_OF_REACH, "awards[1].eligibility.min", "min_percent = 90", "min = { points = 500 }"),
]


@pytest.mark.parametrize(("code", "field", "old", "new"), CASES, ids=[case[0] for case in CASES])
def test_what_is_implausible_is_told_with_its_line(
    code: Doubt, field: str, old: str, new: str
) -> None:
    assert old in PLAN
    source = PLAN.replace(old, new, 1)
    found = implausible(source, read(source))
    assert (code, field) in [(each.code, each.field) for each in found]
    [line] = {each.line for each in found if each.code is code}
    assert line > 1
    said = " ".join(each.message(language) for each in found for language in ("vi", "en"))
    assert not re.search(r"{[a-z]+}", said)


def test_every_kind_of_warning_has_a_case_and_its_words() -> None:
    assert {case[0] for case in CASES} == set(Doubt) == set(DOUBTS)


def test_the_two_files_to_copy_from_have_none() -> None:
    assert implausible(PLAN, read(PLAN)) == ()
    assert implausible(SECOND, read(SECOND)) == ()
