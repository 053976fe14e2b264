"""A post lent, and a task handed over, as their pages do it."""

import re
from datetime import timedelta
from uuid import UUID

from tests.worlds.year_end import NOW, Open, Person, YearEnd

SCHOOL, PRESS = "bac-giang/so-gddt", "bac-giang/so-tttt"
HEAD, OFFICER = f"{SCHOOL}/head", f"{SCHOOL}/officer"
LAST = (NOW + timedelta(days=5)).date().isoformat()


def login_of(year: YearEnd, post_id: str) -> str:
    query = """SELECT p.login FROM person p JOIN appointment a ON a.person_id = p.id
      WHERE a.post_id = :post"""
    return str(year.value(query, post=post_id))


def lend(year: YearEnd, *kinds: str, to: str = f"{PRESS}/officer") -> Person:
    """Let the head of the school be acted for; answer who does, acting so."""
    head, person = year.as_post(HEAD), year.as_post(to)
    fields = [
        ("login", login_of(year, to)),
        ("first", NOW.date().isoformat()),
        ("last", LAST),
        ("document", "GUQ 3"),
        ("post", HEAD),
        ("scope", "kinds" if kinds else "all"),
        *(("kinds", kind) for kind in kinds),
    ]
    answer = head.post("/delegations", fields, at="/delegations")
    assert answer.status_code == 303, answer.text
    choice = re.search(rf'value="({re.escape(HEAD)}\|[0-9a-f-]+)"', person.get("/tasks").text)
    assert choice is not None
    assert person.post("/act-as", {"post": choice[1]}, at="/tasks").status_code == 303
    return person


def entrust(year: YearEnd, task: Open, *, to: str, **more: str) -> Person:
    """Hand a task over from its page; answer the colleague, in a post of their own."""
    fields = {"login": login_of(year, to), "last": LAST, "note": "Đi công tác", "document": ""}
    at = f"/tasks/{task.id}/entrust"
    answer = year.as_post(task.post_id).post(at, fields | more, at=at)
    assert answer.status_code == 303, answer.text
    return year.as_post(to)


def link(task_id: UUID) -> str:
    return f'href="/tasks/{task_id}"'
