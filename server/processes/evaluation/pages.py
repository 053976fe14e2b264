"""The evaluation's own fields, panels and parts of case pages."""

from pathlib import Path

from server.actions.printouts.panels import UnsettledPanel
from server.processes.evaluation import explained
from server.processes.evaluation.history_words import HISTORY_WORDS
from server.processes.evaluation.key import KEY
from server.processes.evaluation.printed import meetings, points, unit_sheets
from server.processes.evaluation.told import scores_tab
from server.processes.evaluation.told.points_by_section import points_by_section
from server.processes.evaluation.told.summary import summarise
from server.processes.evaluation.told.year_results import told_of_year
from server.processes.evaluation.widgets import (
    facts,
    fill_tables,
    others,
    places,
    ranking_table,
    sheet_tables,
    sheets,
    units,
)
from server.web.cases.tabs import Tab
from server.web.process_pages import ProcessPages
from server.web.tasks.widgets import TaskWidgets, Widget
from server.web.words.catalogue import lazy_gettext as _l

PAGES = ProcessPages(
    key=KEY,
    templates=Path(__file__).parent / "templates",
    history=HISTORY_WORDS,
    tasks=TaskWidgets(
        widgets={
            "score_grid": Widget(
                build=sheets.score_grid,
                initial=sheets.self_scores,
                fills=fill_tables.score_table,
                whole=places.points_of_case,
            ),
            "appraisal_grid": Widget(
                build=sheets.appraisal_grid,
                initial=sheets.first_appraisal,
                keeps=sheets.kept,
                sheets=sheet_tables.appraisal_tables,
                fills=fill_tables.appraisal_table,
                whole=places.points_of_case,
            ),
            "explanation_grid": Widget(
                build=sheets.explanation_grid,
                initial=sheets.explanations,
                fills=fill_tables.explanation_table,
            ),
            "appraisal_2_grid": Widget(
                build=sheets.appraisal_2_grid,
                initial=sheets.second_appraisal,
                fills=fill_tables.appraisal_2_table,
                whole=places.points_of_case,
            ),
            "sheet": Widget(
                build=sheets.sheet,
                title=_l("Bảng tự chấm điểm"),
                sheets=sheet_tables.sheet_tables,
            ),
            "attendance": Widget(build=units.attendance),
            "send_back": Widget(build=units.send_back),
            "late_units": Widget(build=units.late_units),
            "unit_facts": Widget(build=facts.unit_facts, initial=facts.declared),
            "late_points": Widget(build=others.late_points),
            "ask_again": Widget(build=others.ask_again),
            "given_grid": Widget(
                build=others.given_grid, initial=others.given_before, whole=places.points_of_case
            ),
            "given": Widget(build=others.given_grid, title=_l("Điểm chấm cho các đơn vị")),
            "ranking": Widget(
                build=units.ranking,
                title=_l("Bảng tổng hợp, xếp hạng"),
                sheets=ranking_table.ranking_tables,
            ),
        }
    ),
    summary=summarise,
    explain=explained.explain,
    points=points_by_section,
    years=told_of_year,
    printed={
        "self_scores": unit_sheets.self_scores,
        "appraised_sheet": UnsettledPanel(unit_sheets.appraised_sheet, unit_sheets.is_unsettled),
        "collated_points": points.collated,
        "adopted_points": points.adopted_points,
        "attendance": meetings.attendance,
        "verdict": meetings.verdict,
    },
    tabs={
        "scores": Tab(
            _l("Bảng điểm, xếp hạng"),
            scores_tab.values,
            scores_tab.fixed,
            sheets=scores_tab.sheets,
        )
    },
)
