"""What other processes take rows over from must be there: they are not deployed anew with it."""

import re
from collections.abc import Iterator
from typing import Final

from server.domain.manifest.checks.finding import Finding, Judged
from server.domain.manifest.checks.taken import RowsSource, unfilled
from server.domain.manifest.entries import Manifest
from server.domain.manifest.outline import OPENING, FormOutline
from server.domain.manifest.taken import SOURCE, TakenRows
from server.domain.toml_file import Path
from server.form_shape import FieldType

_OF_SOURCE: Final = re.compile(rf"\b{SOURCE}\.([A-Za-z]\w*)")


def needed(judged: Judged) -> Iterator[Finding]:
    """Refuse a version without what another process takes rows over from."""
    for other in judged.others.values():
        for each in other.taken:
            if each.process == judged.manifest.key and not each.table:
                yield from _taken(judged, other, each)
                for name in each.after:
                    if not judged.manifest.reaches(name):
                        yield _gone(other, each, ("milestones",), name)


def _taken(judged: Judged, other: Manifest, each: TakenRows) -> Iterator[Finding]:
    form, entry = judged.outline.form(each.task), judged.manifest.tasks.get(each.task)
    if each.task not in judged.outline.tasks or form is None or (entry and entry.confidential):
        yield _gone(other, each, ("tasks",), each.task)
        return
    held = form.fields.get(each.rows)
    if each.rows and (held is None or held.kind is not FieldType.ROWS):
        yield _gone(other, each, ("tasks", each.task), f"{each.task}.{each.rows}")
        return
    for name in _unasked(judged, each):
        yield _gone(other, each, ("open", "form"), f"{OPENING}.{name}")
    source = RowsSource(judged, each, form)
    for name in _lacking(judged, other, source):
        yield _gone(other, each, ("tasks", each.task), f"{each.task}.{name}")


def _lacking(judged: Judged, other: Manifest, source: RowsSource) -> list[str]:
    """Name what columns are filled from and is not there, or does not fit any more."""
    each, known = source.taken, source.columns()
    named = [*each.columns.values(), *([each.filled] if each.filled else [])]
    found = {name for name in named if not source.gives(name, known)}
    into = judged.forms.get(other.key, {}).get(each.element)
    field = into.fields.get(each.field) if into else None
    if field is not None:
        found |= {each.source(name) for name in unfilled(field, source)}
        more = each.rows and source.form.fields[each.rows].most_rows > field.most_rows
        found |= {f"{each.rows} (maxItems)"} if field.given and more else set()
    return sorted(found)


def _unasked(judged: Judged, each: TakenRows) -> list[str]:
    """Name the fields that `where` reads and the opening form does not give any more."""
    opening = judged.outline.opening or FormOutline()
    routed = {name for name, field in opening.fields.items() if field.routed}
    return sorted({*_OF_SOURCE.findall(each.where)} - routed)


def _gone(other: Manifest, each: TakenRows, path: Path, what: str) -> Finding:
    return Finding("TAKEN-GONE", path, {"process": other.key, "what": what, "task": each.task})
