"""Set the last day of an appointment; what the person had claimed goes back to the post."""

from datetime import date, datetime
from uuid import UUID

from server.domain.canonical import Json
from server.domain.deadlines import local_day
from server.domain.people.actors import Actor
from server.domain.people.administering import check_administrator, may_end
from server.domain.people.appointments import (
    AppointmentOver,
    NoSuchAppointment,
    OwnAccount,
    Period,
    check_ending,
)
from server.store import Session
from server.store.history import journal
from server.store.people import people_admin
from server.store.tasks import claims


def end(
    session: Session, appointment_id: UUID, *, last: date | None, actor: Actor | None, now: datetime
) -> None:
    """End an appointment with a day, or at once where there is none: the post works no longer.

    Who may is said by `may_end`. Raises NotAdministrator,
    NoSuchAppointment, OwnAccount, AppointmentOver, EndsLater, PeriodReversed.
    """
    check_administrator(actor)
    row = people_admin.lock_appointment(session, appointment_id)
    if row is None or not (actor is None or may_end(actor, row.post_id, of=row.province)):
        raise NoSuchAppointment
    if actor is not None and row.person_id == actor.person_id:
        raise OwnAccount
    today = local_day(now)
    if row.ended_at is not None:
        raise AppointmentOver
    ends = check_ending(Period(first=row.valid_from, last=row.valid_to), last, today=today)
    at_once = now if last is None else None
    people_admin.end_appointment(session, appointment_id, ends, at_once=at_once)
    over = at_once is not None or ends < today
    put_back = claims.release_tasks(session, row.person_id, post_id=row.post_id) if over else ()
    journal.note(
        session,
        stream="people",
        kind="person.appointment_ended",
        object=f"appointment/{appointment_id}",
        actor=actor,
        payload={
            "person": {"id": str(row.person_id), "name": row.person_name},
            "post": row.post_id,
            "changes": [_last_day(row.valid_to, ends)],
            "at_once": at_once is not None,
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
