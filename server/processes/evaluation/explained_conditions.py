"""How a unit stands to the conditions and the grades of its bloc, in words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from server.domain.blocs.rules import CaseRules, ConditionEffect
from server.processes.evaluation.condition_words import effect_words, fact_words
from server.processes.evaluation.rules.conditions import (
    NO_FACTS,
    HeldFloor,
    JudgedUnit,
    TriedGrade,
    UnitStanding,
    judge_standing,
    tried_grades,
)
from server.processes.evaluation.rules.facts import FactsOfUnit
from server.processes.evaluation.rules.sheets import ScoreLine
from server.store.cases.case_papers import FileRow
from server.web.names.rule_names import RuleNames
from server.web.results.explanation import ExplainedLine, ExplainedPart, compared, met
from server.web.words.catalogue import gettext as _
from server.web.words.language import pick

FilesOfFacts = Mapping[str, Sequence[FileRow]]
"""By condition, the files that declared facts rest on."""
NO_FILES: FilesOfFacts = {}


def judged_part(
    rules: CaseRules,
    lines: Iterable[ScoreLine],
    final: Fraction,
    facts: FactsOfUnit = NO_FACTS,
    files: FilesOfFacts = NO_FILES,
) -> ExplainedPart:
    """Tell which conditions a unit comes under, where it falls short, and which grade it gets."""
    standing = UnitStanding.of(rules.score_table, tuple(lines))
    judged = judge_standing(rules, standing, final, facts)
    tried = tried_grades(rules, standing, final, judged.met)
    return ExplainedPart(
        title=_("Điều kiện và xếp loại"),
        lines=[*_conditions(rules, judged, standing, files), *_grades(rules, tried, standing)],
        comes_to=_comes_to(rules, judged, tried),
    )


def _conditions(
    rules: CaseRules, judged: JudgedUnit, standing: UnitStanding, files: FilesOfFacts
) -> Iterator[ExplainedLine]:
    names = _items(rules)
    short = {each.condition: each.shortfalls for each in judged.met}
    facts = {each.condition: each.fact for each in judged.met if each.fact}
    for condition in rules.conditions or ():
        said, rule = pick(condition.name), effect_words(rules, condition)
        for place in short.get(condition.id, ()):
            yield ExplainedLine(
                said=f"{said}: {names.get(place.about, place.about)}",
                rule=rule,
                formula=compared(place.comparison, holds=place.comparison.holds),
                verdict=_("vướng"),
            )
        if condition.id in facts:
            yield ExplainedLine(
                said=f"{said}: {fact_words(facts[condition.id])}",
                rule=rule,
                verdict=_("vướng"),
                files=files.get(condition.id, ()),
            )
        if condition.id not in short:
            held = standing.held_floors(condition.least)
            yield from _kept(names, held, said, rule, _("không vướng"))


def _items(rules: CaseRules) -> Mapping[str, str]:
    """Name parts and criteria by their ids."""
    parts = {part.id: f"{part.code} {pick(part.name)}" for part in rules.score_table.parts()}
    return {**RuleNames.of(rules).criteria, **parts}


def _kept(
    names: Mapping[str, str], held: Iterable[HeldFloor], said: str, rule: str, verdict: str
) -> Iterator[ExplainedLine]:
    """Say what stands under floors that are kept; without any, the verdict alone."""
    floors = tuple(held)
    for each in floors:
        closest = _("%(rule)s; sát nhất trong %(count)s tiêu chí", rule=rule, count=each.closest_of)
        yield ExplainedLine(
            said=f"{said}: {names.get(each.about, each.about)}",
            rule=closest if each.closest_of > 1 else rule,
            formula=compared(each.comparison, holds=True),
            verdict=verdict,
        )
    if not floors:
        yield ExplainedLine(said=said, rule=rule, verdict=verdict)


def _grades(
    rules: CaseRules, tried: Iterable[TriedGrade], standing: UnitStanding
) -> Iterator[ExplainedLine]:
    names, conditions = _items(rules), _conditions_named(rules)
    for each in tried:
        said = _("Xếp loại: %(grade)s", grade=pick(each.grade.name))
        yield ExplainedLine(
            said=said,
            rule=_("điểm tối thiểu"),
            formula=compared(each.minimum, holds=each.minimum.holds),
            verdict=met(holds=each.minimum.holds),
        )
        yield from _floors(names, each, said)
        if each.grade.least and not each.shortfalls:
            held = standing.held_floors(each.grade.least)
            yield from _kept(names, held, said, _("mức sàn"), met(holds=True))
        yield from _in_the_way(conditions, each, said)


def _floors(names: Mapping[str, str], tried: TriedGrade, said: str) -> Iterator[ExplainedLine]:
    for place in tried.shortfalls:
        yield ExplainedLine(
            said=f"{said}: {names.get(place.about, place.about)}",
            rule=_("mức sàn"),
            formula=compared(place.comparison, holds=place.comparison.holds),
            verdict=met(holds=False),
        )


def _in_the_way(names: Mapping[str, str], tried: TriedGrade, said: str) -> Iterator[ExplainedLine]:
    for condition in tried.grade.without or ():
        yield ExplainedLine(
            said=f"{said}: {names[condition]}",
            rule=_("không dành cho đơn vị vướng"),
            verdict=_("vướng") if condition in tried.under else _("không vướng"),
        )


def _conditions_named(rules: CaseRules) -> Mapping[str, str]:
    return {each.id: pick(each.name) for each in rules.conditions or ()}


def _comes_to(rules: CaseRules, judged: JudgedUnit, tried: Iterable[TriedGrade]) -> str:
    named = _conditions_named(rules)
    if judged.excluded_by is not None:
        return _("Không xếp hạng: %(why)s.", why=named[judged.excluded_by])
    grades = {grade.id: pick(grade.name) for grade in rules.grades or ()}
    if judged.grade is None:
        return _("Không đủ xếp loại nào.") if grades else ""
    lowered = [each.condition for each in judged.met if each.effect is ConditionEffect.DOWNGRADE]
    if not lowered:
        return _("Xếp loại: %(grade)s", grade=grades[judged.grade])
    return _(
        "Xếp loại: %(grade)s (đủ %(first)s; hạ %(steps)s bậc, không dưới loại cuối, vì: %(why)s)",
        grade=grades[judged.grade],
        first=next(grades[each.grade.id] for each in tried if each.fits),
        steps=len(lowered),
        why="; ".join(named[each] for each in lowered),
    )
