"""What is seldom meant in a bloc-year file is a warning with its line, and no mistake."""

import re

import pytest

from server.domain.bloc_doubts import DOUBTS, Doubt, RecordsInUse, implausible
from server.domain.manifest import PrintoutEntry
from tests.domain.bloc_years import PLAN, SECOND, read
from tests.regulations.result_sheets import PAPERS
from tests.regulations.result_sheets import source as source_of

FLAG_QUOTA = "{ min_units = 1, max_units = 10, maximum = 1 }"
THRESHOLD = 'percent = 50, base = "present", inclusive = false'
UNIT_ID = r'\[\[units\]\]\nid = "(.+)"'
MORE_THAN_ALL = 'min = { share = "100%", base = "scale", strict = true }'
OF_NOTHING = 'min = { share = "90%", base = 0 }'
MERIT = 'id = "merit"'
QUOTA_ROWS = """quota = [
  { min_units = 1, max_units = 7, maximum = 2 },
  { min_units = 8, max_units = 2000, maximum = 3 },
]"""
QUORUM = "numerator = 2, denominator = 3"
ALWAYS = 'percent = 0, base = "present", inclusive = true'
MEMBERS = "members = 15"
OWN = '[{ award = "flag", threshold = { share = "1/1", base = "all", inclusive = false } }]'
MOST = "max_points = 15"
NO = f"{MOST}, yes_no = false"
WAVES = "[[waves]]"
SCORER = f'[[scorers]]\nid = "so"\nname = "Sở"\nby = "bac-giang/so-noi-vu"\n{WAVES}'
IN_USE = RecordsInUse(
    duties={"report.sent", "pledge.signed"},
    figures={"conference.attended", "conference.listed"},
    slots={"report": {"annual", "six_month"}, "conference": {"year_end"}},
    printouts={("plan", "plan"): PrintoutEntry(name="Kế hoạch", of="x", see="x", closing="Hết")},
)
WHOLE = 'share = "100%", strict = true'
STRICTLY = "points = 80, strict = true"
FLOOR = 'least = [{ of = ["c1-1"], points = 1 }]'
ALL = f"not_for = {re.findall(UNIT_ID, PLAN)}".replace("'", '"')


def shared(share: str, least: int) -> str:
    """Write a quota that is a share of the units."""
    return f'quota_share = {{ share = "{share}", rounding = "down", at_least = {least} }}'


def history(award: str) -> str:
    """Write an award of a year before."""
    unit = 'unit = "bac-giang/so-gddt"'
    return f'[[history]]\n{unit}\naward = "{award}"\nyear = 2020\ndecision = "1"\n{WAVES}'


def record(of: str) -> str:
    """Write a condition by the record of a duty."""
    rest = f'record = {{ of = "{of}", state = "late" }}\n{WAVES}'
    return f'[[conditions]]\nid = "x"\nname = "X"\neffect = "exclude"\n{rest}'


def wording(own: str, text: str) -> str:
    """Write what the plan's printout says in place of a text."""
    where = 'process = "plan"\nprintout = "plan"'
    return f'[[wordings]]\n{where}\nown = "{own}"\ntext = "{text}"\n{WAVES}'


def condition(least: str) -> str:
    """Write a condition with a floor under the first criterion, of 15 points at most."""
    floor = f'least = [{{ of = ["c1-1"], {least} }}]'
    return f'[[conditions]]\nid = "x"\nname = "X"\neffect = "exclude"\n{floor}\n{WAVES}'


def grades(higher: str, lower: str, floor: str = "", *, of_higher: str = "") -> str:
    """Write two grades: the points each asks for, and their floors."""
    first = f'[[grades]]\nid = "a"\nname = "A"\nmin = {{ {higher} }}\n{of_higher}\n'
    return f'{first}[[grades]]\nid = "b"\nname = "B"\nmin = {{ {lower} }}\n{floor}\n{WAVES}'


NOTED = condition("points = 1").replace('"exclude"', '"noted"')
CASES = [
    (Doubt.FAR_FROM_YEAR, "deadlines[10].date", "date = 2024-12-13", "date = 2026-12-13"),
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
    (Doubt.OUT_OF_REACH, "awards[1].eligibility.min", "min_percent = 90", MORE_THAN_ALL),
    (Doubt.FAR_FROM_YEAR, "bloc.effective_from", "effective_from = 2024", "effective_from = 2026"),
    (Doubt.QUOTA_ABOVE_UNITS, "awards[2].quota_share.at_least", QUOTA_ROWS, shared("50%", 6)),
    (Doubt.ASKS_NOTHING, "awards[2].quota_share.share", QUOTA_ROWS, shared("0%", 1)),
    (Doubt.QUOTA_ABOVE_WINNERS, "awards[2].quota", MERIT, f'{MERIT}\nwinners_of = "flag"'),
    (Doubt.NOBODY_PASSES, "voting.threshold", THRESHOLD, THRESHOLD.replace("= 50", "= 100")),
    (Doubt.NOBODY_PASSES, "voting.quorum", QUORUM, 'share = "100%", strict = true'),
    (Doubt.ASKS_NOTHING, "voting.quorum", QUORUM, 'share = "0%"'),
    (Doubt.ASKS_NOTHING, "voting.threshold", THRESHOLD, ALWAYS),
    (Doubt.NOBODY_PASSES, "council.awards[1].threshold", MEMBERS, f"{MEMBERS}\nawards = {OWN}"),
    (Doubt.ASKS_NOTHING, "awards[1].eligibility.min_percent", "percent = 90", "percent = 0"),
    (Doubt.ASKS_NOTHING, "awards[1].eligibility.min", "min_percent = 90", OF_NOTHING),
    (Doubt.FOR_NO_UNIT, "score_table.sections[1].criteria[1].not_for", MOST, f"{MOST}, {ALL}"),
    (Doubt.NO_IS_NOTHING, "score_table.sections[1].criteria[1].yes_no", MOST, NO),
    (Doubt.AWARD_UNASKED, "history[1].award", WAVES, history("merrit")),
    (Doubt.FLOOR_ABOVE_MAXIMUM, "conditions[1].least[1]", WAVES, condition("points = 15.01")),
    (Doubt.FLOOR_ABOVE_MAXIMUM, "conditions[1].least[1]", WAVES, condition(WHOLE)),
    (Doubt.ASKS_NOTHING, "conditions[1].least[1]", WAVES, condition("points = 0")),
    (Doubt.ASKS_NOTHING, "conditions[1].least[1]", WAVES, condition('share = "0%"')),
    (Doubt.GRADE_ASKS_MORE, "grades[2]", WAVES, grades("points = 80", "points = 81")),
    (Doubt.GRADE_ASKS_MORE, "grades[2]", WAVES, grades("points = 80", "points = 80")),
    (Doubt.GRADE_ASKS_MORE, "grades[2]", WAVES, grades("points = 80", STRICTLY)),
    (Doubt.GRADE_ASKS_MORE, "grades[2]", WAVES, grades("points = 80", "points = 70", FLOOR)),
    (Doubt.NOTED_FOR_NOTHING, "conditions[1].effect", WAVES, NOTED),
    (Doubt.SCORER_UNUSED, "scorers[1].id", WAVES, SCORER),
    (Doubt.WORDING_UNUSED, "wordings[1].own", WAVES, wording("Hết.", "Xong")),
    (Doubt.WORDING_UNUSED, "wordings[1].own", WAVES, wording("Hết", "Xong {revise.text}")),
    (Doubt.DUTY_UNKNOWN, "conditions[1].record.of", WAVES, record("report.send")),
    (
        Doubt.DUTY_UNKNOWN,
        "score_table.sections[1].criteria[1].days_late.of",
        MOST,
        f'{MOST}, days_late = {{ per_day = 1, of = "reports.sent" }}',
    ),
    (
        Doubt.FIGURE_UNKNOWN,
        "score_table.sections[1].criteria[1].count.of",
        MOST,
        f'{MOST}, count = {{ per = 1, of = "conference.attendde" }}',
    ),
    (
        Doubt.FIGURE_UNKNOWN,
        "score_table.sections[1].criteria[1].target.out_of",
        MOST,
        f'{MOST}, target = {{ formula = "ratio", out_of = "conference.lited" }}',
    ),
    (
        Doubt.SLOT_UNKNOWN,
        "conditions[1].record.slot",
        WAVES,
        record('report.sent", slot = "anual'),
    ),
    (
        Doubt.SLOT_UNKNOWN,
        "score_table.sections[1].criteria[1].count.slot",
        MOST,
        f'{MOST}, count = {{ per = 1, of = "conference.attended", slot = "year" }}',
    ),
]
FINE = [
    record("report.sent"),
    record('report.sent", slot = "annual'),
    record('pledge.signed", slot = "of any name'),
    history("merit"),
    wording("Hết", "Xong {year}"),
    condition("points = 15"),
    condition("points = 0, strict = true"),
    grades("points = 80", "points = 70"),
    grades("points = 80", "points = 0"),
    grades("points = 80", "points = 80", of_higher=FLOOR),
    grades("points = 80", "points = 70", FLOOR, of_higher=FLOOR),
    NOTED.replace(WAVES, grades("points = 80", "points = 80", of_higher='without = ["x"]')),
]


@pytest.mark.parametrize(("code", "field", "old", "new"), CASES)
def test_what_is_implausible_is_told_with_its_line(
    code: Doubt, field: str, old: str, new: str
) -> None:
    assert old in PLAN
    source = PLAN.replace(old, new, 1)
    found = implausible(source, read(source), recorded=IN_USE)
    assert (code, field) in [(each.code, each.field) for each in found]
    [line] = {each.line for each in found if each.code is code}
    assert line > 1
    said = " ".join(each.message(language) for each in found for language in ("vi", "en"))
    assert not re.search(r"{[a-z]+}", said)


def test_nothing_is_said_of_duties_where_no_process_is_known() -> None:
    source = PLAN.replace(WAVES, record("report.send"), 1)
    assert implausible(source, read(source)) == ()


def test_every_kind_of_warning_has_a_case_and_its_words() -> None:
    elsewhere = {Doubt.PROCESS_TOO_OLD}  # tests/actions/cases/test_old_processes.py
    assert {case[0] for case in CASES} | elsewhere == set(Doubt) == set(DOUBTS)


@pytest.mark.parametrize("added", FINE)
def test_what_papers_say_is_no_warning(added: str) -> None:
    source = PLAN.replace(WAVES, added, 1)
    assert implausible(source, read(source), recorded=IN_USE) == ()


@pytest.mark.parametrize("paper", PAPERS)
def test_real_papers_have_none(paper: str) -> None:
    source = source_of(paper)
    assert implausible(source, read(source)) == ()


def test_the_two_files_to_copy_from_have_none() -> None:
    assert implausible(PLAN, read(PLAN)) == ()
    assert implausible(SECOND, read(SECOND)) == ()
