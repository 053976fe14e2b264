"""What the linter is told by the product, since the engine knows nothing of it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from lxml import etree

from server.engine.diagram.begun_once import begun_once
from server.engine.diagram.drawing import Drawing, Element, Kind
from server.engine.errors import Problem
from server.engine.expressions.decisions import Decision
from server.engine.lint.read_fields import ReadField, RowFields
from server.engine.lint.values.value_types import Type


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """An operation's parameters, all of them required but the optional, its answer's fields.

    `definition` names the one whose facts it works on, empty where it may stand anywhere; `after`
    is the operation that must have been done before, `table` the decision it asks, with the
    columns it reads. `of_records`: its parameters `of`, `outcome` and `field` name a task, and an
    outcome and a field of numbers of its form; the answers in `of_field` are of that field's sort.
    The parameters in `numbers` are numbers.
    """

    parameters: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()
    of_records: bool = False
    of_field: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    answers: frozenset[str] = frozenset()
    definition: str = ""
    after: str = ""
    table: str = ""
    columns: frozenset[str] = frozenset()
    types: Mapping[str, Type] = field(default_factory=dict, hash=False)
    """What the fields of the answer may be; one that is not here may be anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductForm:
    """A form that the product itself acts upon: where it belongs, and what is read of it.

    That is its definition, what its process runs once for each of, and the fields that make it
    this form. What it `reads` beside these a version deployed before may be without. `choices` are
    all that a field may offer; `role` is the only lane it may stand in, empty for any; what is
    `secret` may not steer the process.
    """

    definition: str
    each: str | None
    fields: Mapping[str, ReadField]
    reads: Mapping[str, ReadField] = field(default_factory=dict)
    choices: Mapping[str, frozenset[str]] = field(default_factory=dict)
    role: str = ""
    secret: bool = False

    def fits(
        self, fields: Mapping[str, Mapping[str, object]], *, definition: str, each: str | None
    ) -> bool:
        """Tell whether a form with these fields, in this process, is the one that is meant.

        What was deployed before may hold a day as any text: only widgets and plain types count.
        """
        read = all(wanted.like(fields.get(name, {})) for name, wanted in self.fields.items())
        offered = all(
            _texts(fields[name].get("enum")) <= known
            for name, known in self.choices.items()
            if name in fields
        )
        told = self.secret and any(field.get("x-route") for field in fields.values())
        return read and offered and not told and (definition, each) == (self.definition, self.each)

    @property
    def all_read(self) -> Mapping[str, ReadField]:
        """Give all fields that code reads of it."""
        return {**self.fields, **self.reads}


def _texts(found: object) -> frozenset[str]:
    return frozenset(map(str, found)) if isinstance(found, list) else frozenset()


@dataclass(frozen=True, slots=True)
class RowSet:
    """A set whose members are rows: the task whose record has them, and what each is told."""

    task: str
    columns: Mapping[str, Type] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The names a diagram may use.

    `facts` every process may read; `sets` are what a participant may run once for each of;
    `holes` stand in all titles, without braces; `results` are the fields a form's completion
    computes beside those it routes; `decisions` the names handed to a decision table by its
    operation.
    """

    roles: frozenset[str]
    operations: Mapping[str, Signature]
    facts: frozenset[str]
    sets: frozenset[str]
    holes: frozenset[str]
    results: Mapping[str, frozenset[str]] = field(default_factory=dict)
    decisions: Mapping[str, frozenset[str]] = field(default_factory=dict)
    product_forms: Mapping[str, ProductForm] = field(default_factory=dict)
    """The forms the product acts upon, by name."""
    widgets: Mapping[str, Mapping[str, RowFields]] = field(default_factory=dict)
    """The composite fields that a definition's package draws, by definition, with their rows."""
    named: frozenset[str] = frozenset()
    """The sets whose members only a throw's `to` can name."""
    set_holes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The holes of titles where a process runs once for each of a set; under "" where it is none.

    One with a dot is a field of a step of whoever asks the set.
    """
    twins: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Roles that may be one post with other roles, each with those."""
    types: Mapping[str, Type] = field(default_factory=dict)
    """What the facts may be; a fact that is not here may be anything."""
    of_member: frozenset[str] = frozenset()
    """The facts of one of a set: empty in a process that runs once."""
    members: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Of sets whose members are units or bodies: which of them."""
    placed: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The roles of the unit an instance is for: in which sets there is one."""
    row_sets: Mapping[str, RowSet] = field(default_factory=dict)
    """The sets whose members are the rows of a record."""


@dataclass(frozen=True, slots=True)
class DraftDefinition:
    """A definition before it is deployed; `forms` holds those that are readable."""

    root: etree._Element
    drawing: Drawing
    forms: Mapping[str, Mapping[str, object]]
    tables: tuple[tuple[str, Decision], ...]
    known: Known
    key: str

    def of_kind(self, *kinds: Kind) -> Iterator[Element]:
        return (element for element in self.drawing.elements if element.kind in kinds)

    @property
    def decisions(self) -> Mapping[str, Decision]:
        """Give the decision tables by their ids; of two that share one, the first."""
        return {table.id: table for _, table in reversed(self.tables)}

    def row_set(self, element: Element) -> RowSet | None:
        """Give the rows, one of which begins the process of a start event; None of any other."""
        each = {process.id: process.each or "" for process in self.drawing.processes}
        begins = element.kind == Kind.START
        return self.known.row_sets.get(each.get(element.process, "")) if begins else None

    @property
    def many(self) -> frozenset[str]:
        """Name the processes that run once for each of a set."""
        return frozenset(process.id for process in self.drawing.processes if process.each)

    def begins(self) -> tuple[tuple[Element, str], ...]:
        """Give each throw with each process that it begins."""
        known = self.by_id()
        return tuple(
            (known[source], known[target].process)
            for source, target in self.drawing.message_flows
            if source in known and target in known and known[target].kind == Kind.START
        )

    def begun_once(self) -> frozenset[str]:
        """Name the processes that begin at most once in a case."""
        drawing, elements = self.drawing, self.by_id().values()
        return begun_once(drawing.processes, elements, drawing.message_flows, drawing.scopes)

    def by_id(self) -> dict[str, Element]:
        """Give the elements by their ids; of two that share one, the first."""
        return {element.id: element for element in reversed(self.drawing.elements)}


Rule: TypeAlias = Callable[[DraftDefinition], Iterator[Problem]]
