"""Five public regulations give what somebody works out from them by hand, to the last digit."""

import pytest

from tests.regulations.result_sheets import (
    PAPERS,
    Place,
    result_sheet,
    rules_of,
)
from tests.regulations.through_the_rules import held_vote, outcome, sheet_totals

FEWEST_UNITS = 6
EACH = pytest.mark.parametrize("paper", PAPERS)
UNITS = pytest.mark.parametrize(
    ("paper", "unit"), [(paper, unit.id) for paper in PAPERS for unit in result_sheet(paper).units]
)


@EACH
def test_every_unit_of_a_paper_has_its_line_in_the_result_sheet(paper: str) -> None:
    units = [unit.id for unit in rules_of(paper).units]
    assert [unit.id for unit in result_sheet(paper).units] == units
    assert len(units) >= FEWEST_UNITS


@UNITS
def test_each_part_counts_what_was_worked_out_by_hand(paper: str, unit: str) -> None:
    sheet = result_sheet(paper)
    (line,) = (each for each in sheet.units if each.id == unit)
    added = sheet_totals(rules_of(paper), sheet.entered)[unit]
    assert {part.part: part.points for part in added.parts} == line.parts
    assert added.total == line.total
    assert added.scaled == line.final
    assert added.unscored == ()


@EACH
def test_the_ranks_are_those_worked_out_by_hand(paper: str) -> None:
    sheet = result_sheet(paper)
    ranked = outcome(rules_of(paper), sheet.entered, sheet.facts).ranking
    assert {each.unit: each.rank for each in ranked} == {
        unit.id: unit.rank for unit in sheet.units if unit.rank is not None
    }


@EACH
def test_the_grades_and_what_stands_in_their_way_are_those_worked_out_by_hand(paper: str) -> None:
    sheet = result_sheet(paper)
    judged = outcome(rules_of(paper), sheet.entered, sheet.facts).judged
    short = {
        unit: {each.condition: [one.about for one in each.shortfalls] for each in found.met}
        for unit, found in judged.items()
    }
    assert short == {unit.id: unit.conditions for unit in sheet.units}
    assert {unit: found.grade for unit, found in judged.items()} == {
        unit.id: unit.grade for unit in sheet.units
    }


@EACH
def test_who_may_be_proposed_is_who_should_be(paper: str) -> None:
    rules, sheet = rules_of(paper), result_sheet(paper)
    found = outcome(rules, sheet.entered, sheet.facts).eligible(rules)
    assert found == {award.id: award.eligible for award in sheet.awards}


@EACH
def test_each_candidate_has_the_votes_and_the_base_worked_out_by_hand(paper: str) -> None:
    sheet = result_sheet(paper)
    counted = {
        Place(tally.round, line.award, line.unit): (line.yes, line.no, line.base)
        for tally in held_vote(rules_of(paper), sheet).tallies
        for line in tally.candidates
    }
    assert counted == {at: (vote.yes, vote.no, vote.base) for at, vote in sheet.all_votes.items()}


@EACH
def test_the_nominees_are_those_worked_out_by_hand(paper: str) -> None:
    sheet = result_sheet(paper)
    found = held_vote(rules_of(paper), sheet).settled.awards
    assert {each.award: (each.nominated, each.for_council) for each in found} == {
        award.id: (award.nominated, award.for_council) for award in sheet.awards
    }
