"""Set the last day of an appointment; what the person had claimed goes back to the post."""

from datetime import date, datetime
from uuid import UUID

from server.domain.administering import administers, check_administrator
from server.domain.appointments import (
    AppointmentOver,
    NoSuchPost,
    check_period,
)
from server.domain.deadlines import local_day
from server.domain.people import Actor
from server.domain.records import Json
from server.store import Session, journal, people_admin


def end(
    session: Session, appointment_id: UUID, *, last: date, actor: Actor | None, now: datetime
) -> None:
    """End an appointment with a day.

    Raises NotAdministrator, NoSuchPost, AppointmentOver, PeriodReversed.
    """
    check_administrator(actor)
    row = people_admin.lock_appointment(session, appointment_id)
    if row is None or not (actor is None or administers(actor, row.province)):
        raise NoSuchPost(str(appointment_id))
    today = local_day(now)
    if row.valid_to is not None and row.valid_to < today:
        raise AppointmentOver
    check_period(row.valid_from, last)
    people_admin.end_appointment(session, appointment_id, last)
    over = last < today
    put_back = (
        people_admin.release_tasks(session, row.person_id, post_id=row.post_id) if over else ()
    )
    journal.note(
        session,
        stream="people",
        kind="person.appointment_ended",
        object=f"appointment/{appointment_id}",
        actor=actor,
        payload={
            "person": {"id": str(row.person_id), "name": row.person_name},
            "post": row.post_id,
            "changes": [_last_day(row.valid_to, last)],
            "put_back": [str(task) for task in put_back],
        },
        now=now,
        province=row.province,
    )


def _last_day(old: date | None, new: date) -> dict[str, Json]:
    return {
        "path": "valid_to",
        "old": old.isoformat() if old else None,
        "new": new.isoformat(),
    }
