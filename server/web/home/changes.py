"""What is new in the cases of a year: opened, closed, and the milestones the reader is told."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from server.actions.definitions.deployed import deployed
from server.actions.definitions.duty_names import duty_name
from server.actions.steps.title_holes import subject_of
from server.domain.administration.repairs import CaseBroken
from server.domain.cases.case_marks import Mark
from server.domain.cases.duties import of_key, sees_reached
from server.domain.cases.sight import CaseSight
from server.domain.deadlines import local_day, working_day_before
from server.domain.people.actors import Actor
from server.store import Session
from server.store.cases.case_pages import CaseHead
from server.web.board.reading import YearDuties
from server.web.requests.context import actor, calendar, now
from server.web.words.catalogue import gettext as _
from server.web.words.language import pick

MOST = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsLine:
    """Something that has come about in a case; `whose` is a unit or a body, empty for the case."""

    at: datetime
    case: CaseHead
    said: str
    whose: str = ""


def last_worked_day() -> date:
    """Return the working day before today: what is new since then is told on a Monday, too."""
    return working_day_before(local_day(now()), 1, calendar())


def changes(session: Session, found: YearDuties) -> list[NewsLine]:
    """List what came about since the last working day, the newest first."""
    since = last_worked_day()
    told: list[NewsLine] = []
    for case in found.cases:
        try:
            told += _of_case(session, case, found.sights[case.id], since, actor())
        except CaseBroken:
            continue  # the board names it
    return sorted(told, key=lambda each: each.at, reverse=True)


def _of_case(
    session: Session, case: CaseHead, sight: CaseSight, since: date, by: Actor
) -> Iterator[NewsLine]:
    if local_day(case.opened_at) >= since:
        yield NewsLine(at=case.opened_at, case=case, said=_("Mở hồ sơ"))
    if case.closed_at is not None and local_day(case.closed_at) >= since:
        yield NewsLine(at=case.closed_at, case=case, said=_("Kết thúc hồ sơ"))
    for mark in case.marks:
        if local_day(mark.at) >= since and (told := _reached(session, case, sight, mark, by)):
            yield told


def _reached(
    session: Session, case: CaseHead, sight: CaseSight, mark: Mark, by: Actor
) -> NewsLine | None:
    model = deployed(session, case.definition_hash)
    milestone = model.manifest.milestones.get(mark.milestone)
    if milestone is None:
        return None
    unit = subject_of(mark.key, sight.rules) or ""
    record = of_key(sight, mark.key, unit)
    if not sees_reached(sight, milestone, record, posts=by.eyes(case.kind)):
        return None
    said = _("Xong: %(step)s", step=pick(duty_name(model, milestone)))
    return NewsLine(at=mark.at, case=case, said=said, whose=unit or mark.key)
