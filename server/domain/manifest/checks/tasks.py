"""What must hold of tasks and what stands by them: each declared, shown to who may, recallable."""

from collections.abc import Iterator

from server.domain.manifest.checks.finding import Finding, Judged, listed
from server.domain.manifest.checks.keys import of_a_unit
from server.domain.manifest.entries import ActClass, Level, Shown, ShownKind, TaskEntry
from server.domain.manifest.outline import OPENING
from server.domain.manifest.roles import TAKING_PART, body_of, levels_of
from server.domain.toml_file import Path

_GIVEN = frozenset({ActClass.SIGN, ActClass.VOTE})
"""Acts that are given for good."""
_OF_PACKAGES = frozenset({ShownKind.PANEL, ShownKind.PAPERS})
_OF_RECORDS = frozenset({ShownKind.RECORD, ShownKind.TABLE})


def declared(judged: Judged) -> Iterator[Finding]:
    """Refuse a task without a circle, and a row for a task that is not drawn."""
    manifest = judged.manifest
    drawn = judged.outline.tasks.keys() | judged.outline.decisions
    for element in (*judged.outline.tasks, *sorted(judged.outline.decisions)):
        entry = manifest.tasks.get(element)
        if entry is None or not entry.see:
            yield Finding("SIGHT-MISSING", ("tasks", element), {"task": element})
    for element in manifest.tasks:
        if element not in drawn and not judged.recorded(element):
            holes = {"task": element, "known": listed(drawn)}
            yield Finding("TASK-UNKNOWN", ("tasks", element), holes)


def decided(judged: Judged) -> Iterator[Finding]:
    """Refuse in the row of a decision what only a person's task can be."""
    for element in sorted(judged.outline.decisions & judged.manifest.tasks.keys()):
        entry = judged.manifest.tasks[element]
        if entry != TaskEntry(element=element, see=entry.see, history=entry.history):
            yield Finding("TASK-DECISION", ("tasks", element), {"task": element})


def shown(judged: Judged) -> Iterator[Finding]:
    """Refuse to show the record of a task that leaves none, or a panel nobody makes."""
    for path, _, each in _shown(judged):
        if each.kind in _OF_RECORDS and not judged.recorded(each.name):
            holes = {"task": each.name, "known": listed(judged.outline.tasks)}
            yield Finding("SHOWS", path, holes)
        if each.kind in _OF_PACKAGES and not judged.manifest.package:
            yield Finding("SHOWS-PANEL", path, {"panel": each.name or each.kind.value})


def shown_in_time(judged: Judged) -> Iterator[Finding]:
    """Refuse to show what can only be handed in later; others of a set may have done so before."""
    tasks = judged.outline.tasks
    for path, element, each in _shown(judged):
        later = judged.outline.later.get(element, frozenset())
        if each.kind not in _OF_RECORDS or each.name not in later:
            continue
        same = tasks[each.name].process == tasks[element].process
        if each.kind is ShownKind.TABLE and same and judged.outline.set_of(element):
            continue
        known = listed(tasks.keys() - later) or "—"
        yield Finding("SHOWS-LATER", path, {"task": each.name, "by": element, "known": known})


def shown_to_whom(judged: Judged) -> Iterator[Finding]:
    """Refuse to show a record to a role that no level of its circle takes in."""
    for path, element, each in _shown(judged):
        if each.kind not in _OF_RECORDS or not judged.recorded(each.name):
            continue
        if not _takes_in(judged, element, each.name):
            holes = {"task": each.name, "role": judged.outline.tasks[element].role}
            yield Finding("SHOWS-HIDDEN", path, holes)


def shown_of_whom(judged: Judged) -> Iterator[Finding]:
    """Refuse to show the one record of what each of a set hands in where nobody of it is meant.

    Where a task is the case's own, a unit's record is never its own; a table shows all of them.
    """
    for path, element, each in _shown(judged):
        keyed = bool(judged.outline.set_of(each.name))
        if each.kind is ShownKind.RECORD and keyed and not judged.outline.set_of(element):
            yield Finding("SHOWS-KEY", path, {"task": each.name, "word": f"table:{each.name}"})
        if each.kind is ShownKind.TABLE and not keyed and judged.recorded(each.name):
            yield Finding("SHOWS-KEY", path, {"task": each.name, "word": f"record:{each.name}"})


def classed(judged: Judged) -> Iterator[Finding]:
    """Refuse a signature that the auditor's filter does not find."""
    for element, task in judged.outline.tasks.items():
        entry = judged.manifest.tasks.get(element)
        if entry and task.form.signed and task.form.plain and entry.act is ActClass.OTHER:
            yield Finding("ACT-OTHER", ("tasks", element), {"task": element})


def packaged(judged: Judged) -> Iterator[Finding]:
    """Refuse what only a package can make where there is none, and the package of another."""
    manifest = judged.manifest
    if manifest.package:
        if manifest.package != manifest.key:
            yield Finding("PACKAGE-OWN", ("package",), {"package": manifest.package})
        return
    made: list[tuple[Path, str]] = [
        (("sets", n), f"sets.{n}") for n in manifest.sets if manifest.sets[n].package
    ]
    made += [(("panels",), "panels")] if manifest.panels else []
    made += [(("matters",), "matters")] if manifest.matters else []
    yield from (Finding("PACKAGE", path, {"what": what}) for path, what in made)


def bodies(judged: Judged) -> Iterator[Finding]:
    """Refuse a body nobody knows, and a lane of a body that takes no part in the case."""
    named = judged.manifest.bodies
    for number, body in enumerate(named):
        if body not in TAKING_PART:
            holes = {"body": body, "known": listed(TAKING_PART)}
            yield Finding("BODIES", ("bodies", number), holes)
    found = (judged.roles.get(task.role) for task in judged.outline.tasks.values())
    needed = {body_of(role) for role in found if role is not None}
    needed -= {""}
    for body in sorted(needed - {*named}):
        yield Finding("BODIES", ("bodies",), {"body": body, "known": listed(needed)})


def recalled(judged: Judged) -> Iterator[Finding]:
    """Refuse to take back what is given for good, or what another process begins on."""
    manifest = judged.manifest
    waited = {
        after.milestone
        for other in judged.others.values()
        for _, after in other.open.awaited()
        if after.kind == manifest.key
    }
    awaited = {
        done.element
        for name in waited & manifest.milestones.keys()
        for done in (*manifest.milestones[name].tasks, *manifest.milestones[name].every)
    }
    documents = manifest.documents.values()
    numbered = {each.task for each in documents if each.number or each.register}
    for element, entry in manifest.tasks.items():
        if entry.recall and (element in awaited | numbered or _given(judged, entry)):
            yield Finding("RECALL", ("tasks", element, "recall"), {"task": element})


def _given(judged: Judged, entry: TaskEntry) -> bool:
    form = judged.outline.form(entry.element)
    return entry.act in _GIVEN or entry.confidential or bool(form and form.signed)


def _shown(judged: Judged) -> Iterator[tuple[Path, str, Shown]]:
    """Give what stands by a task, with its place and the task; a form's own stands first."""
    for element, entry in judged.manifest.tasks.items():
        if element in judged.outline.tasks:
            for text in judged.outline.tasks[element].form.shows:
                yield ("tasks", element), element, _of_form(text)
            for number, each in enumerate(entry.shows):
                yield ("tasks", element, "shows", number), element, each


def _of_form(text: str) -> Shown:
    """Read what a form says in x-shows: a record, a table of them, or a panel."""
    kind, _, name = text.partition(":")
    return Shown(ShownKind(kind), name) if kind in _OF_RECORDS else Shown(ShownKind.PANEL, text)


def _takes_in(judged: Judged, element: str, shown_one: str) -> bool:
    """Tell whether a task's role is of a level that sees the record, now or later."""
    manifest, task = judged.manifest, judged.outline.tasks[element]
    entry = manifest.tasks.get(shown_one)
    circle = manifest.sight.get(entry.see) if entry else None
    if circle is None:
        return shown_one != OPENING  # a task without its circle is a finding of its own
    role = judged.roles.get(task.role)
    if role is None:
        return True
    levels, named = levels_of(role), True
    if not judged.outline.set_of(shown_one) and of_a_unit(judged, task.role):
        levels, named = (levels - {Level.OWN_UNIT}) | {Level.CONCERNED}, False
    beside = judged.outline.tasks.get(shown_one)
    if beside is not None and beside.process == task.process:
        levels |= {Level.WORKERS}
    return any(grant.level in levels or (named and grant.role == task.role) for grant in circle)
