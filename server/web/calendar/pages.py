"""The calendar of deadlines, a month a page, and the private link to it."""

from collections.abc import Sequence
from http import HTTPStatus

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from server.actions.definitions.deployed import rules_of
from server.actions.identity import calendar_link
from server.domain.deadlines import local_day
from server.domain.tasks.work import NotThere
from server.store.blocs.bloc_pages import BlocYear
from server.store.identity import calendar_links
from server.web.board import words
from server.web.board.asked import cases_shown
from server.web.board.reading import DutyReader
from server.web.calendar.entries import CalendarSpan, entries
from server.web.calendar.feed import feed
from server.web.calendar.month import Month, weeks
from server.web.calendar.years import near, of_years
from server.web.cases.blocs import known_bloc_years
from server.web.inbox.reader_eyes import reader_eyes
from server.web.requests.access import SIGNED_IN, access
from server.web.requests.context import actor, calendar, language, now, session
from server.web.requests.installation import installation
from server.web.words.weekdays import WEEKDAYS

blueprint = Blueprint("calendar", __name__, url_prefix="/deadlines")
blueprint.add_url_rule("/<token>.ics", view_func=feed)


@blueprint.get("")
@access(SIGNED_IN)
def index() -> ResponseReturnValue:
    """Show what is due in a month, as far as the reader is told."""
    return _page()


@blueprint.get("/link")
@access(SIGNED_IN)
def back() -> ResponseReturnValue:
    """Go back to the calendar: the page of a new link is shown once, and is asked for again."""
    return redirect(url_for("calendar.index", _anchor="link"), HTTPStatus.SEE_OTHER)


@blueprint.post("/link")
@access(SIGNED_IN)
def make_link() -> ResponseReturnValue:
    """Make a private link for calendar programs, and show it this once; the one before it ends.

    The page that shows it is the answer to a POST: loaded again, it makes no other.
    """
    if request.form.get("before", "") != _made_at():
        return back()
    token = calendar_link.make(session(), language=language(), actor=actor(), now=now())
    return _page(f"{installation().settings.address}{url_for('calendar.feed', token=token)}")


@blueprint.post("/link/end")
@access(SIGNED_IN)
def end_link() -> ResponseReturnValue:
    """Take the private link back."""
    calendar_link.end(session(), actor=actor(), now=now())
    month = request.args.get("month")
    ended = url_for("calendar.index", month=month, ended=1, _anchor="link")
    return redirect(ended, HTTPStatus.SEE_OTHER)


def _made_at() -> str:
    """Write since when there is a link of the reader's own post; nothing where there is none."""
    own = actor().own_post
    made = calendar_links.made_at(session(), actor().person_id, own) if own else None
    return made.isoformat() if made else ""


def _page(link: str = "") -> str:
    today = local_day(now())
    month = Month.of(request.args.get("month", ""), today)
    known = known_bloc_years()
    years = near(known, month.first.year)
    asked = request.args.get("bloc_year", "")
    read = _chosen(years, asked) if asked else of_years(known, month.first.year)
    found = entries(
        read,
        reader_eyes(),
        CalendarSpan(first=month.first, last=month.last),
        reader=DutyReader(actor=actor(), today=today, calendar=calendar()),
        shown=cases_shown(),
    )
    own = actor().own_post
    return render_template(
        "calendar/index.html",
        month=month,
        today=today,
        weekdays=WEEKDAYS,
        weeks=weeks(month, found, calendar()),
        entries=found,
        years=[(each, rules_of(session(), each.rules_digest)) for each in years],
        asked=asked,
        left_out=0 if asked else len(years) - len(read),
        key=words.KEY,
        own=own,
        link=link,
        link_made=calendar_links.made_at(session(), actor().person_id, own) if own else None,
    )


def _chosen(years: Sequence[BlocYear], asked: str) -> Sequence[BlocYear]:
    """Return the bloc-year that is asked for. Raises NotThere."""
    found = [each for each in years if each.id == asked]
    if not found:
        raise NotThere
    return found
