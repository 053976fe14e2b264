"""The score table of a case side by side: all units in totals, one unit criterion by criterion."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, cast

from flask import request

from server.domain.blocs.rules import CaseRules
from server.processes.evaluation.condition_words import JudgedWords, judged_words
from server.processes.evaluation.facts.judging import judged_units
from server.processes.evaluation.facts.told import shows_judged
from server.processes.evaluation.key import KEY
from server.processes.evaluation.others.scorer_names import scorer_names
from server.processes.evaluation.rules.appraisal import changed_criteria
from server.processes.evaluation.rules.totals import Column, final_points, totals
from server.processes.evaluation.tables import case_scores
from server.processes.evaluation.tables.case_scores import ListedSheet
from server.processes.evaluation.told.most import most_of
from server.processes.evaluation.told.scores_sheets import ToldScores, ToldUnit, tables
from server.processes.evaluation.told.sheet_states import SHEET_STATES, STANCES
from server.processes.evaluation.told.standing import sheet_lines
from server.sheets.lists import ListSheet
from server.store.cases import case_progress
from server.web.cases.case_access import Sight
from server.web.cases.tabs import Fixed
from server.web.frame.formats import number
from server.web.frame.reorganised_words import said_of_gone
from server.web.requests.context import session
from server.web.words.catalogue import gettext as _
from server.web.words.language import pick


def values(sight: Sight) -> dict[str, object]:
    """Gather the totals; with `?unit=` also that unit's criteria."""
    evaluation = sight.chain.get(KEY)
    if evaluation is None:
        return {"rows": [], "evaluation": None, "unit": None, "ranked": False}
    rules = sight.rules_of(evaluation)
    sheets = {sheet.unit_id: sheet for sheet in case_scores.sheets(session(), evaluation.id)}
    ranked = sight.matter("ranking", of=evaluation)
    order = {unit_id: place for place, unit_id in enumerate(sheets)}
    units = sorted(rules.units, key=lambda unit: order.get(unit.id, len(order)) if ranked else 0)
    seen = {
        unit.id
        for unit in units
        if unit.id in sheets and sight.task("score", of=evaluation, key=unit.id, unit=unit.id)
    }
    wanted = request.args.get("unit", "")
    gone = said_of_gone([unit.id for unit in units])
    return {
        "evaluation": evaluation,
        "table": rules.score_table,
        "most_of": most_of,
        "ranked": ranked,
        "judged": _judged(sight, rules, {unit: sheets[unit] for unit in seen}),
        "states": SHEET_STATES,
        "stances": STANCES,
        "rows": [
            {
                "unit": unit,
                "sheet": sheets.get(unit.id),
                "seen": unit.id in seen,
                "gone": gone.get(unit.id, ""),
                "difference": _difference(sheets.get(unit.id)),
            }
            for unit in units
        ],
        "progress": case_progress.progress(session(), evaluation.id),
        "unit": next((unit for unit in units if unit.id == wanted and unit.id in seen), None),
        "own_sheet": sheets[wanted] if wanted in seen else None,
        **_of_unit(sight, sheets[wanted] if wanted in seen else None),
    }


def sheets(sight: Sight) -> list[ListSheet]:
    """Give the tables of what the reader is shown; none where no evaluation came before."""
    found, evaluation = values(sight), sight.chain.get(KEY)
    if evaluation is None:
        return []
    rows = cast("list[dict[str, Any]]", found["rows"])
    judged = cast("dict[str, JudgedWords]", found["judged"])
    units = [
        ToldUnit(
            id=row["unit"].id,
            name=pick(row["unit"].name),
            short=pick(row["unit"].short),
            sheet=row["sheet"],
            seen=row["seen"],
            judged=judged.get(row["unit"].id) if row["seen"] else None,
        )
        for row in rows
    ]
    rules, ranked = sight.rules_of(evaluation), bool(found["ranked"])
    return tables(ToldScores(sight=sight, rules=rules, ranked=ranked, units=units))


def _judged(
    sight: Sight, rules: CaseRules, sheets: Mapping[str, ListedSheet]
) -> dict[str, JudgedWords]:
    """Say what units are judged by beyond their points, of whom the reader may be told it."""
    told = {unit: sheet for unit, sheet in sheets.items() if shows_judged(sight, unit)}
    return judged_words(rules, judged_units(session(), sight.chain[KEY].id, rules, told))


def fixed(rules: CaseRules) -> Fixed:
    """Say which score table opening a case fixes."""
    table = rules.score_table
    said = _(
        "%(count)s tiêu chí, thang %(max)s điểm",
        count=sum(1 for _line in table.lines()),
        max=number(table.max_points),
    )
    return Fixed(label=_("Bảng điểm"), said=said, sample=table.sample)


def _difference(sheet: ListedSheet | None) -> Decimal | None:
    if sheet is None or sheet.final_total is None or sheet.self_total is None:
        return None
    return sheet.final_total - sheet.self_total


def _of_unit(sight: Sight, sheet: ListedSheet | None) -> dict[str, object]:
    """Gather one unit's lines by criterion, and by part what they add up to, claimed and final.

    The final sum is None as long as nobody appraised. `answered` are those appraised otherwise.
    """
    if sheet is None:
        return {"criteria": {}, "sums": {}, "scorers": {}, "answered": ()}
    evaluation = sight.chain[KEY]
    rules = sight.rules_of(evaluation)
    table = rules.score_table
    lines = sheet_lines(evaluation.id, rules, sheet)
    own = totals(table=table, lines=lines, column=Column.SELF).parts
    final = totals(table=table, lines=lines, column=Column.FINAL).parts
    appraised = any(final_points(line) is not None or line.na_accepted for line in lines)
    return {
        "scorers": scorer_names(rules, sheet.unit_id),
        "answered": changed_criteria(lines),
        "criteria": {line.criterion: (line, final_points(line)) for line in lines},
        "sums": {
            claimed.part: (claimed, counted if appraised else None)
            for claimed, counted in zip(own, final, strict=True)
        },
    }
