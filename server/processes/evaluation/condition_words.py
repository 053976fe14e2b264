"""The conditions a unit comes under and its grade, in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from server.domain.blocs.rules import CaseRules, ConditionEffect, UnitCondition
from server.processes.evaluation.rules.conditions import JudgedUnit
from server.processes.evaluation.rules.facts import UnitFact
from server.web.frame.formats import day
from server.web.names.rule_names import RuleNames
from server.web.results.explanation import compared
from server.web.words.catalogue import gettext as _
from server.web.words.language import pick


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedWords:
    """What is said beside a unit's place: its grade, and each condition it comes under."""

    grade: str
    reasons: tuple[str, ...]


def judged_words(rules: CaseRules, judged: Mapping[str, JudgedUnit]) -> dict[str, JudgedWords]:
    """Say of each unit what it is judged by beyond its total."""
    grades = {grade.id: pick(grade.name) for grade in rules.grades or ()}
    return {
        unit: JudgedWords(
            grade=grades.get(each.grade or "", ""), reasons=tuple(_reasons(rules, each))
        )
        for unit, each in judged.items()
    }


def effect_words(rules: CaseRules, condition: UnitCondition) -> str:
    """Say what becomes of a unit under a condition."""
    match condition.effect:
        case ConditionEffect.EXCLUDE:
            return _("không xếp hạng, không xét khen thưởng")
        case ConditionEffect.DOWNGRADE:
            return _("hạ một bậc")
        case ConditionEffect.NOTED:
            barred = [
                pick(grade.name)
                for grade in rules.grades or ()
                if condition.id in (grade.without or ())
            ]
            return _("không xếp loại %(grades)s", grades=", ".join(barred))


def fact_words(fact: UnitFact) -> str:
    """Say what a fact rests on: the paper it was declared with, or the duty that was not done."""
    if fact.due is None:
        return _(
            "văn bản số %(number)s ngày %(day)s, %(note)s",
            number=fact.number,
            day=day(fact.dated),
            note=fact.note,
        )
    if fact.reached is None and not fact.days:
        return _("hạn %(due)s, chưa thực hiện khi tổng hợp", due=day(fact.due))
    if fact.reached is None:
        return _(
            "hạn %(due)s, chưa thực hiện, chậm %(days)s ngày làm việc khi tổng hợp",
            due=day(fact.due),
            days=fact.days,
        )
    return _(
        "hạn %(due)s, thực hiện ngày %(day)s, chậm %(days)s ngày làm việc",
        due=day(fact.due),
        day=day(fact.reached),
        days=fact.days,
    )


def _reasons(rules: CaseRules, judged: JudgedUnit) -> list[str]:
    parts = {part.id: f"{part.code} {pick(part.name)}" for part in rules.score_table.parts()}
    names = {**RuleNames.of(rules).criteria, **parts}
    conditions = {each.id: each for each in rules.conditions or ()}
    return [
        _(
            "%(condition)s (%(effect)s): %(places)s",
            condition=pick(conditions[met.condition].name),
            effect=effect_words(rules, conditions[met.condition]),
            places=fact_words(met.fact)
            if met.fact
            else "; ".join(
                f"{names.get(short.about, short.about)}: "
                f"{compared(short.comparison, holds=short.comparison.holds)}"
                for short in met.shortfalls
            ),
        )
        for met in judged.met
    ]
