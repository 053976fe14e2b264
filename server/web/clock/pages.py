"""Move a demonstration's clock forwards; of any other installation this page does not exist."""

from datetime import UTC, date, datetime, time, timedelta
from http import HTTPStatus

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from server.actions.identity import begin_anew
from server.actions.installation import move_clock
from server.domain.chores import SWEEP_EVERY
from server.domain.deadlines import VIET_NAM, local_day
from server.domain.refusals import Refusal
from server.domain.tasks.work import NotThere
from server.web.cases.blocs import known_bloc_years
from server.web.clock.coming import coming_days
from server.web.refusals.refusals import sentence, status_of
from server.web.requests import identity
from server.web.requests.access import SIGNED_IN, access
from server.web.requests.context import actor, now, session
from server.web.requests.installation import installation
from server.web.requests.typed_values import posted_day

blueprint = Blueprint("clock", __name__, url_prefix="/clock")
MORNING = time(8, 0)
"""When the clock stands on a day that is chosen: the office opens."""


@blueprint.get("")
@access(SIGNED_IN)
def index() -> ResponseReturnValue:
    """Show where the clock stands and where it may be moved to."""
    _check_demonstration()
    return _page()


@blueprint.post("")
@access(SIGNED_IN)
def move() -> ResponseReturnValue:
    """Move it to the morning of a day; who moves it stays signed in."""
    _check_demonstration()
    try:
        day = posted_day("to") or posted_day("day")
        to = _morning(day) if day else now()
        offset = installation().deployment().clock_offset
        move_clock.move(session(), to, actor=actor(), now=now(), offset=offset)
    except NotThere:
        raise
    except Refusal as refusal:
        session().rollback()
        return _page(refusal), status_of(refusal)
    if found := identity.signed_in():
        identity.remember(begin_anew.begin_anew(session(), found.session, found.choice, now=to))
    return redirect(url_for("clock.index", moved=1), HTTPStatus.SEE_OTHER)


def _check_demonstration() -> None:
    if not installation().demonstration:
        raise NotThere


def _morning(day: date) -> datetime:
    return datetime.combine(day, MORNING, VIET_NAM).astimezone(UTC)


def _page(refusal: Refusal | None = None) -> str:
    today = local_day(now())
    return render_template(
        "clock/index.html",
        days=coming_days(session(), known_bloc_years(), today=today),
        tomorrow=today + timedelta(days=1),
        next_week=today + timedelta(days=7),
        moved="moved" in request.args and refusal is None,
        seconds=int(SWEEP_EVERY.total_seconds()) * 2,
        typed=request.form.get("day", ""),
        refused=sentence(refusal) if refusal else "",
    )
