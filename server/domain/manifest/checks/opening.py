"""What must hold of how a case is opened: who, after what, with which form, under which name."""

import re
from collections.abc import Iterator
from typing import Final

from server.domain.manifest.checks.finding import Finding, Judged, listed
from server.domain.manifest.entries import MEMBER
from server.domain.manifest.outline import OPENING, FormOutline
from server.form_shape import FieldType
from server.texts import unclosed

HOLES: Final = frozenset({"year", "number", "subject"})
_HOLE: Final = re.compile(r"\{([^{}]*)\}")
_FORM = ("open", "form")


def openers(judged: Judged) -> Iterator[Finding]:
    """Refuse a process nobody opens, and an opener who is not one post of the case."""
    opening = judged.manifest.open
    if not opening.by and not opening.timed:
        yield Finding("OPEN-WHO", ("open", "by"))
    known = judged.roles.keyless | {MEMBER}
    for number, role in enumerate(opening.by):
        if role not in known:
            holes = {"role": role, "known": listed(known)}
            yield Finding("OPEN-ROLE", ("open", "by", number), holes)


def before(judged: Judged) -> Iterator[Finding]:
    """Refuse to wait for a process or a milestone that is not there, or may be taken back."""
    for path, after in judged.manifest.open.awaited():
        if after.kind == judged.manifest.key or not judged.reached(after):
            yield Finding("OPEN-AFTER", path, {"value": str(after)})
            continue
        other = judged.others[after.kind]
        mark = other.milestones.get(after.milestone)
        for done in (*mark.tasks, *mark.every) if mark else ():
            if done.element in other.tasks and other.tasks[done.element].recall:
                holes = {"value": str(after), "task": done.element}
                yield Finding("OPEN-RECALL", path, holes)


def no_circle_of_openings(judged: Judged) -> Iterator[Finding]:
    """Refuse processes that wait for each other: none of them could ever be opened."""
    passed = [judged.manifest.key]
    after = judged.manifest.open.after
    while after is not None and after.kind not in passed:
        passed.append(after.kind)
        next_one = judged.of(after.kind)
        after = next_one.open.after if next_one else None
    if after is not None and after.kind == judged.manifest.key and len(passed) > 1:
        way = " → ".join([*reversed(passed), passed[-1]])
        yield Finding("OPEN-CYCLE", ("open", "after"), {"way": way})


def opening_form(judged: Judged) -> Iterator[Finding]:
    """Refuse a form that is not there, and a subject that it does not ask for."""
    opening, form = judged.manifest.open, judged.outline.opening
    if opening.form and form is None:
        yield Finding("OPEN-FORM", _FORM, {"form": opening.form})
    subject = _subject(judged)
    if subject and not (form and subject in form.fields):
        yield Finding("OPEN-SUBJECT", ("open", "subject"), {"field": subject})


def kept_fields(judged: Judged) -> Iterator[Finding]:
    """Refuse in the opening form what no case can keep before it exists."""
    form, name = judged.outline.opening or FormOutline(), judged.manifest.open.form
    if form.files:
        yield Finding("OPEN-FILES", _FORM, {"form": name, "files": listed(form.files)})
    for field_name, field in form.fields.items():
        kept = field.routed and field.kind is not FieldType.ROWS
        if not kept and field_name != _subject(judged):
            yield Finding("OPEN-FIELD", _FORM, {"form": name, "field": field_name})


def idle(judged: Judged) -> Iterator[Finding]:
    """Refuse what is written of the opening and does nothing there."""
    opening, form = judged.manifest.open, judged.outline.opening or FormOutline()
    if opening.refused and opening.after is None:
        yield Finding("OPEN-IDLE", ("open", "refused"), {"word": "refused"})
    if opening.act and not opening.by:
        yield Finding("OPEN-IDLE", ("open", "act"), {"word": "act"})
    written = {"x-sign": form.signed, "x-shows": bool(form.shows), "x-outcome": form.chosen}
    for word in (name for name, there in written.items() if there):
        yield Finding("OPEN-IDLE", _FORM, {"word": word})


def timed(judged: Judged) -> Iterator[Finding]:
    """Refuse values of a timed opening that its form would refuse."""
    form = judged.outline.opening or FormOutline()
    for number, each in enumerate(judged.manifest.open.timed):
        path = ("open", "timed", number)
        if each.where and each.after is None:
            yield Finding("OPEN-IDLE", (*path, "where"), {"word": "where"})
        given = {**dict.fromkeys(each.values, "values"), **dict.fromkeys(each.computed, "computed")}
        twice = each.values.keys() & each.computed.keys()
        for name in sorted((given.keys() - form.fields.keys()) | twice):
            yield Finding("TIMED", (*path, given[name], name), {"field": name})
        for name, field in form.fields.items():
            if field.required and name not in given:
                yield Finding("TIMED", (*path, "values"), {"field": name})


def holes(judged: Judged) -> Iterator[Finding]:
    """Refuse a hole in the case's name that nothing fills, or not always."""
    form = judged.outline.opening or FormOutline()
    always = {name for name, field in form.fields.items() if field.required}
    known = HOLES if _subject(judged) in always else HOLES - {"subject"}
    known |= {f"{OPENING}.{name}" for name in always if form.fields[name].routed}
    name = judged.manifest.name
    empty = [f"{{{hole}}}" for hole in _HOLE.findall(name) if hole not in known]
    shown = ", ".join(f"{{{each}}}" for each in sorted(known))
    for hole in (*empty, *unclosed(name)):
        yield Finding("HOLE", ("name",), {"hole": hole, "known": shown})


def _subject(judged: Judged) -> str:
    return judged.manifest.open.subject.removeprefix(f"{OPENING}.")
