"""What must hold of whom a pool runs for, of what a document is read from, and of plain texts."""

import re
from collections.abc import Iterator
from typing import Final

from server.domain.blocs.roles import RoleOf
from server.domain.manifest.checks.finding import Finding, Judged, listed
from server.domain.manifest.documents import DocumentEntry
from server.domain.manifest.roles import BODIES, TAKING_PART
from server.form_shape import FieldType
from server.texts import unclosed

UNITS_FROM, BODIES_FROM = "units", "bodies"
_FROM: Final = {"units": {UNITS_FROM}, "recipients": {UNITS_FROM, BODIES_FROM}}
_HOLE: Final = re.compile(r"\{[^{}]*\}")


def chosen(judged: Judged) -> Iterator[Finding]:
    """Refuse a set chosen in a field that chooses nobody, or from others than the field offers."""
    for name, each in judged.manifest.sets.items():
        widget = judged.outline.chosen_by(each.chosen)
        wanted = _FROM.get(widget, set())
        if each.chosen and not wanted and _asked(judged, each.chosen):
            yield Finding("SET-CHOSEN", ("sets", name, "chosen"), {"field": each.chosen})
        elif each.chosen and wanted and {*each.sources} != wanted:
            if not each.sources and wanted == {UNITS_FROM}:
                continue
            path = ("sets", name, "from") if each.sources else ("sets", name)
            holes = {"field": each.chosen, "known": listed(f'"{one}"' for one in wanted)}
            yield Finding("SET-FROM", path, holes)


def of_rows(judged: Judged) -> Iterator[Finding]:
    """Refuse a set of rows that enter no process, or of which no column says whose each is."""
    for name, each in judged.manifest.sets.items():
        element, _, field_name = each.rows.partition(".")
        form = judged.outline.form(element)
        field = form.fields.get(field_name) if form else None
        if not each.rows or field is None:
            continue
        for word in (w for w, said in (("holes", each.holes), ("from", each.sources)) if said):
            yield Finding("SET-IDLE", ("sets", name, word), {"word": word})
        whose = field.columns.get(each.subject)
        once = element in judged.outline.tasks and not judged.outline.set_of(element)
        if not (once and field.routed and field.kind is FieldType.ROWS):
            yield Finding("SET-ROWS", ("sets", name, "rows"), {"field": each.rows})
        elif whose is None or not (whose.required and whose.unit):
            place = ("sets", name, "subject") if each.subject else ("sets", name)
            yield Finding("SET-ROWS", place, {"field": f"{each.rows}.{each.subject}"})


def carried(judged: Judged) -> Iterator[Finding]:
    """Refuse a hole of a chosen set that no step fills."""
    for name, each in judged.manifest.sets.items():
        for number, hole in enumerate(each.holes if each.chosen else ()):
            element, _, field = hole.partition(".")
            form = judged.outline.form(element)
            if form is None or not (field in form.fields and form.fields[field].routed):
                known = (
                    [f"{element}.{one}" for one in form.fields if form.fields[one].routed]
                    if form
                    else list(judged.outline.tasks)
                )
                holes = {"hole": hole, "known": listed(known) or "—"}
                yield Finding("SET-HOLE", ("sets", name, "holes", number), holes)


def idle(judged: Judged) -> Iterator[Finding]:
    """Refuse a set that no pool runs for, and what is said of one that nothing reads."""
    outline = judged.outline
    for name, each in judged.manifest.sets.items():
        pools = [process for process, of in outline.sets.items() if of == name]
        if not pools:
            yield Finding("SET-IDLE", ("sets", name), {"word": name})
            continue
        held = frozenset[str]().union(*(outline.holes.get(pool, ()) for pool in pools))
        for number, hole in enumerate(each.holes):
            if hole not in held | {each.subject}:
                yield Finding("SET-IDLE", ("sets", name, "holes", number), {"word": hole})
        if each.subject and not each.rows and (each.chosen or each.subject not in each.holes):
            yield Finding("SET-IDLE", ("sets", name, "subject"), {"word": each.subject})


def receiving(judged: Judged) -> Iterator[Finding]:
    """Refuse a body that may be asked and takes no part: it would work in a case it cannot see."""
    for task_id, task in judged.outline.tasks.items():
        role = judged.roles.get(task.role)
        if role is None or role.whose not in {RoleOf.KEY, RoleOf.PARTY}:
            continue
        each = judged.outline.set_of(task_id)
        if with_bodies(judged, each):
            needed = TAKING_PART if judged.manifest.sets[each].package else BODIES
            for body in sorted(needed - {*judged.manifest.bodies}):
                yield Finding("BODIES", ("bodies",), {"body": body, "known": listed(needed)})


def documented(judged: Judged) -> Iterator[Finding]:
    """Refuse a number that is no text, a day that is none, and one number for two documents."""
    taken: set[tuple[str, str, str]] = set()
    for name, each in judged.manifest.documents.items():
        form = judged.outline.form(each.task)
        for key, field, kind in (
            ("number", each.number, FieldType.TEXT),
            ("date", each.date, FieldType.DATE),
        ):
            known = form.fields if form else {}
            if field in known and known[field].kind is not kind:
                said = listed(one for one in known if known[one].kind is kind) or "—"
                holes = {"field": field, "known": said}
                yield Finding("DOCUMENT-FIELD", ("documents", name, key), holes)
        if _twice(each, taken):
            yield Finding("DOCUMENT-TWICE", ("documents", name, "number"), {"field": each.number})


def plain(judged: Judged) -> Iterator[Finding]:
    """Refuse a hole in a text that none is filled in."""
    manifest = judged.manifest
    texts = [(("short",), manifest.short), (("open", "act"), manifest.open.act)]
    texts.append((("open", "refused"), manifest.open.refused))
    documents = manifest.documents.items()
    texts += [(("documents", kind, "name"), each.name) for kind, each in documents]
    for path, text in texts:
        for hole in (*_HOLE.findall(text), *unclosed(text)):
            yield Finding("TEXT-HOLE", path, {"hole": hole})


def timed_texts(judged: Judged) -> Iterator[Finding]:
    """Refuse in the values of a timed opening a hole other than the year's."""
    for number, timed in enumerate(judged.manifest.open.timed):
        for name, value in timed.values.items():
            text = value if isinstance(value, str) else ""
            holes = ({*_HOLE.findall(text)} - {"{year}"}) | {*unclosed(text)}
            path = ("open", "timed", number, "values", name)
            yield from (Finding("TEXT-HOLE", path, {"hole": hole}) for hole in sorted(holes))


def with_bodies(judged: Judged, name: str) -> bool:
    """Tell whether a set may have bodies for members."""
    found = judged.manifest.sets.get(name)
    if found is None:
        return False
    if found.package:
        return BODIES_FROM in found.sources
    return judged.outline.chosen_by(found.chosen) == "recipients"


def with_units(judged: Judged, name: str) -> bool:
    """Tell whether a set may have units for members, the leading one among them."""
    found = judged.manifest.sets.get(name)
    return found is None or not found.sources or UNITS_FROM in found.sources


def of_units(judged: Judged, name: str) -> bool:
    """Tell whether what a pool runs once for is a unit, and its key the unit's."""
    found = judged.manifest.sets.get(name)
    if found is None:
        return name == UNITS_FROM
    if found.rows:
        return False
    return UNITS_FROM in found.sources if found.package else with_units(judged, name)


def _asked(judged: Judged, chosen: str) -> bool:
    """Tell whether a field is there; that it is not is a finding of its own."""
    element, _, field = chosen.partition(".")
    form = judged.outline.form(element)
    return form is not None and field in form.fields


def _twice(each: DocumentEntry, taken: set[tuple[str, str, str]]) -> bool:
    """Tell whether another document has its number from the same field at once."""
    if not each.number:
        return False
    one = (each.task, each.number, each.when)
    twice = any(
        other[:2] == one[:2] and (not other[2] or not each.when or other[2] == each.when)
        for other in taken
    )
    taken.add(one)
    return twice
