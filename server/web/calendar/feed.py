"""What a calendar program reads by a private link: the same days, as iCalendar (RFC 5545)."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from flask import Response
from flask.typing import ResponseReturnValue
from icalendar import Calendar, Event

from server.domain.deadlines import local_day
from server.domain.people.actors import Actor
from server.domain.tasks.work import NotThere
from server.public_holidays import calendar_of
from server.store.identity import calendar_links
from server.store.identity.calendar_links import CalendarLink
from server.store.inbox.inbox import Eyes
from server.store.people import lineage, people
from server.store.people.people import PostChoice
from server.store.working_days import province_days
from server.web.board.reading import CasesShown, DutyReader
from server.web.calendar.entries import CalendarEntry, CalendarSpan, entries
from server.web.calendar.years import near
from server.web.cases.blocs import bloc_years_known_to
from server.web.requests.access import PUBLIC, access
from server.web.requests.context import now, session
from server.web.requests.installation import installation
from server.web.words import language
from server.web.words.catalogue import gettext as _
from server.web.words.language import pick

BACK, AHEAD = timedelta(days=31), timedelta(days=366)
"""How far back and ahead of today a calendar program is told."""
A_DAY = timedelta(days=1)
AGAIN = "PT6H"
"""How often a program may look again."""


@access(PUBLIC)
def feed(token: str) -> ResponseReturnValue:
    """Answer what is due for the link's person in its post; 404 once either is no longer theirs.

    It is of every bloc-year near today that they may know of. What is only simulated is left out,
    also in a demonstration: it waits for nobody.
    """
    link = calendar_links.find(session(), token)
    if link is None:
        raise NotThere
    language.of_request(link.language)
    who, title = _reader(link)
    today = local_day(now())
    found = entries(
        near(bloc_years_known_to(who), today.year),
        Eyes(person_id=who.person_id, post_id=who.post_id, unit_id=who.unit_id),
        CalendarSpan(first=today - BACK, last=today + AHEAD),
        reader=DutyReader(
            actor=who,
            today=today,
            calendar=calendar_of(province_days.of_province(session(), who.province)),
        ),
        shown=CasesShown.REAL,
    )
    answer = Response(written(found, title, now()), content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = 'inline; filename="binh-xet.ics"'
    return answer


def _reader(link: CalendarLink) -> tuple[Actor, str]:
    """Describe the person in the post, which must still be their own, and name it."""
    account = people.account(session(), link.person_id)
    held = people.choices(session(), link.person_id, today=local_day(now()))
    own = [choice for choice in held if choice.delegation_id is None]
    chosen = next((choice for choice in own if choice.post_id == link.post_id), None)
    if account is None or chosen is None:
        raise NotThere
    return _actor(link, account.name, chosen, own), pick(chosen.title)


def _actor(link: CalendarLink, name: str, chosen: PostChoice, own: Sequence[PostChoice]) -> Actor:
    return Actor(
        person_id=link.person_id,
        name=name,
        post_id=chosen.post_id,
        post_title=chosen.title,
        unit_id=chosen.unit_id,
        unit_ids=frozenset(choice.unit_id for choice in own),
        positions=frozenset(choice.post_id for choice in own),
        lineage=lineage.in_force(session(), today=local_day(now())),
    )


def written(found: Sequence[CalendarEntry], title: str, moment: datetime) -> bytes:
    """Write entries as iCalendar; `title` is the post they are for."""
    written = Calendar()
    written.add("prodid", "-//Binh Xet//Lich cac han//VI")
    written.add("version", "2.0")
    written.add("x-wr-calname", _("Bình Xét: %(post)s", post=title))
    written.add("x-published-ttl", AGAIN)
    seen: Counter[str] = Counter()
    for each in found:
        if not each.simulated:
            seen[each.id] += 1
            written.add_component(_event(each, seen[each.id], moment))
    return bytes(written.to_ical())


def _event(entry: CalendarEntry, number: int, moment: datetime) -> Event:
    """Write an entry as a day of its own; its id is the same as long as it is the same thing.

    Rows of a record may say the same of one day: they are numbered.
    """
    event = Event()
    named = f"{entry.id} {number}".encode()
    event.add("uid", f"{hashlib.sha256(named).hexdigest()}@binh-xet")
    event.add("dtstamp", moment)
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + A_DAY)
    event.add("summary", entry.title)
    event.add("description", entry.detail)
    event.add("url", f"{installation().settings.address}{entry.address}")
    event.add("transp", "TRANSPARENT")
    return event
