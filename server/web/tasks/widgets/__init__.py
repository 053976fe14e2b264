"""The composite fields: what stands in them at first, and the rows their templates show.

The template of a widget is `widgets/<name>.html`; what a form's page shows read-only above its
fields are widgets without fields.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from server.actions.tasks.read_task import TaskPage
from server.processes.award_review.widgets import awards
from server.processes.evaluation.widgets import sheets, units
from server.processes.submission.widgets import dossiers
from server.web.tasks.form_view import Desk

Initial = Callable[[TaskPage, str], dict[str, str]]
Build = Callable[[Desk, str], object]


def _nothing(_page: TaskPage, _name: str) -> dict[str, str]:
    return {}


@dataclass(frozen=True, slots=True)
class Widget:
    """One composite field; `build` gives what its template shows, None where it has no place."""

    build: Build
    initial: Initial = _nothing


WIDGETS: Mapping[str, Widget] = {
    "score_grid": Widget(sheets.score_grid, sheets.self_scores),
    "appraisal_grid": Widget(sheets.appraisal_grid, sheets.first_appraisal),
    "explanation_grid": Widget(sheets.explanation_grid, sheets.explanations),
    "appraisal_2_grid": Widget(sheets.appraisal_2_grid, sheets.second_appraisal),
    "sheet": Widget(sheets.sheet),
    "attendance": Widget(units.attendance, units.present),
    "scrutineers": Widget(units.scrutineers),
    "send_back": Widget(units.send_back),
    "late_units": Widget(units.late_units),
    "ranking": Widget(units.ranking),
    "candidates": Widget(awards.candidates, awards.proposed),
    "candidate_list": Widget(awards.candidate_list),
    "opinions": Widget(awards.opinions),
    "ballot": Widget(awards.ballot),
    "counts": Widget(awards.counts),
    "tallies": Widget(awards.tallies),
    "dossier": Widget(dossiers.dossier, dossiers.numbered),
    "papers": Widget(dossiers.papers),
    "checklist": Widget(dossiers.checklist_rows),
    "nominee_opinions": Widget(dossiers.nominees),
    "nominee_votes": Widget(dossiers.nominees),
    "nominee_list": Widget(dossiers.nominees),
}


def initial(page: TaskPage) -> dict[str, str]:
    """Return what stands in a form's fields before anybody has typed."""
    values = dossiers.submission(page) if page.task.form == "sign_submission" else {}
    for name in page.form.fields:
        found = WIDGETS.get(page.form.widget(name))
        values |= found.initial(page, name) if found else {}
    return values
