"""Who gives the points that units do not give themselves: one for each unit, and never itself."""

from server.domain.blocs import scored_cells
from server.domain.blocs.rules import CaseRules
from tests.domain.bloc_years import PLAN, rules

SECTION = '[[score_table.sections]]\nid = "s1"\n'
DEPARTMENT = """[[bodies]]
id = "bac-giang/so-tai-chinh"
kind = "department"
name = "Sở Tài chính"
short = "Sở Tài chính"
posts = [{ position = "officer", title = "Cán bộ" }, { position = "head", title = "Giám đốc" }]
"""


def scored(scorer: str, *, extra: str = "") -> CaseRules:
    """Return the plan's rules with the first section scored by somebody else."""
    changed = f'{extra}[[scorers]]\nid = "x"\nname = "X"\n{scorer}\n{SECTION}scored_by = "x"\n'
    assert SECTION in PLAN
    return rules(PLAN.replace(SECTION, changed, 1))


def who_scores(given: CaseRules) -> dict[str, set[str]]:
    """Return who is scored by each party."""
    return {
        party: {cell.unit for cell in scored_cells.cells_of(given, party)}
        for party in scored_cells.parties(given)
    }


def test_a_body_scores_every_unit() -> None:
    given = scored('by = "bac-giang/so-noi-vu"')
    assert who_scores(given) == {"bac-giang/so-noi-vu": {unit.id for unit in given.units}}


def test_a_department_that_takes_no_other_part_may_score() -> None:
    given = scored('by = "bac-giang/so-tai-chinh"', extra=DEPARTMENT)
    assert [*who_scores(given)] == ["bac-giang/so-tai-chinh"]
    assert given.bodies.receiving("bac-giang/so-tai-chinh") == "officer"


def test_a_unit_that_scores_the_others_is_scored_by_another() -> None:
    given = scored('by = "bac-giang/so-gddt"\nown = "bac-giang/ban-dan-toc"')
    others = {unit.id for unit in given.units} - {"bac-giang/so-gddt"}
    assert who_scores(given) == {
        "bac-giang/so-gddt": others,
        "bac-giang/ban-dan-toc": {"bac-giang/so-gddt"},
    }


def test_the_first_of_a_team_enters_the_points_of_those_it_checks() -> None:
    one, two, three, four, five = (unit.id for unit in rules().units)
    team = (
        f'teams = [{{ members = ["{one}", "{two}"], checks = ["{three}", "{four}", "{five}"] }}, '
    )
    team += f'{{ members = ["{three}"], checks = ["{one}", "{two}"] }}]'
    given = scored(team)
    assert who_scores(given) == {three: {one, two}, one: {three, four, five}}
    scorer = (given.scorers or ())[0]
    assert scorer.team_of(four) == (one, two)


def test_nobody_is_asked_for_what_does_not_apply_to_a_unit() -> None:
    text = PLAN.replace("max_points = 15", 'max_points = 15, not_for = ["bac-giang/so-gddt"]', 1)
    changed = (
        f'[[scorers]]\nid = "x"\nname = "X"\nby = "bac-giang/so-noi-vu"\n{SECTION}scored_by = "x"\n'
    )
    given = rules(text.replace(SECTION, changed, 1))
    asked = {cell.key for cell in scored_cells.cells(given)}
    assert "bac-giang/so-gddt:c1-1" not in asked
    assert {"bac-giang/so-gddt:c1-2", "bac-giang/so-khcn:c1-1"} <= asked
    assert "c1-1" in {c.id for _, c in given.score_table.own_lines("bac-giang/so-gddt")}
    assert "c1-2" not in {c.id for _, c in given.score_table.own_lines("bac-giang/so-gddt")}


def test_a_criterion_may_be_left_to_the_unit_in_a_section_that_others_score() -> None:
    text = PLAN.replace("max_points = 15", 'max_points = 15, scored_by = "unit"', 1)
    changed = (
        f'[[scorers]]\nid = "x"\nname = "X"\nby = "bac-giang/so-noi-vu"\n{SECTION}scored_by = "x"\n'
    )
    given = rules(text.replace(SECTION, changed, 1))
    assert given.criterion("c1-1").scored_by is None
    assert given.criterion("c1-2").scored_by == "x"


def test_rules_without_scorers_say_nothing_of_them() -> None:
    plain = str(rules().to_json())
    assert "scored_by" not in plain
    assert "scorers" not in plain
    assert "departments" not in plain
    assert not scored_cells.parties(rules())
