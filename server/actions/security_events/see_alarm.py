"""Say of an alarm that it was seen: by whom and when is an event of its own."""

from datetime import datetime
from uuid import UUID

from server.domain.identity.security_events import ALARM_SEEN, NoSuchAlarm
from server.domain.people.actors import Actor
from server.domain.people.posts import Position
from server.store import Session
from server.store.security_events import alarms, writing
from server.store.security_events.alarms import SEEN
from server.store.security_events.writing import SecurityEvent


def see_alarm(session: Session, alarm_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Note it; a second time changes nothing. Raises NoSuchAlarm.

    One about nobody is of every province: each sees it for itself.
    """
    alarm = alarms.alarm(session, alarm_id, reach=actor.reach)
    if alarm is None or actor.position != Position.ADMINISTRATOR:
        raise NoSuchAlarm
    if alarm.seen:
        return
    event = SecurityEvent(
        at=now,
        kind=ALARM_SEEN,
        person_id=alarm.person_id,
        actor_id=actor.person_id,
        post_id=actor.post_id,
        province=alarm.province or actor.province,
        once=SEEN + (str(alarm_id) if alarm.province else f"{alarm_id}/{actor.province}"),
    )
    writing.tell(session, event)
