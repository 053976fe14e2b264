"""The documents that the manifest says a task makes, with their numbers and days."""

import datetime as dt
from collections.abc import Iterable

from server.domain.documents.making import Made, made
from server.domain.documents.registers import RegisterNumber
from server.domain.history.replay import registers
from server.domain.history.replay.facts import Event, FactsTold
from server.domain.manifest import Completion
from server.domain.people.posts import unit_of


def add(told: FactsTold, event: Event) -> None:
    """Take the next event, when the tasks have taken it."""
    if event.kind == "task.completed":
        for document in _made(told, event):
            row(told, event, document)


def row(told: FactsTold, event: Event, document: Made) -> None:
    """Tell a document that an event's task made."""
    about = f"/{document.subject}" if document.subject else ""
    name, post = f"document/{event.id}/{document.kind}{about}", told.get(f"task/{event.id}/post_id")
    own = document.registered
    told.row(
        name,
        number=document.number,
        dated=document.dated,
        at=event.at,
        element=event.task["element"],
        year=document.year,
        sequence=document.sequence,
        symbol=document.symbol,
    )
    if own:
        told.row(name, agency=own.register.bloc_id)
        registers.used(told, event, document, own)
    elif post:
        told.row(name, agency=unit_of(post))
    else:
        told.silent.add(f"{name}/agency")


def registered(event: Event, kind: str) -> RegisterNumber | None:
    """Return the number of the bloc's register that an event's document took, None for another."""
    for each in event.payload.get("documents") or ():
        if each["kind"] == kind and "register" in each:
            return registers.number(each["register"])
    return None


def _made(told: FactsTold, event: Event) -> Iterable[Made]:
    """Read what the event says; one of before that said it by its form."""
    said = event.payload.get("documents")
    if said is None:
        manifest = told.manifest_of(event.definition or told.get("case/definition_hash"))
        done = Completion(
            element=event.task["element"],
            outcome=event.payload["outcome"],
            key=event.task["key"],
        )
        yield from made(manifest, done, event.payload.get("result") or {})
    for each in said or ():
        yield Made(
            kind=each["kind"],
            subject=each["subject"],
            number=each["number"],
            dated=dt.date.fromisoformat(each["dated"]) if each["dated"] else None,
            registered=registers.number(each["register"]) if "register" in each else None,
        )
