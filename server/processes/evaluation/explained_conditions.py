"""How a unit stands to the conditions and the grades of its bloc, in words."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from server.domain.blocs.rules import CaseRules
from server.processes.evaluation.condition_words import effect_words, fact_words
from server.processes.evaluation.rules.conditions import NO_FACTS, JudgedUnit, judge_unit
from server.processes.evaluation.rules.facts import FactsOfUnit
from server.processes.evaluation.rules.sheets import ScoreLine
from server.web.names.rule_names import RuleNames
from server.web.results.explanation import ExplainedLine, ExplainedPart, compared, met
from server.web.words.catalogue import gettext as _
from server.web.words.language import pick


def judged_part(
    rules: CaseRules, lines: Iterable[ScoreLine], final: Fraction, facts: FactsOfUnit = NO_FACTS
) -> ExplainedPart:
    """Tell which conditions a unit comes under, where it falls short, and which grade it gets."""
    judged = judge_unit(rules, lines, final, facts)
    return ExplainedPart(
        title=_("Điều kiện và xếp loại"),
        lines=[*_conditions(rules, judged), *_grades(rules, final)],
        comes_to=_comes_to(rules, judged),
    )


def _conditions(rules: CaseRules, judged: JudgedUnit) -> Iterator[ExplainedLine]:
    parts = {part.id: f"{part.code} {pick(part.name)}" for part in rules.score_table.parts()}
    names = {**RuleNames.of(rules).criteria, **parts}
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
                said=f"{said}: {fact_words(facts[condition.id])}", rule=rule, verdict=_("vướng")
            )
        if condition.id not in short:
            yield ExplainedLine(said=said, rule=rule, verdict=_("không vướng"))


def _grades(rules: CaseRules, final: Fraction) -> Iterator[ExplainedLine]:
    for grade in rules.grades or ():
        found = grade.minimum.compare(final, rules.score_table)
        yield ExplainedLine(
            said=_("Xếp loại: %(grade)s", grade=pick(grade.name)),
            rule=_("điểm tối thiểu"),
            formula=compared(found, holds=found.holds),
            verdict=met(holds=found.holds),
        )


def _comes_to(rules: CaseRules, judged: JudgedUnit) -> str:
    if judged.excluded_by is not None:
        named = {each.id: pick(each.name) for each in rules.conditions or ()}
        return _("Không xếp hạng: %(why)s.", why=named[judged.excluded_by])
    grades = {grade.id: pick(grade.name) for grade in rules.grades or ()}
    if judged.grade is not None:
        return _("Xếp loại: %(grade)s", grade=grades[judged.grade])
    return ""
