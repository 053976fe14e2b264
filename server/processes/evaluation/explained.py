"""How a unit's final and rank came about, in words."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from fractions import Fraction
from uuid import UUID

from flask import current_app

from server.domain.blocs.explaining import ComparedStep, ReckonedStep, Reckoning
from server.domain.blocs.rules import (
    CaseRules,
    Criterion,
    NotApplicable,
    Rounding,
    ScoreTable,
    Section,
    TablePart,
)
from server.processes.evaluation.facts.judged_parts import judged_parts
from server.processes.evaluation.key import KEY
from server.processes.evaluation.rules.collating import bests
from server.processes.evaluation.rules.explaining import (
    NORMAL,
    ScoreStep,
    explain_final,
    explain_rank,
)
from server.processes.evaluation.rules.explaining_points import POINTS
from server.processes.evaluation.rules.ranking import Ranked
from server.processes.evaluation.rules.sheets import ScoreLine
from server.processes.evaluation.rules.totals import part_points
from server.processes.evaluation.tables import scores
from server.processes.evaluation.tables.scores import SheetRow
from server.processes.evaluation.told.standing import compared_note, sheet_lines
from server.store.cases.case_pages import CaseHead
from server.web.cases.case_access import Sight
from server.web.frame.formats import number
from server.web.names.rule_names import RuleNames
from server.web.requests.context import session
from server.web.results.explanation import (
    ExplainedLine,
    ExplainedPart,
    Explanation,
    Named,
    formula,
    names,
    value,
)
from server.web.words.catalogue import gettext as _
from server.web.words.catalogue import lazy_gettext as _l
from server.web.words.language import pick

WHOLE: Mapping[str, object] = {
    ScoreStep.NORMAL: _l("Cộng các phần tính vào thang điểm"),
    ScoreStep.APPLICABLE: _l("Tối đa của các tiêu chí áp dụng cho đơn vị"),
    ScoreStep.ON_SCALE: _l("Quy về thang điểm: điểm ÷ tối đa áp dụng × thang điểm"),
    ScoreStep.WITH_EXTRA: _l("Cộng điểm thưởng, trừ điểm trừ"),
    ScoreStep.HELD: _l("Không vượt thang điểm"),
    ScoreStep.ROUNDED: _l("Làm tròn trước khi so sánh"),
}
NOT_APPLICABLE: Mapping[NotApplicable, object] = {
    NotApplicable.EXCLUDE: _l("tiêu chí không áp dụng thì bỏ khỏi thang điểm"),
    NotApplicable.ZERO: _l("tiêu chí không áp dụng tính 0 điểm"),
    NotApplicable.FULL: _l("tiêu chí không áp dụng tính đủ điểm"),
}
ROUNDING: Mapping[Rounding, object] = {
    Rounding.HALF_UP: _l("nửa thì lên"),
    Rounding.HALF_EVEN: _l("nửa thì về số chẵn"),
    Rounding.DOWN: _l("bỏ phần lẻ"),
}


def explain(sight: Sight, about: str) -> Explanation | None:
    """Explain a unit's final to whom its sheet is shown, its rank to whom the ranking is."""
    evaluation = sight.chain.get(KEY)
    if evaluation is None or not explains_unit(sight, about):
        return None
    sheets = scores.sheets_of(session(), evaluation.id)
    sheet = sheets.get(about)
    if sheet is None or sheet.final_total is None:
        return None
    rules = sight.rules_of(evaluation)
    units = RuleNames.of(rules).units
    ranked = sight.matter("ranking", of=evaluation) and sheet.rank is not None
    final = _of_sheet(sight, rules, sheet) if _sees_sheet(sight, about) else []
    if not final and not ranked:
        return None
    return Explanation(
        title=_("Vì sao có kết quả này: %(unit)s", unit=units[about]),
        parts=[*final, *([rank_part(sheets, units, about)] if ranked else [])],
        note=compared_note(rules.score_table, sheet),
    )


def explains_unit(sight: Sight, unit: str) -> bool:
    """Tell whether the reader may see how a unit's final or its rank came about."""
    evaluation = sight.chain.get(KEY)
    if evaluation is None or unit not in sight.rules_of(evaluation).unit_ids:
        return False
    return _sees_sheet(sight, unit) or sight.matter("ranking", of=evaluation)


def _sees_sheet(sight: Sight, unit: str) -> bool:
    return sight.task("score", of=sight.chain[KEY], key=unit, unit=unit)


def ranking_of(evaluation: CaseHead) -> tuple[Ranked, ...]:
    """Return the ranking that stands on the sheets of an evaluation, whoever may see it."""
    return _ranking(scores.sheets_of(session(), evaluation.id))


def _of_sheet(sight: Sight, rules: CaseRules, sheet: SheetRow) -> list[ExplainedPart]:
    """Tell how a sheet's final came about, and what its unit is judged by beyond it."""
    case_id = sight.chain[KEY].id
    lines = sheet_lines(case_id, rules, sheet)
    final = final_part(rules, lines, _bests(case_id, rules.score_table), sheet)
    return [final, *judged_parts(sight, rules, lines, sheet)]


def parts_of(evaluation: CaseHead, rules: CaseRules) -> dict[str, dict[str, Fraction]]:
    """Return what each part of the score table came to at the end, by unit and part."""
    return part_points(rules.score_table, scores.lines_of_case(session(), evaluation.id))


def _ranking(sheets: Mapping[str, SheetRow]) -> tuple[Ranked, ...]:
    return tuple(
        Ranked(
            unit=sheet.unit_id,
            total=sheet.final_total,
            scaled=sheet.scaled,
            rank=sheet.rank,
            shares_rank=sheet.shares_rank,
        )
        for sheet in sheets.values()
        if sheet.state != "taken_out"
        and sheet.rank is not None
        and sheet.scaled is not None
        and sheet.final_total is not None
    )


def final_part(
    rules: CaseRules,
    sheet_lines: Iterable[ScoreLine],
    best: Mapping[str, Fraction],
    sheet: SheetRow,
) -> ExplainedPart:
    """Tell how a unit's final came about, and whether it is what its sheet says."""
    table, sheet_ = rules.score_table, tuple(sheet_lines)
    steps = explain_final(table, sheet_, best)
    named = _named(table)
    aside = {line.criterion for line in sheet_ if line.not_applicable and line.na_accepted}
    reckoned = [step for step in steps if isinstance(step, ReckonedStep)]
    lines = [_line(step, table, named, aside) for step in reckoned]
    final, kept = reckoned[-1].result, sheet.scaled or Fraction(0)
    lines.append(
        ExplainedLine(
            said=_("Điểm đã ghi trên bảng tổng hợp"),
            formula=f"{value(final)} {'=' if final == kept else '≠'} {value(kept)}",
            verdict=_("khớp") if final == kept else _("không khớp"),
        )
    )
    return ExplainedPart(
        title=_("Điểm để so sánh"),
        lines=lines,
        comes_to=_(
            "Điểm để so sánh trên thang %(max)s: %(points)s",
            points=value(final),
            max=number(table.max_points),
        ),
    )


def _bests(case_id: UUID, table: ScoreTable) -> Mapping[str, Fraction]:
    """Return the best figures of the bloc, where points come from them."""
    if not table.compared:
        return {}
    sheets = scores.sheets_of(session(), case_id)
    lines = scores.lines_of_case(session(), case_id)
    return bests(table, {unit: own for unit, own in lines.items() if sheets[unit].is_ranked})


def rank_part(sheets: Mapping[str, SheetRow], units: Mapping[str, str], unit: str) -> ExplainedPart:
    """Tell how a unit's rank came about."""
    ranking = _ranking(sheets)
    own = next(ranked for ranked in ranking if ranked.unit == unit)
    found = [step for step in explain_rank(ranking, unit) if isinstance(step, ComparedStep)]
    above = sum(step.code == ScoreStep.ABOVE for step in found)
    shares = _("%(rank)s, đồng hạng", rank=own.rank) if own.shares_rank else str(own.rank)
    return ExplainedPart(
        title=_("Thứ hạng"),
        lines=list(_rank_lines(found, units)),
        comes_to=_(
            "Có %(above)s đơn vị điểm cao hơn, nên hạng là %(above)s + 1 = %(rank)s.",
            above=above,
            rank=shares,
        ),
    )


def _rank_lines(found: list[ComparedStep], units: Mapping[str, str]) -> Iterator[ExplainedLine]:
    for step in found:
        name = units.get(step.about, step.about)
        said = (
            _("%(unit)s: điểm cao hơn", unit=name)
            if step.code == ScoreStep.ABOVE
            else _("%(unit)s: điểm bằng nhau", unit=name)
        )
        sign = ">" if step.code == ScoreStep.ABOVE else "="
        both = step.comparison
        yield ExplainedLine(said=said, formula=f"{value(both.value)} {sign} {value(both.needed)}")


def _line(
    step: ReckonedStep, table: ScoreTable, named: Named, aside: Collection[str]
) -> ExplainedLine:
    if step.code in {ScoreStep.PART, ScoreStep.CAP}:
        part = next(part for part in table.parts() if part.id == step.about)
        said = f"{part.code} {pick(part.name)}"
        rule = (
            _aside(table, part, aside)
            if step.code == ScoreStep.PART
            else _("tối đa tính %(points)s điểm", points=number(part.cap))
        )
        return ExplainedLine(said=said, rule=rule, formula=formula(step, named))
    if step.code == ScoreStep.MAXIMUM:
        return _maximum(step, table, named, aside)
    if step.code == POINTS:
        section, criterion = next(each for each in table.lines() if each[1].id == step.about)
        return ExplainedLine(
            said=f"{criterion.code} {pick(criterion.name)}",
            rule=_how(section, criterion),
            formula=formula(step, named),
        )
    return ExplainedLine(
        said=str(WHOLE[step.code]), rule=_rule(step, table), formula=formula(step, named)
    )


def _maximum(
    step: ReckonedStep, table: ScoreTable, named: Named, aside: Collection[str]
) -> ExplainedLine:
    """Say the most that a part can count, and which of its criteria do not apply."""
    part = next(part for part in table.parts() if part.id == step.about)
    rule = _aside(table, part, aside)
    if step.reckoning is Reckoning.LEAST:
        rule = _("tối đa tính %(points)s điểm", points=number(part.cap))
    said = _("%(part)s: tối đa áp dụng", part=f"{part.code} {pick(part.name)}")
    return ExplainedLine(said=said, rule=rule, formula=formula(step, named))


def _aside(table: ScoreTable, part: TablePart, aside: Collection[str]) -> str:
    """Say which criteria of a part do not apply to the unit, and what they count all the same."""
    codes = ", ".join(each.code for each in part.criteria if each.id in aside)
    if not codes:
        return ""
    if table.not_applicable is NotApplicable.EXCLUDE:
        return _("không áp dụng: %(codes)s", codes=codes)
    normal = all(each.id in table.normal_criteria for each in part.criteria)
    if table.not_applicable is NotApplicable.FULL and normal:
        return _("không áp dụng, tính đủ điểm: %(codes)s", codes=codes)
    return _("không áp dụng, tính 0 điểm: %(codes)s", codes=codes)


def _how(section: Section, criterion: Criterion) -> str:
    """Say how a criterion's points come about, as the pages of the rules do."""
    words = current_app.jinja_env.get_template("criteria.html").module
    return str(words.how(criterion, section.kind.value)).strip()  # type: ignore[attr-defined]


def _rule(step: ReckonedStep, table: ScoreTable) -> str:
    match step.code:
        case ScoreStep.APPLICABLE:
            return str(NOT_APPLICABLE[table.not_applicable])
        case ScoreStep.HELD:
            return _("điểm thưởng không làm tổng vượt thang điểm")
        case ScoreStep.ROUNDED:
            return _(
                "đến %(decimals)s chữ số, %(how)s",
                decimals=table.decimals,
                how=str(ROUNDING[table.rounding]),
            )
        case _:
            return ""


def _named(table: ScoreTable) -> Named:
    return names(
        {criterion.id: criterion.code for _section, criterion in table.lines()},
        {part.id: part.code for part in table.parts()},
        {NORMAL: _("trên thang điểm")},
    )
