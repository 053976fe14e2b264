"""A post lent, and a task handed over, as their pages do it."""

import re
from datetime import timedelta
from uuid import UUID

from server.domain.people.actors import DEMONSTRATION_PASSWORD
from tests.worlds.year_end import NOW, Open, Person, YearEnd

SCHOOL, PRESS = "bac-giang/so-gddt", "bac-giang/so-tttt"
HEAD, OFFICER = f"{SCHOOL}/head", f"{SCHOOL}/officer"
LAST = (NOW + timedelta(days=5)).date().isoformat()


CONFIRMED = {"_confirm": "1", "password": DEMONSTRATION_PASSWORD}
"""What the check page adds to what was typed."""


def holder_of(year: YearEnd, post_id: str) -> str:
    """Return who holds a post, as forms choose them."""
    return str(year.value("SELECT person_id FROM appointment WHERE post_id = :post", post=post_id))


def lend(year: YearEnd, *kinds: str, to: str = f"{PRESS}/officer") -> Person:
    """Let the head of the school be acted for; answer who does, acting so."""
    head, person = year.as_post(HEAD), year.as_post(to)
    fields = [
        ("person", holder_of(year, to)),
        ("first", NOW.date().isoformat()),
        ("last", LAST),
        ("document", "GUQ 3"),
        ("post", HEAD),
        ("scope", "kinds" if kinds else "all"),
        *(("kinds", kind) for kind in kinds),
        *CONFIRMED.items(),
    ]
    answer = head.post("/delegations", fields, at="/delegations")
    assert answer.status_code == 303, answer.text
    choice = re.search(rf'value="({re.escape(HEAD)}\|[0-9a-f-]+)"', person.get("/tasks").text)
    assert choice is not None
    assert person.post("/act-as", {"post": choice[1]}, at="/tasks").status_code == 303
    return person


def entrust(year: YearEnd, task: Open, *, to: str, **more: str) -> Person:
    """Hand a task over from its page; answer the colleague, in a post of their own."""
    fields = {"person": holder_of(year, to), "last": LAST, "note": "Đi công tác", "document": ""}
    at = f"/tasks/{task.id}/entrust"
    answer = year.as_post(task.post_id).post(at, fields | more, at=at)
    assert answer.status_code == 303, answer.text
    return year.as_post(to)


def link(task_id: UUID) -> str:
    return f'href="/tasks/{task_id}"'
