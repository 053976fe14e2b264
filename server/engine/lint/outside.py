"""What the linter needs where a file beside the diagram is judged: a sketch, and expressions."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace

from server.engine.diagram.drawing import Drawing, Element
from server.engine.diagram.scopes import around
from server.engine.errors import DefinitionRefused, ExpressionRefused, Problem
from server.engine.expressions.grammar import parse, told_otherwise, tree_of
from server.engine.expressions.names import Read, reads
from server.engine.lint.diagrams.durations import past
from server.engine.lint.forms import forms
from server.engine.lint.never_there import never_there
from server.engine.lint.values.always import always
from server.engine.lint.values.listing import listed
from server.engine.lint.values.value_types import Type
from server.engine.reading import bpmn_tree, drawn
from server.form_shape import ReferenceRefused, written_out

Names = Mapping[str, frozenset[str] | None]


def judge(element: str, source: str, names: Names) -> tuple[frozenset[str], tuple[Problem, ...]]:
    """Give the names an expression reads, and what is wrong with it.

    `names` may be read, each with its fields, None where these are not known.
    """
    try:
        found = tuple(dict.fromkeys(reads(parse(source))))
    except ExpressionRefused as refused:
        return frozenset(), (refused.problem(element),)
    if otherwise := told_otherwise(source, {each.name for each in found} - names.keys()):
        return frozenset(), (otherwise.problem(element),)
    problems = (_problem(element, read, names) for read in found)
    return frozenset(read.name for read in found), tuple(each for each in problems if each)


def always_same(source: str, names: Mapping[str, Type]) -> bool:
    """Tell whether a condition comes out the same, whatever is true."""
    tree = tree_of(source)
    return tree is not None and always(tree, names, lambda _: False)


def past_days(source: str, names: Mapping[str, Type]) -> tuple[str, ...]:
    """Name what an expression for a day may come to, and that is no day to come."""
    tree = tree_of(source)
    return () if tree is None else past(tree, names)


def _problem(element: str, read: Read, names: Names) -> Problem | None:
    if read.name not in names:
        holes = {"name": read.name, "known": listed(frozenset(names))}
        return Problem("VARIABLE-UNSET", element, holes)
    fields = names[read.name]
    if read.field is not None and fields is not None and read.field not in fields:
        if read.asked:
            return never_there(element, read, fields)
        holes = {"name": str(read), "setter": read.name, "known": listed(fields)}
        return Problem("VARIABLE-FIELD", element, holes)
    return None


@dataclass(frozen=True, slots=True)
class Sketch:
    """A definition as far as it can be read before it is judged: its elements and its forms.

    `drawing` is the whole of it, with what is called.
    """

    drawing: Drawing
    elements: tuple[Element, ...]
    forms: Mapping[str, Mapping[str, object]]
    sets: Mapping[str, str] = field(default_factory=dict)
    """What each process runs once for each of, by its id; those that run once are not there."""
    message_flows: tuple[tuple[str, str], ...] = ()

    def own(self) -> "Sketch":
        """Leave out what stands in a process that is called: its own manifest speaks of that."""
        known = {each.id: each for each in self.elements}

        def called(each: Element) -> bool:
            return any(known[name].called for name in around(known, each))

        return replace(self, elements=tuple(each for each in self.elements if not called(each)))


def sketch(key: str, files: Mapping[str, bytes]) -> Sketch | None:
    """Read a definition's drawing and forms without judging them; None where there is none."""
    if f"{key}.bpmn" not in files:
        return None
    try:
        drawing = drawn(key, bpmn_tree(key, files))
    except DefinitionRefused:
        return None
    written = forms.documents(files)
    read: dict[str, Mapping[str, object]] = {}
    for name, document in written.items():
        read[name.removesuffix(".json")] = document
        with suppress(ReferenceRefused):
            read[name.removesuffix(".json")] = written_out(name, written)
    sets = {each.id: each.each for each in drawing.processes if each.each}
    return Sketch(drawing, drawing.elements, read, sets, drawing.message_flows)
