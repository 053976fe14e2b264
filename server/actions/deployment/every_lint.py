"""Milestones that wait for several tasks, of which a case comes to one alone."""

from collections.abc import Iterator, Mapping
from itertools import combinations

from server.domain.manifest import Finding, Manifest, TaskOutcome
from server.domain.manifest.outline import OPENING
from server.engine import Done, Precedence, Read, Sketch
from server.form_shape import FieldType, field_type, fields_of
from server.form_shape.outcomes import outcome_field


def apart(manifest: Manifest, drawn: Sketch) -> Iterator[Finding]:
    """Refuse to wait for tasks that exclude each other: the milestone is never reached."""
    tasks = {each.id: each.form or "" for each in drawn.elements}
    opened = fields_of(drawn.forms.get(manifest.open.form, {}))
    chosen = {name for name, each in opened.items() if field_type(each) is not FieldType.DATE}

    def fixed(read: Read) -> bool:
        return read.name == OPENING and read.field in chosen

    order = Precedence(drawn.drawing)
    for name, each in manifest.milestones.items():
        several = [done for done in each.every if done.element in tasks]
        for one, other in combinations(several, 2):
            first, second = (_done(e, drawn.forms.get(tasks[e.element], {})) for e in (one, other))
            if one.element != other.element and order.apart(first, second, fixed):
                holes = {"one": one.element, "other": other.element}
                yield Finding("MILESTONE-APART", ("milestones", name, "every"), holes)


def _done(done: TaskOutcome, schema: Mapping[str, object]) -> Done:
    field = outcome_field(schema) if done.outcome else ""
    return Done(done.element, field, done.outcome if field else "")
