"""The working calendar of a province: everybody reads it, its administrators say what is new."""

from collections.abc import Container, Sequence
from http import HTTPStatus
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from server.actions.working_days import change_days
from server.domain.deadlines import local_day
from server.domain.people.administering import administers
from server.domain.refusals import Refusal
from server.domain.tasks.work import NotThere
from server.domain.working_days.province_days import FIRST_YEAR, SaidDays
from server.store.working_days import following, province_days
from server.web.frame.lineage_words import called
from server.web.refusals import page_acts
from server.web.refusals.refusals import password_sentence, sentence, status_of
from server.web.requests.access import ADMINISTRATOR, SIGNED_IN, access
from server.web.requests.context import actor, now, session
from server.web.requests.typed_values import chosen, posted_day
from server.web.words.weekdays import WEEKDAYS
from server.web.working_days import listed
from server.working_calendar import OwnDay

blueprint = Blueprint("working_days", __name__, url_prefix="/calendar")
CONFIRM, EDIT = "_confirm", "_edit"
FIELDS = ("off", "off_to", "worked", "paper", "paper_on")


@blueprint.get("")
@access(SIGNED_IN)
def index() -> ResponseReturnValue:
    """List the days of a year."""
    return _page(int(chosen("year", _years()) or _this_year()))


@blueprint.post("/days")
@access(ADMINISTRATOR)
def add() -> ResponseReturnValue:
    """Try what is said and show what it comes to; confirmed with the password, do it."""
    if EDIT in request.form:
        return _page(_this_year())
    confirmed = CONFIRM in request.form
    try:
        if confirmed:
            page_acts.check_password()
        days = change_days.add(session(), _said(), actor=actor(), now=now())
    except Refusal as refusal:
        session().rollback()
        return _page(_this_year(), refusal=refusal, confirming=confirmed), status_of(refusal)
    if not confirmed:  # it was tried, and nothing of it stays
        session().rollback()
        return _page(days[0].day.year, tried=days)
    return redirect(url_for("working_days.index", year=days[0].day.year), HTTPStatus.SEE_OTHER)


@blueprint.post("/days/<uuid:day_id>/take-back")
@access(ADMINISTRATOR)
def take_back(day_id: UUID) -> ResponseReturnValue:
    """Take a day back, with a reason and the password."""
    row = province_days.find(session(), day_id)
    if row is None or not administers(actor(), row.province):
        raise NotThere
    year = row.day.year

    def act() -> None:
        page_acts.check_password()
        reason = request.form.get("reason", "")
        change_days.take_back(session(), day_id, reason=reason, actor=actor(), now=now())

    return page_acts.done(
        act,
        then=url_for("working_days.index", year=year),
        page=lambda refusal: _page(year, refusal=refusal, taking_back=day_id),
    )


def _said() -> SaidDays:
    """Read the form; raises NotADay."""
    return SaidDays(
        off=posted_day("off"),
        off_to=posted_day("off_to"),
        worked=posted_day("worked"),
        paper=_typed("paper"),
        paper_on=posted_day("paper_on"),
    )


def _page(
    year: int,
    *,
    refusal: Refusal | None = None,
    tried: Sequence[OwnDay] = (),
    confirming: bool = False,
    taking_back: UUID | None = None,
) -> str:
    province, this = actor().province, local_day(now()).year
    wrong_password = password_sentence(refusal) if refusal else ""
    if confirming and wrong_password:
        tried = _tried_again()
    said = {*province_days.years(session(), province), this - 1, this, this + 1, year}
    return render_template(
        "working_days/index.html",
        year=year,
        year_tabs=[
            (url_for("working_days.index", year=each), str(each), each == year)
            for each in sorted(said)
        ],
        lines=listed.of_year(session(), province, year),
        weekdays=WEEKDAYS,
        mine=administers(actor(), province),
        province=called({province})[province],
        tried=tried,
        running=following.running(session(), province) if tried else 0,
        typed={name: _typed(name) for name in FIELDS},
        refused=sentence(refusal) if refusal else "",
        password_error=wrong_password,
        taking_back=taking_back,
        reason=_typed("reason"),
    )


def _tried_again() -> Sequence[OwnDay]:
    """Work out once more what was to be confirmed, where only the password was wrong."""
    try:
        days = change_days.add(session(), _said(), actor=actor(), now=now())
    except Refusal:
        days = ()
    session().rollback()
    return days


def _years() -> Container[str]:
    return {str(year) for year in range(FIRST_YEAR, _this_year() + 2)}


def _this_year() -> int:
    return local_day(now()).year


def _typed(name: str) -> str:
    return request.form.get(name, "")
