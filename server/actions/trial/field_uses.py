"""What the expressions of a definition read, where, and what they compare it to."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, NamedTuple

from server.domain.cases.titles import HOLE
from server.domain.manifest import Manifest
from server.engine import JSON, Definition, Kind, origin
from server.engine.diagram.drawing import Drawing
from server.engine.diagram.places import places
from server.engine.expressions.grammar import tree_of
from server.engine.expressions.names import Read, reads
from server.engine.ways import reached

Path = tuple[str, str]
"""A name and a field of it; the field is empty where the whole is read."""
_DEADLINES: Final = "deadlines"


class Live(NamedTuple):
    """What is still read: of each name its fields, or whether it is there, or all of it."""

    fields: frozenset[Path]
    asked: frozenset[str]
    whole: frozenset[str]


@dataclass(slots=True)
class FieldUse:
    """How a field is used: what it is compared to, and whether as a list or as a day."""

    literals: set[JSON] = field(default_factory=set)
    as_list: bool = False
    as_day: bool = False
    keys_of: str = ""
    """The set whose members it names."""


def _live(several: tuple[Read, ...]) -> Live:
    return Live(
        frozenset((read.name, read.field) for read in several if read.field is not None),
        frozenset(read.name for read in several if read.asked or (read.sure and not read.field)),
        frozenset(read.name for read in several if read.field is None and not read.sure),
    )


class FieldUses:
    """How a definition uses the fields of its forms, asked by element and by field."""

    def __init__(self, definition: Definition, manifest: Manifest) -> None:
        self.definition = definition
        self.manifest = manifest
        self.used: dict[Path, FieldUse] = {}
        self.deadlines: set[str] = set()
        self.counted: set[str] = set()
        """What an operation names: it reads the records of these tasks."""
        self._here: dict[str, list[Live]] = {}
        self._ahead: dict[frozenset[str], Live] = {}
        for element, source in self._sources():
            self._read(element, source)
        for each in definition.elements.values():
            self._holes(each.id)
            self._use(each.to, as_list=True, keys_of=self._asks(each.id))
            self._use(each.dated, as_day=True)
            for source in each.parameters.values():
                tree = tree_of(source)
                constants = _constants(tree) if tree is not None else ()
                self.counted |= {value for value in constants if isinstance(value, str)}
        self._tables()

    def of(self, name: str, of_field: str) -> FieldUse:
        """Say how a field is used; messages may have carried it."""
        return self.used.get((name, of_field), _UNUSED)

    def reads(self, name: str, of_field: str) -> bool:
        """Tell whether anything ever reads a field, itself or with all that stands beside it."""
        return bool(self._read_anywhere & {(name, of_field), (name, "")})

    @cached_property
    def _read_anywhere(self) -> frozenset[Path]:
        every = [live for several in self._here.values() for live in several]
        fields = {path for live in every for path in live.fields}
        return frozenset(fields | {(name, "") for live in every for name in live.whole})

    def ahead(self, places: frozenset[str]) -> Live:
        """Give what is read at these elements, and after them."""
        if places not in self._ahead:
            found = set(places)
            for place in places:
                found |= reached(self.definition, place)
            lives = [live for name in sorted(found) for live in self._here.get(name, ())]
            self._ahead[places] = Live(
                frozenset(path for live in lives for path in live.fields),
                frozenset(name for live in lives for name in live.asked),
                frozenset(name for live in lives for name in live.whole),
            )
        return self._ahead[places]

    def _sources(self) -> Iterator[tuple[str, str]]:
        model = self.definition
        drawing = Drawing(
            processes=tuple(model.processes.values()),
            elements=tuple(model.elements.values()),
            flows=model.flows,
            message_flows=model.message_flows,
            scopes=model.scopes,
        )
        for _, element, _, source in places(drawing, model.decisions):
            yield element, source

    def _read(self, element: str, source: str) -> None:
        tree = tree_of(source)
        if tree is None:
            return
        live = _live(tuple(reads(tree)))
        self.deadlines |= {field for name, field in live.fields if name == _DEADLINES}
        self._here.setdefault(element, []).append(live)
        for node in ast.walk(tree):
            self._compared(node)

    def _compared(self, node: ast.AST) -> None:
        match node:
            case ast.Compare(left=left, comparators=others):
                sides = [left, *others]
                constants = {each for side in sides for each in _constants(side)}
                for side in sides:
                    self._note(side).literals.update(constants)
            case ast.Call(func=ast.Name(id="len"), args=[inner]):
                self._note(inner).as_list = True
            case _:
                pass

    def _tables(self) -> None:
        """Note what the cells of decision tables compare their inputs to."""
        for table in self.definition.decisions.values():
            for line in table.lines:
                for asked, cell in zip(table.inputs, line.inputs, strict=True):
                    if (tree := tree_of(asked)) is not None:
                        self._note(tree).literals.update(_in_cell(cell.source or ""))

    def _use(self, source: str | None, *, as_list: bool = False, as_day: bool = False,
             keys_of: str = "") -> None:  # fmt: skip
        tree = tree_of(source)
        for node in ast.walk(tree) if tree is not None else ():
            used = self._note(node)
            used.as_list |= as_list
            used.as_day |= as_day
            used.keys_of = used.keys_of or keys_of

    def _note(self, node: ast.AST) -> FieldUse:
        """Give the use of a field, by where it comes from; of anything else one that is dropped."""
        match node:
            case ast.Attribute(value=ast.Name(id=name), attr=of_field):
                pass
            case ast.Name(id=name):
                of_field = ""
            case _:
                return FieldUse()
        found = self.used.setdefault((name, of_field), FieldUse())
        come_from = origin(self.definition, name, of_field) if of_field else None
        if come_from is not None and tuple(come_from) != (name, of_field):
            self.used[come_from.name, come_from.field] = merged = self.used.get(
                (come_from.name, come_from.field), found
            )
            self.used[name, of_field] = merged
            return merged
        return found

    def _asks(self, throw: str) -> str:
        """Name the set whose members a throw begins or tells."""
        targets = (self.definition.elements[name] for name in self.definition.targets(throw))
        found = (self.definition.processes[each.process].each for each in targets)
        return next((name for name in found if name), "")

    def _holes(self, element: str) -> None:
        """Note what the titles read: of a task itself, and of who is asked by a throw."""
        drawn = self.definition.elements[element]
        holes: set[Path] = set()
        if drawn.kind == Kind.USER:
            holes |= {_path(hole) for hole in HOLE.findall(drawn.title or "")}
        if drawn.throws and (entry := self.manifest.sets.get(self._asks(element))):
            holes |= {_path(hole) for hole in entry.holes}
        found = frozenset(path for path in holes if path[1])
        self._here.setdefault(element, []).append(Live(found, frozenset(), frozenset()))


_UNUSED: Final = FieldUse()
_LITERAL: Final = re.compile(r"""\"([^"]*)\"|'([^']*)'|(?<![\w.])(-?\d{1,15})(\.\d+)?(?![\w-])""")


def _path(hole: str) -> Path:
    name, _, of_field = hole.partition(".")
    return name, of_field


def _in_cell(source: str) -> Iterator[JSON]:
    """Give the texts, days and numbers that stand in a cell, in whichever language.

    A decimal is text, and the whole number before its point besides.
    """
    for text, other, number, after_point in _LITERAL.findall(source):
        yield int(number) if number else text or other
        if after_point:
            yield f"{number}{after_point}"


def _constants(node: ast.AST) -> Iterator[JSON]:
    match node:
        case ast.Constant(value=str() | int() | bool() | None as value):
            yield value
        case ast.List(elts=parts) | ast.Tuple(elts=parts):
            for part in parts:
                yield from _constants(part)
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int(value))):
            yield -value
        case _:
            return
