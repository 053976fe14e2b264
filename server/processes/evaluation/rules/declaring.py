"""Facts about units that are declared while they are ranked, each with the paper that says so."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from server.domain.answers import SYMBOL_LIMIT, Answers, FormValue
from server.domain.blocs.rules import CaseRules, EvidenceRule, UnitCondition
from server.domain.mistakes import MistakeCode
from server.processes.evaluation.rules.facts import UnitFact

KIND = "fact"
"""The kind of the files that go with what is declared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """What changes: facts declared anew or corrected, and why others no longer stand."""

    facts: tuple[UnitFact, ...]
    taken_back: Mapping[UnitFact, str]


def subject_of(condition: str, unit: str) -> str:
    """Return what the files of a fact are about."""
    return f"{condition}/{unit}"


def declarable(rules: CaseRules) -> tuple[UnitCondition, ...]:
    """List the conditions that a declared fact meets."""
    return tuple(condition for condition in rules.conditions or () if condition.fact is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaring:
    """Where facts are declared: what stands, the files of the task by subject, and the day."""

    rules: CaseRules
    standing: Mapping[tuple[str, str], UnitFact]
    files: Mapping[str, int]
    today: dt.date


def standing_by(facts: Iterable[UnitFact]) -> Mapping[tuple[str, str], UnitFact]:
    """Sort the facts that were declared by condition and unit."""
    return {(fact.condition, fact.unit): fact for fact in facts if not fact.is_recorded}


def check_facts(*, value: FormValue, at: Declaring) -> Declared:
    """Take what is declared: each fact with number, day and content of its paper, and a file.

    A fact that stood and is not ticked any more is taken back, with the reason. What is typed, or a
    file, of one that is not declared is a mistake: its unit would be shown the file. Raises
    Mistakes.
    """
    answers = Answers.of(value)
    conditions = {each.id: each for each in declarable(at.rules)}
    units = [unit.id for unit in at.rules.units]
    facts: list[UnitFact] = []
    taken_back: dict[UnitFact, str] = {}
    for name, block in answers.under("facts").rows(conditions):
        for unit, row in block.rows(units):
            before = at.standing.get((name, unit))
            if row.truth("declared"):
                fact = _declared(conditions[name], unit, row, at)
                facts += [] if fact == before else [fact]
            elif before is not None:
                taken_back[before] = row.reason()
            elif _begun(row) or at.files.get(subject_of(name, unit)):
                row.mistake("declared", MistakeCode.FACT_NOT_DECLARED)
    answers.found.refuse()
    return Declared(facts=tuple(facts), taken_back=taken_back)


def _begun(row: Answers) -> bool:
    return any(row.text(each) for each in ("number", "dated", "note"))


def _declared(condition: UnitCondition, unit: str, row: Answers, at: Declaring) -> UnitFact:
    needs_file = condition.fact is not None and condition.fact.evidence is EvidenceRule.REQUIRED
    before = (condition.id, unit) in at.standing
    if needs_file and not before and not at.files.get(subject_of(condition.id, unit)):
        row.mistake("files", MistakeCode.FACT_WITHOUT_FILE)
    return UnitFact(
        unit=unit,
        condition=condition.id,
        number=row.needed_text("number", limit=SYMBOL_LIMIT),
        dated=row.date("dated", at.today),
        note=row.needed_text("note"),
    )
