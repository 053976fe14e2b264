"""A paper's year through the rules that ship: entered, appraised, ranked, voted on, settled."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from server.domain.blocs import scored_cells
from server.domain.blocs.quorum import Roll
from server.domain.blocs.rules import CaseRules
from server.processes.award_review.rules.eligibility import eligibility_facts
from server.processes.award_review.rules.settling import Standards, settle
from server.processes.award_review.rules.staging import next_candidates
from server.processes.award_review.rules.tallies import Ballot, Choice, Settled, Tally, Vote
from server.processes.award_review.rules.voting import Round, entitled, tally_open
from server.processes.evaluation.rules.appraisal import check_appraisal
from server.processes.evaluation.rules.collating import collated
from server.processes.evaluation.rules.conditions import NO_FACTS, JudgedUnit, judge_unit
from server.processes.evaluation.rules.facts import FactsOfUnit
from server.processes.evaluation.rules.giving import GivenLine, check_given
from server.processes.evaluation.rules.ranking import Ranked, UnitFinals, finals, rank
from server.processes.evaluation.rules.scoring import check_self_score
from server.processes.evaluation.rules.sheets import ScoreLine, SheetTotals
from server.processes.evaluation.rules.totals import totals
from tests.regulations.result_sheets import (
    NOT_APPLICABLE,
    NOT_ASKED,
    Entry,
    Place,
    ResultSheet,
    Sheets,
)


def own(rules: CaseRules, entered: Mapping[str, Entry]) -> dict[str, Entry]:
    """Leave out what others than the unit enter."""
    others = {line.id for _, line in rules.score_table.lines() if line.scored_by}
    return {name: entry for name, entry in entered.items() if name not in others}


def give(rules: CaseRules, party: str, sheets: Sheets) -> dict[str, dict[str, object]]:
    """Return the form's value in which somebody gives the points of other units."""
    return {
        cell.key: {**_given(sheets[cell.unit][cell.criterion.id]), "ground": "Theo hồ sơ."}
        for cell in scored_cells.cells_of(rules, party)
    }


def self_score(entered: Mapping[str, Entry]) -> dict[str, dict[str, object]]:
    """Return the form's value in which a unit scores itself."""
    return {
        criterion: {"not_applicable": True, "reason": "Không có nhiệm vụ này."}
        if entry == NOT_APPLICABLE
        else {**_given(entry), "note": "Theo minh chứng."}
        for criterion, entry in entered.items()
        if entry != NOT_ASKED
    }


def appraisal(entered: Mapping[str, Entry]) -> dict[str, dict[str, object]]:
    """Return the form's value in which the appraiser agrees with all of it."""
    return {
        criterion: {"accept_not_applicable": True} if entry == NOT_APPLICABLE else _given(entry)
        for criterion, entry in entered.items()
        if entry != NOT_ASKED
    }


def _given(entry: Entry) -> dict[str, object]:
    return {"points": entry} if isinstance(entry, str) else dict(entry)


def lines(rules: CaseRules, unit: str, entered: Mapping[str, Entry]) -> tuple[ScoreLine, ...]:
    """Score a sheet and appraise it, as the forms' values are read."""
    mine = own(rules, entered)
    table, value = rules.score_table, {"scores": self_score(mine)}
    files = dict.fromkeys(mine, 1)
    scored = check_self_score(table=table, value=value, evidence=files, unit=unit)
    answer = {"verdict": "done", "scores": appraisal(mine)}
    return check_appraisal(table=table, lines=scored.lines, value=answer, unit=unit).lines


def given_by_others(rules: CaseRules, sheets: Sheets) -> Iterator[GivenLine]:
    """Go through the points of all sheets that others give, as their forms' values are read."""
    for party in scored_cells.parties(rules):
        yield from check_given(
            table=rules.score_table,
            cells=scored_cells.cells_of(rules, party),
            value={"scores": give(rules, party, sheets)},
            files={},
            person_units=(),
        )


def together(rules: CaseRules, sheets: Sheets) -> Mapping[str, tuple[ScoreLine, ...]]:
    """Score and appraise all sheets and put them together, as a bloc does."""
    appraised = {unit: lines(rules, unit, entered) for unit, entered in sheets.items()}
    for line in given_by_others(rules, sheets):
        appraised[line.unit] = (*appraised[line.unit], line.on_sheet())
    return collated(table=rules.score_table, sheets=appraised)


def sheet_totals(rules: CaseRules, sheets: Sheets) -> Mapping[str, SheetTotals]:
    """Add up what is final on all sheets."""
    all_lines = together(rules, sheets)
    return {unit: totals(table=rules.score_table, lines=each) for unit, each in all_lines.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What an evaluation comes to: the ranking, and the conditions and the grade of each unit."""

    ranking: tuple[Ranked, ...]
    judged: Mapping[str, JudgedUnit]
    totals: Mapping[str, SheetTotals]

    def eligible(self, rules: CaseRules) -> Mapping[str, frozenset[str]]:
        """Return who may be proposed for each award."""
        facts = eligibility_facts(rules=rules, ranking=self.ranking, judged=self.judged)
        return {
            award.id: frozenset(
                each.unit
                for each in facts
                if each.award == award.id
                and each.within_rank
                and each.enough_points
                and not each.barred
            )
            for award in rules.awards
        }


def outcome(
    rules: CaseRules, sheets: Sheets, facts: Mapping[str, FactsOfUnit] = MappingProxyType({})
) -> Outcome:
    """Judge and rank the units of these sheets and facts; who is excluded has no rank."""
    all_lines, added = together(rules, sheets), sheet_totals(rules, sheets)
    judged = {
        unit: judge_unit(rules, each, added[unit].scaled, facts.get(unit, NO_FACTS))
        for unit, each in all_lines.items()
    }
    ranked = rank(
        standings=[
            UnitFinals(unit=unit, total=each.total, scaled=each.scaled, key=unit)
            for unit, each in added.items()
        ],
        taken_out={unit for unit, each in judged.items() if each.excluded_by is not None},
    )
    return Outcome(ranking=ranked, judged=judged, totals=added)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A vote of as many rounds as it took: what each counted, and what is settled in the end."""

    tallies: tuple[Tally, ...]
    settled: Settled


def held_vote(rules: CaseRules, sheet: ResultSheet) -> Held:
    """Propose everybody who may be, and vote and settle round by round as the sheet says."""
    found = outcome(rules, sheet.entered, sheet.facts)
    able = found.eligible(rules)
    proposed = {award.id: tuple(sorted(able[award.id])) for award in rules.awards}
    standards = Standards(
        rules=rules,
        finals=finals(found.ranking),
        parts={
            unit: {part.part: Fraction(part.points) for part in each.parts}
            for unit, each in found.totals.items()
        },
    )
    present = [unit.id for unit in rules.units][: sheet.present]
    tallies: list[Tally] = []
    settled = Settled(awards=(), again=True)
    while settled.again:
        held = Round(
            number=len(tallies) + 1,
            candidates=next_candidates(rules, proposed, settled.awards),
            roll=Roll.of(rules, present=present),
        )
        ballots = [Ballot(voter=each, votes=_votes(rules, held, each, sheet)) for each in present]
        tallies.append(tally_open(voting=rules.voting, held=held, ballots=ballots))
        settled = settle(
            tally=tallies[-1], standards=standards, earlier=settled.awards, proposed=proposed
        )
    return Held(tallies=tuple(tallies), settled=settled)


def choice_of(sheet: ResultSheet, *, at: Place, voters: Iterable[str], voter: str) -> Choice:
    """Let the first of who may vote on a candidate say yes, the next no, the rest nothing."""
    row = sheet.votes(at)
    place = sorted(voters).index(voter)
    if place < row.yes:
        return Choice.YES
    return Choice.NO if place < row.yes + row.no else Choice.BLANK


def _votes(rules: CaseRules, held: Round, voter: str, sheet: ResultSheet) -> tuple[Vote, ...]:
    votes = []
    for award, units in held.candidates.items():
        for unit in units:
            voters = entitled(voting=rules.voting.on(award), roll=held.roll, unit=unit)
            if voter in voters:
                at = Place(held.number, award, unit)
                choice = choice_of(sheet, at=at, voters=voters, voter=voter)
                votes.append(Vote(award=award, unit=unit, choice=choice))
    return tuple(votes)
