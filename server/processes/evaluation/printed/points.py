"""The points of all units on paper: put together and ranked, and as a meeting adopted them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from server.actions.printouts.holes import party_words
from server.actions.printouts.material import Material
from server.domain.blocs.rules import CaseRules
from server.domain.printouts.printout import (
    Align,
    Block,
    Paragraphs,
    PrintedColumn,
)
from server.domain.printouts.shapes import numbered_table
from server.processes.evaluation.condition_words import JudgedWords, judged_words
from server.processes.evaluation.facts.judging import judged_units
from server.processes.evaluation.rules.totals import totals
from server.processes.evaluation.tables import case_scores, scores
from server.processes.evaluation.tables.case_scores import ListedSheet
from server.store.cases.case_pages import CaseHead
from server.web.frame.formats import number, rounded

RANKING: Final = "ranking"
_UNIT: Final = PrintedColumn(title="Đơn vị", width=5)
_RANK: Final = PrintedColumn(title="Hạng", align=Align.CENTRE, width=2)
_GRADE: Final = PrintedColumn(title="Xếp loại", align=Align.CENTRE, width=2)


def collated(of: Material) -> list[Block] | None:
    """Print every unit's points by whoever gave them and by section, its total and its rank."""
    if not of.eyes.matter(RANKING, of=of.case):
        return None
    sheets = case_scores.sheets(of.session, of.case.id)
    by_section, judged = _by_section(of), _judged(of, sheets)
    sections = [
        _points(f"Phần {section.code}", group="Điểm cuối theo phần")
        for section in of.rules.score_table.sections
    ]
    columns = [
        *(_UNIT, _points("Tự chấm"), _points("Thẩm định lần 1")),
        *(_points("Thẩm định lần 2"), *sections, _points("Tổng điểm"), _points("Điểm xếp hạng")),
        *([_GRADE] if of.rules.grades else []),
        _RANK,
    ]
    rows = [
        [
            *(party_words(each.unit_id, of.rules), number(each.self_total)),
            *(number(each.appraisal_1_total), number(each.appraisal_2_total)),
            *by_section.get(each.unit_id, [""] * len(sections)),
            *_ends(each, of.rules, judged),
        ]
        for each in _ranked(sheets)
    ]
    return [numbered_table(columns, rows), _sections(of.rules), *_left_out(sheets, of.rules)]


def adopted_points(of: Material) -> list[Block] | None:
    """Print what the ranking came to, in short, for the minutes that adopt it."""
    return points_of(of, of.case)


def points_of(of: Material, evaluation: CaseHead) -> list[Block] | None:
    """Print what each unit came to in an evaluation, in the order of its rank."""
    if not of.eyes.matter(RANKING, of=evaluation):
        return None
    rules = of.eyes.rules_of(evaluation)
    sheets = case_scores.sheets(of.session, evaluation.id)
    judged = judged_words(rules, judged_units(of.session, evaluation.id, rules, _by_unit(sheets)))
    columns = [
        *(_UNIT, _points("Tự chấm"), _points("Tổng điểm"), _points("Điểm xếp hạng")),
        *([_GRADE] if rules.grades else []),
        _RANK,
    ]
    rows = [
        [party_words(each.unit_id, rules), number(each.self_total), *_ends(each, rules, judged)]
        for each in _ranked(sheets)
    ]
    return [numbered_table(columns, rows), *_left_out(sheets, rules)]


def final_words(of: Material, evaluation: CaseHead) -> Mapping[str, tuple[str, str]]:
    """Return final points and rank of each unit in words, where the reader may see the ranking."""
    if not of.eyes.matter(RANKING, of=evaluation):
        return {}
    table = of.eyes.rules_of(evaluation).score_table
    return {
        each.unit_id: (rounded(each.scaled, table.shown_decimals), _place(each))
        for each in case_scores.sheets(of.session, evaluation.id)
        if each.is_ranked
    }


def _ends(sheet: ListedSheet, rules: CaseRules, judged: Mapping[str, JudgedWords]) -> list[str]:
    """Write what a row ends with: total, points to rank by, the grade where there are any, rank."""
    own = judged.get(sheet.unit_id)
    grade = [own.grade if own else ""] if rules.grades else []
    scaled = rounded(sheet.scaled, rules.score_table.shown_decimals)
    return [number(sheet.final_total), scaled, *grade, _place(sheet)]


def _place(sheet: ListedSheet) -> str:
    if sheet.rank is None:
        return ""
    return f"{sheet.rank} (đồng hạng)" if sheet.shares_rank else str(sheet.rank)


def _ranked(sheets: Iterable[ListedSheet]) -> list[ListedSheet]:
    return [each for each in sheets if each.is_ranked]


def _left_out(sheets: Sequence[ListedSheet], rules: CaseRules) -> list[Block]:
    """Name who is not ranked, with the reason."""
    out = [
        f"{party_words(each.unit_id, rules)}{f': {each.reason}' if each.reason else ''}."
        for each in sheets
        if each.state == "taken_out"
    ]
    return [Paragraphs(label="Không xét năm nay:", lines=out)] if out else []


def _sections(rules: CaseRules) -> Paragraphs:
    """Say what the sections are, whose columns have room for their codes alone."""
    named = (f"{each.code}. {each.name.vi}" for each in rules.score_table.sections)
    return Paragraphs(label="Các phần:", lines=[f"{'; '.join(named)}."])


def _by_section(of: Material) -> dict[str, list[str]]:
    table = of.rules.score_table
    return {
        unit: [number(part.points) for part in totals(table=table, lines=lines).sections]
        for unit, lines in scores.lines_of_case(of.session, of.case.id).items()
    }


def _judged(of: Material, sheets: Iterable[ListedSheet]) -> Mapping[str, JudgedWords]:
    found = judged_units(of.session, of.case.id, of.rules, _by_unit(sheets))
    return judged_words(of.rules, found)


def _by_unit(sheets: Iterable[ListedSheet]) -> dict[str, ListedSheet]:
    return {each.unit_id: each for each in sheets}


def _points(title: str, *, group: str = "") -> PrintedColumn:
    return PrintedColumn(title=title, group=group, align=Align.END, width=2)
