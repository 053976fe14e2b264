"""Say of days that they are off or worked, by a paper, and take that back; history tells it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from server.domain.canonical import Json
from server.domain.deadlines import local_day
from server.domain.people.actors import Actor
from server.domain.people.administering import administers, check_own_right
from server.domain.tasks.work import NotThere
from server.domain.texts.typed_text import readable
from server.domain.working_days.province_days import SaidDays, check_days, check_taking_back
from server.public_holidays import calendar_of
from server.store import Session
from server.store.database.ids import new_id
from server.store.history import journal
from server.store.working_days import province_days
from server.working_calendar import OwnDay

STREAM = "calendar"
"""The stream of what is said about days."""


def add(session: Session, said: SaidDays, *, actor: Actor, now: datetime) -> Sequence[OwnDay]:
    """Add days to the calendar of the actor's province; running cases follow in the background.

    Raises NotAdministrator, DaysMissing, DaysReversed, DayTwice, DaySoAlready, DayOutOfReach,
    PaperMissing, PaperTooLong, PaperOfTomorrow and CharacterRefused.
    """
    check_own_right(actor)
    province = actor.province
    calendar = calendar_of(province_days.in_force(session, province))
    days = check_days(said, calendar=calendar, today=local_day(now))
    paper, paper_on = readable(said.paper), said.paper_on
    rows = [
        {"id": str(new_id(now)), "province": province, "day": each.day, "worked": each.worked,
         "paper": paper, "paper_on": paper_on, "added_by": actor.person_id,
         "added_name": actor.name, "added_at": now}
        for each in days
    ]  # fmt: skip
    province_days.add(session, rows)
    told: list[Json] = [
        {"id": str(row["id"]), "day": each.day.isoformat(), "worked": each.worked}
        for row, each in zip(rows, days, strict=True)
    ]
    payload: dict[str, Json] = {
        "days": told,
        "paper": {"number": paper, "dated": paper_on.isoformat() if paper_on else ""},
    }
    _note(session, "calendar.days_added", payload, actor=actor, now=now)
    return days


def take_back(
    session: Session, day_id: UUID, *, reason: str, actor: Actor, now: datetime
) -> OwnDay:
    """Let a day of the actor's province say nothing any more.

    Raises NotAdministrator, NotThere, DayNotInForce, TakingBackUnsaid and CharacterRefused.
    """
    check_own_right(actor)
    province_days.in_force(session, actor.province)
    row = province_days.find(session, day_id)
    if row is None or not administers(actor, row.province):
        raise NotThere
    why = check_taking_back(reason, in_force=row.taken_back_at is None)
    province_days.take_back(session, day_id, by=actor, reason=why, now=now)
    payload: dict[str, Json] = {
        "days": [{"id": str(day_id), "day": row.day.isoformat(), "worked": row.worked}],
        "paper": {"number": row.paper, "dated": row.paper_on.isoformat()},
        "reason": why,
    }
    _note(session, "calendar.day_taken_back", payload, actor=actor, now=now)
    return row.says


def _note(
    session: Session, kind: str, payload: dict[str, Json], *, actor: Actor, now: datetime
) -> None:
    journal.note(
        session,
        stream=STREAM,
        kind=kind,
        object=f"province/{actor.province}",
        actor=actor,
        payload=payload,
        now=now,
        province=actor.province,
    )
