"""The rules of subprocesses and of the events on them and on tasks; one small function a rule."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from server.engine.diagram.elements import ATTACHED, Kind
from server.engine.diagram.subject import Rule, Subject
from server.engine.errors import Problem


def begin_and_end(subject: Subject) -> Iterator[Problem]:
    """Refuse a subprocess without one plain start of its own, or without an end."""
    starts = Counter(start.inside for start in subject.of_kind(Kind.INNER_START))
    ended = {end.inside for end in subject.of_kind(Kind.INNER_END)}
    for each in subject.of_kind(Kind.SUBPROCESS):
        if starts[each.id] != 1:
            yield Problem("START-ONE", each.id, {"count": str(starts[each.id])})
        if each.id not in ended:
            yield Problem("END-SOME", each.id)
    for start in subject.of_kind(Kind.INNER_START):
        if start.message is not None:
            yield Problem("SUBPROCESS-START", start.id, {"inside": start.inside})


def boundaries(subject: Subject) -> Iterator[Problem]:
    """Refuse an event on what cannot be broken off, or on what no error comes out of."""
    hosts = {host.id: host for host in subject.of_kind(Kind.USER, Kind.SUBPROCESS)}
    for event in subject.of_kind(*ATTACHED):
        host = hosts.get(event.attached or "")
        if host is None or (host.process, host.inside) != (event.process, event.inside):
            yield Problem("BOUNDARY", event.id)
        elif event.kind == Kind.ERROR_BOUNDARY and host.kind != Kind.SUBPROCESS:
            yield Problem("ERROR-HOST", event.id, {"host": host.id})


def errors(subject: Subject) -> Iterator[Problem]:
    """Refuse an error that nothing catches, and two events that catch the same."""
    caught = subject.drawing.scopes.caught
    for end in subject.of_kind(Kind.ERROR_END):
        if not end.error:
            yield Problem("ERROR-NAME", end.id)
        elif end.id not in caught:
            yield Problem("ERROR-CAUGHT", end.id, {"error": end.error})
    first: dict[tuple[str, str], str] = {}
    for event in subject.of_kind(Kind.ERROR_BOUNDARY):
        other = first.setdefault((event.attached or "", event.error or ""), event.id)
        if other != event.id:
            yield Problem("ERROR-TWICE", event.id, {"other": other})


SUBPROCESS_RULES: Final[tuple[Rule, ...]] = (begin_and_end, boundaries, errors)
