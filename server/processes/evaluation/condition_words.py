"""The conditions a unit comes under and its grade, in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from server.domain.blocs.rules import CaseRules, ConditionEffect
from server.processes.evaluation.rules.conditions import JudgedUnit
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


def _reasons(rules: CaseRules, judged: JudgedUnit) -> list[str]:
    parts = {part.id: f"{part.code} {pick(part.name)}" for part in rules.score_table.parts()}
    names = {**RuleNames.of(rules).criteria, **parts}
    conditions = {each.id: pick(each.name) for each in rules.conditions or ()}
    effects = {
        ConditionEffect.EXCLUDE: _("không xếp hạng, không xét khen thưởng"),
        ConditionEffect.DOWNGRADE: _("hạ một bậc"),
    }
    return [
        _(
            "%(condition)s (%(effect)s): %(places)s",
            condition=conditions[met.condition],
            effect=effects[met.effect],
            places="; ".join(
                f"{names.get(short.about, short.about)}: "
                f"{compared(short.comparison, holds=short.comparison.holds)}"
                for short in met.shortfalls
            ),
        )
        for met in judged.met
    ]
