"""The calendar of deadlines, a month a page."""

from collections.abc import Sequence

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from server.actions.definitions.deployed import rules_of
from server.domain.deadlines import local_day
from server.domain.tasks.work import NotThere
from server.store.blocs.bloc_pages import BlocYear
from server.web.board import words
from server.web.board.asked import cases_shown
from server.web.board.reading import DutyReader
from server.web.calendar.entries import CalendarSpan, entries
from server.web.calendar.month import Month, weeks
from server.web.cases.blocs import known_bloc_years
from server.web.inbox.reader_eyes import reader_eyes
from server.web.requests.access import SIGNED_IN, access
from server.web.requests.context import actor, calendar, now, session
from server.web.words.weekdays import WEEKDAYS

blueprint = Blueprint("calendar", __name__, url_prefix="/deadlines")
MOST_YEARS = 6
"""How many bloc-years are read for a month; of more the reader chooses one."""


@blueprint.get("")
@access(SIGNED_IN)
def index() -> ResponseReturnValue:
    """Show what is due in a month, as far as the reader is told."""
    today = local_day(now())
    month = Month.of(request.args.get("month", ""), today)
    near = [each for each in known_bloc_years() if abs(each.year - month.first.year) <= 1]
    asked = request.args.get("bloc_year", "")
    found = entries(
        _chosen(near, asked),
        reader_eyes(),
        CalendarSpan(first=month.first, last=month.last),
        reader=DutyReader(actor=actor(), today=today, calendar=calendar()),
        shown=cases_shown(),
    )
    return render_template(
        "calendar/index.html",
        month=month,
        today=today,
        weekdays=WEEKDAYS,
        weeks=weeks(month, found, calendar()),
        entries=found,
        years=[(each, rules_of(session(), each.rules_digest)) for each in near],
        asked=asked,
        left_out=0 if asked else max(0, len(near) - MOST_YEARS),
        key=words.KEY,
    )


def _chosen(near: Sequence[BlocYear], asked: str) -> Sequence[BlocYear]:
    """Return the bloc-year that is asked for, the newest of all without a word; raises NotThere."""
    if not asked:
        return near[:MOST_YEARS]
    found = [each for each in near if each.id == asked]
    if not found:
        raise NotThere
    return found
