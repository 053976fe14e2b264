"""The overview of who is signed in: a box each for what waits, who is late, points, days, news."""

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from server.actions.definitions.deployed import rules_of
from server.domain.blocs.rules import CaseRules
from server.domain.deadlines import local_day
from server.store.inbox import inbox
from server.store.inbox.inbox import WantedTasks
from server.store.inbox.task_lines import TaskLine
from server.web.board.asked import duties_of, year_asked
from server.web.board.reading import YearDuties
from server.web.board.shown import shared
from server.web.board.table import DutyCounts
from server.web.cases.blocs import known_bloc_years
from server.web.home import changes, late, points, steps, unit_steps
from server.web.home.offices import OFFICES, Desk, desk
from server.web.inbox.reader_eyes import reader_eyes
from server.web.names.rule_names import unit_names
from server.web.requests.access import SIGNED_IN, access
from server.web.requests.context import actor, now, session

blueprint = Blueprint("home", __name__)
NEAREST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingTasks:
    """The tasks that are due first, and how many wait; `more` than that where they go on."""

    nearest: Sequence[TaskLine]
    count: int
    more: bool


@blueprint.get("/")
@access(SIGNED_IN)
def index() -> ResponseReturnValue:
    """Show the overview; the list itself to whom there is nothing but tasks to show."""
    office, years = actor().position in OFFICES, known_bloc_years()
    if not years:
        return _page(office=desk()) if office else _list()
    year, rules = year_asked(years)
    found = duties_of(year)
    if not (office or found.cases):
        return _list()
    return _page(
        office=desk(found.cases, unit_names(rules)),
        year=year,
        rules=rules,
        years=[(each.id, rules_of(session(), each.rules_digest)) for each in years],
        **_of_year(found, rules),
    )


def _list() -> ResponseReturnValue:
    return redirect(url_for("inbox.mine"), HTTPStatus.SEE_OTHER)


def _page(*, office: Desk | None, **values: object) -> str:
    return render_template(
        "home/index.html",
        me=actor(),
        waiting=None if office else _waiting(),
        office=office,
        **values,
    )


def _waiting() -> WaitingTasks:
    eyes, today, wanted = reader_eyes(), local_day(now()), WantedTasks()
    own = inbox.page(session(), eyes, wanted, today=today)
    handed = inbox.entrusted(session(), eyes, wanted, today=today)
    lines = sorted([*own, *handed], key=lambda line: (line.mark.priority, line.mark.at, line.id))
    more = len(own) > inbox.PAGE
    return WaitingTasks(nearest=lines[:NEAREST], count=len(lines) - more, more=more)


def _of_year(found: YearDuties, rules: CaseRules) -> dict[str, object]:
    """Gather the boxes that are about a bloc-year, of the cases the reader knows of."""
    told, rows = changes.changes(session(), found), late.latest_first(found.lines, rules)
    missing = late.missing(found.lines)
    return {
        "counts": DutyCounts.of(found.lines),
        "rows": rows[: late.MOST_ROWS],
        "more_rows": len(rows) - late.MOST_ROWS,
        "missing": missing[: late.MOST_LINES],
        "more_missing": len(missing) - late.MOST_LINES,
        "unit_steps": unit_steps.steps_of_units(session(), found),
        "points": points.newest_points(found),
        "days": steps.days_of_steps(session(), found),
        "changes": told[: changes.MOST],
        "more_changes": len(told) - changes.MOST,
        "since": changes.last_worked_day(),
        **shared(found, rules),
    }
