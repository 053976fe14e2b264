"""Rules about what an expression reads: it must be set, on every way, with the field it names."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from server.engine.diagram.drawing import Element, Kind
from server.engine.diagram.places import places
from server.engine.errors import Problem
from server.engine.expressions.durations import ENTERED
from server.engine.expressions.grammar import told_otherwise, tree_of
from server.engine.expressions.names import Read, reads
from server.engine.lint.diagrams.routes import Routes, sets
from server.engine.lint.known import DraftDefinition
from server.engine.lint.never_there import never_there
from server.engine.lint.values.comparing import DEADLINES
from server.engine.lint.values.listing import listed
from server.engine.lint.values.value_types import ANY
from server.form_shape import routed_fields

Field = frozenset[str] | None  # None where nobody can tell


def variables(draft: DraftDefinition) -> Iterator[Problem]:
    """Refuse readings of names and fields that are not set, or not on every way."""
    reading = Readings(draft)
    timers = {each.id for each in draft.drawing.elements if each.timer}
    for owner, at, process, source in places(draft.drawing, draft.decisions):
        tree = tree_of(source)
        found = tuple(dict.fromkeys(reads(tree) if tree is not None else ()))
        unknown = {each.name for each in found} - reading.ids[process] - draft.known.facts
        if otherwise := told_otherwise(source, unknown):
            yield otherwise.problem(owner)
            continue
        for read in found:
            if read.name == ENTERED and owner in timers and read.field is None:
                continue
            yield from reading.problems(owner, at, process, read)


class Readings:
    """What the expressions of a draft may read where."""

    def __init__(self, draft: DraftDefinition) -> None:
        self.draft = draft
        self.routes = Routes(draft.drawing)
        self.setters = {
            (each.process, each.id): each for each in draft.drawing.elements if sets(each)
        }
        self.ids: defaultdict[str, set[str]] = defaultdict(set)
        for each in draft.drawing.elements:
            self.ids[each.process].add(each.id)
        self.fields = cache(self._fields)
        self.several = draft.many

    def problems(self, owner: str, at: str, process: str, read: Read) -> Iterator[Problem]:
        setter = self.setters.get((process, read.name))
        if setter is None:
            yield from self.fact(owner, read, process)
            return
        certain = self.routes.before(at)
        if not read.sure and certain is not None and read.name not in certain:
            yield Problem("VARIABLE-EARLY", owner, {"name": read.name})
        if read.field is not None and read.asked:
            yield from self.never(owner, read, self.fields(setter.id))
        elif read.field is not None and not read.field_sure:
            yield from self.field(owner, read, read.field, setter)

    def never(
        self, owner: str, read: Read, given: tuple[tuple[str, Field], ...]
    ) -> Iterator[Problem]:
        """Refuse to ask with has() for a field that nobody who sets the name ever gives."""
        known = frozenset[str]().union(*(fields or () for _, fields in given))
        if given and read.field not in known and all(fields is not None for _, fields in given):
            yield never_there(owner, read, known)

    def fact(self, owner: str, read: Read, process: str) -> Iterator[Problem]:
        """Refuse a fact nobody gives, and a field of one that it does not have.

        A deadline that is not there is told apart. What has the name of an element is no fact.
        """
        known = self.draft.known.facts - self.ids[process]
        known -= frozenset() if process in self.several else self.draft.known.of_member
        if read.name not in known:
            holes = {"name": read.name, "known": listed(known)}
            yield Problem("VARIABLE-UNSET", owner, holes)
            return
        fields = self.draft.known.types.get(read.name, ANY).fields
        if read.asked and read.field is not None and read.name != DEADLINES:
            known_fields = None if fields is None else frozenset(fields)
            yield from self.never(owner, read, ((read.name, known_fields),))
        told = fields is None or read.name == DEADLINES or read.field_sure
        if read.field is not None and fields is not None and not told and read.field not in fields:
            holes = {"name": str(read), "setter": read.name, "known": listed(frozenset(fields))}
            yield Problem("VARIABLE-FIELD", owner, holes)

    def field(self, owner: str, read: Read, field: str, setter: Element) -> Iterator[Problem]:
        for name, known in self.fields(setter.id):
            if known is not None and field not in known:
                holes = {"name": str(read), "setter": name, "known": listed(known)}
                yield Problem("VARIABLE-FIELD", owner, holes)
            elif field in self.optional(name):
                yield Problem("VARIABLE-OPTIONAL", owner, {"name": str(read), "setter": name})

    def _fields(self, element: str) -> tuple[tuple[str, Field], ...]:
        """Give who sets a variable's fields, and which; a message may come from several."""
        setter = next(each for each in self.setters.values() if each.id == element)
        if setter.kind == Kind.USER:
            return ((setter.id, self.of_form(setter.form or "")),)
        if setter.kind == Kind.SERVICE:
            signature = self.draft.known.operations.get(setter.operation or "")
            return ((setter.id, None if signature is None else signature.answers),)
        if setter.kind == Kind.DECISION:
            table = self.draft.decisions.get(setter.decision or "")
            return ((setter.id, None if table is None else frozenset(table.outputs)),)
        if setter.timer or setter.kind == Kind.ERROR_BOUNDARY:
            return ((setter.id, frozenset()),)
        if setter.called is not None or setter.kind == Kind.CALL_INPUT:
            return ((setter.id, frozenset(setter.parameters)),)
        senders = [s for s, target in self.draft.drawing.message_flows if target == element]
        known = self.draft.by_id()
        rows = self.draft.row_set(setter)
        told = frozenset(rows.columns if rows else ())
        sent = ((name, _payload(known[name])) for name in senders if name in known)
        return tuple((name, fields if fields is None else fields | told) for name, fields in sent)

    def optional(self, setter: str) -> frozenset[str]:
        """Give the fields of a person's task that its form lets be left out."""
        asked = self.draft.by_id()[setter]
        form = asked.form or ""
        schema = self.draft.forms.get(form)
        if schema is None or asked.kind == Kind.CALL_INPUT:  # there it is None
            return frozenset()
        needed = schema.get("required")
        sure = self.draft.known.results.get(form, frozenset())
        return (
            (self.of_form(form) or frozenset())
            - sure
            - {*(needed if isinstance(needed, list) else ())}
        )

    def of_form(self, form: str) -> Field:
        schema = self.draft.forms.get(form)
        if schema is None:
            return None
        return self.draft.known.results.get(form, frozenset()) | routed_fields(schema).keys()


def _payload(sender: Element) -> Field:
    tree = tree_of(sender.payload or "{}")
    if not isinstance(tree, ast.Dict):
        return None
    return frozenset(str(key.value) for key in tree.keys if isinstance(key, ast.Constant))
