"""Before somebody is taken out of a post or their account is closed: what nobody could do then."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import render_template, url_for

from server.actions.cases.nobodys_tasks import nobodys_tasks
from server.domain.deadlines import local_day
from server.domain.people.administering import administers, may_end
from server.domain.tasks.work import NotThere
from server.store.people import people_admin
from server.store.people.people_admin import PersonRow
from server.store.people.vacancies import Leaver, Waiting
from server.web.requests.access import ADMINISTRATOR, access
from server.web.requests.context import (
    actor,
    now,
    session,
)


@dataclass(frozen=True, slots=True)
class Left:
    """What nobody could do: tasks of the reader's provinces by name, of others how many."""

    tasks: Sequence[Waiting]
    elsewhere: int


@access(ADMINISTRATOR)
def ending(person_id: UUID, appointment_id: UUID) -> str:
    """Ask when an appointment ends, and name the open tasks that would be left without anybody."""
    return ending_page(person_id, appointment_id)


def ending_page(person_id: UUID, appointment_id: UUID, refused: str = "") -> str:
    """Show it, with what was refused; raises NotThere for who may not end the appointment."""
    rows = people_admin.appointments(session(), person_ids=[person_id])
    row = next((row for row in rows if row.id == appointment_id), None)
    own = person_id == actor().person_id
    if row is None or own or not may_end(actor(), row.post_id, of=row.province):
        raise NotThere
    leaver = Leaver(person_id=person_id, post_id=row.post_id)
    return render_template(
        "people/ending.html",
        row=row,
        back=url_for("people.show", person_id=person_id)
        if administers(actor(), row.province)
        else url_for("people.posts"),
        refused=refused,
        today=local_day(now()),
        left=_left(leaver),
    )


def keeps(person_id: UUID) -> bool:
    """Tell whether the administrator keeps the person's account, and so sees their page."""
    person = people_admin.find_person(session(), person_id)
    return person is not None and administers(actor(), person.province)


@access(ADMINISTRATOR)
def closing(person_id: UUID) -> str:
    """Ask whether to close an account, and name what would be left without anybody."""
    person = _person(person_id)
    leaver = Leaver(person_id=person_id)
    return render_template(
        "people/closing.html",
        person=person,
        left=_left(leaver),
    )


def _person(person_id: UUID) -> PersonRow:
    """Return a person whose posts the administrator may end; their own they may not."""
    person = people_admin.find_person(session(), person_id)
    own = person_id == actor().person_id
    if person is None or own or not administers(actor(), person.province):
        raise NotThere
    return person


def _left(leaver: Leaver) -> Left:
    every = nobodys_tasks(session(), now=now(), without=leaver)
    named = every and nobodys_tasks(session(), now=now(), reach=actor().reach, without=leaver)
    return Left(tasks=named, elsewhere=len(every) - len(named))
