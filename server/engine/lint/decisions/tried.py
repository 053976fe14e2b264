"""Whether a table can answer: in FEEL its expressions are tried with what their names may be."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product
from typing import Final

from server.engine.errors import DecisionRefused, Problem
from server.engine.expressions.decisions import Decision
from server.engine.expressions.feel.nodes import bounds, paths
from server.engine.expressions.grammar import tree_of
from server.engine.expressions.tables import Cell, Domain, Question
from server.engine.expressions.tables_feel import Feel
from server.engine.lint.decisions.behind import AnswersBehind
from server.engine.lint.decisions.domains import samples
from server.engine.lint.values import large
from server.engine.lint.values.comparing import Names, Reading
from server.engine.lint.values.value_types import Sort, Type
from server.engine.values import JSON

Path = tuple[str, ...]
MOST_TRIED: Final = 24
_NUMBERS: Final = (0, 1, 7)
_DAY: Final = "2024-06-03"
_DECIMALS: Final = ("0", "12.5", "100")
_TEXTS: Final = ("…", "12.5", _DAY)
"""A text of which nothing is known may stand for a number, or for a day."""


@dataclass(frozen=True, slots=True)
class World:
    """A table, and what the names may be that it reads, those of decisions behind it among them."""

    table: Decision
    names: Names
    behind: AnswersBehind

    def at(self, path: Path) -> Type:
        """Give what may stand under a path."""
        found = self.names.get(path[0], Type(Sort.ANY))
        for name in path[1:]:
            found = found.field(name)
        return found

    def samples(self, path: Path) -> tuple[JSON, ...]:
        """Give all that a decision behind may answer, or some of what a path may be."""
        known = self.behind.read(self.table, path)
        return of_type(self.at(path)) if known is None else known

    def is_free(self, path: Path) -> bool:
        """Tell whether nothing is known of a value, which may then be just what is wanted."""
        if path[0] in self.table.requires:
            return self.behind.read(self.table, path) is None
        return _may_suit(self.at(path))

    def path_behind(self, source: str) -> Path:
        """Give the path that an input is which reads a decision behind; () for any other input."""
        if source in self.table.requires:
            return (source,)
        path = tuple(source.split("."))
        is_path = self.table.reads is not None and path in self.table.reads
        return path if is_path and path[0] in self.table.requires else ()


def tried(world: World) -> Iterator[Problem]:
    """Refuse what a table says, or compares with, and cannot for something that it reads."""
    table = world.table
    said = [(line.id or table.id, line.outputs) for line in table.lines]
    for owner, sources in (*said, (table.id, table.defaults)):
        for source, column in zip(sources, table.answers, strict=False):
            yield from _misfits(table, owner, source, world.names)
            if fails(world, source, column):
                yield Problem("DMN-OUTPUT", owner, {"cell": source, "type": column.type or "—"})
    yield from _compared(world)


def _misfits(table: Decision, owner: str, source: str, names: Names) -> Iterator[Problem]:
    """Name what never fits in an answer in our own language, or is more than can be kept."""
    tree = None if isinstance(table.language, Feel) else tree_of(source)
    if tree is not None:
        reading = Reading(names)
        reading.of(tree)
        yield from (Problem(each.rule, owner, each.holes) for each in reading.misfits)
        yield from (replace(each, element=owner) for each in large.given_out(tree, names))


def _compared(world: World) -> Iterator[Problem]:
    table = world.table
    for line in table.lines:
        for at, cell in enumerate(line.inputs[: len(table.domains)]):
            if never_asked(world, at, cell):
                yield Problem("DMN-CELL", line.id or table.id, {"cell": cell.source or ""})


def fails(world: World, source: str, column: Domain) -> bool:
    """Tell whether what an input or an output says fails for something its names may be."""
    table = world.table
    if not isinstance(table.language, Feel) or source not in table.language.nodes:
        return False
    if not table.language.answers(source, column):
        return True

    def ask(question: Question) -> None:
        question.value(source, column)

    return _fails(world, paths(table.language.nodes[source]), ask)


def said(world: World, source: str, column: Domain) -> Iterator[JSON]:
    """Give what an output says for all that is tried of its names, where it says something."""
    table = world.table
    if not isinstance(table.language, Feel) or source not in table.language.nodes:
        return
    read = dict.fromkeys(paths(table.language.nodes[source]))
    known = {path: world.samples(path) for path in read}
    if all(known.values()):
        for chosen in _mixed(known, [*known]):
            try:
                yield _question(table, chosen).value(source, column)
            except DecisionRefused:
                continue  # which is a finding of its own


def never_asked(world: World, at: int, cell: Cell) -> bool:
    """Tell whether an input cell fails for something that it or its column may be."""
    if cell.tests is None:
        return False
    table = world.table
    column = table.domains[at]
    cells = [line.inputs[at] for line in table.lines if at < len(line.inputs)]
    inputs = samples(column, cells)[:MOST_TRIED]

    def ask(question: Question) -> None:
        for value in inputs:
            question.fits(cell, value, column)

    read = [path for node in bounds(cell.tests) for path in paths(node)]
    return _fails(world, read, ask)


def _fails(world: World, read: Iterable[Path], ask: Callable[[Question], None]) -> bool:
    """Ask with all that is read; what nobody knows may be what suits."""
    known = {path: world.samples(path) for path in dict.fromkeys(read)}
    if not known or not all(known.values()):
        return False
    free = [path for path in known if world.is_free(path)]
    sure = [path for path in known if path not in free]
    for chosen in _mixed(known, sure):
        worlds = ({**chosen, **others} for others in _mixed(known, free))
        if not any(_answers(world.table, each, ask) for each in worlds):
            return True
    return False


def _may_suit(kind: Type) -> bool:
    """Tell whether nothing is known of a text, which may then be just what is wanted."""
    return kind.sort is Sort.TEXT and not kind.values and not kind.decimal


def _mixed(
    known: Mapping[Path, tuple[JSON, ...]], read: Sequence[Path]
) -> Iterator[dict[Path, JSON]]:
    several = islice(product(*(known[path] for path in read)), MOST_TRIED)
    return (dict(zip(read, values, strict=True)) for values in several)


def _answers(table: Decision, world: Mapping[Path, JSON], ask: Callable[[Question], None]) -> bool:
    try:
        ask(_question(table, world))
    except DecisionRefused:
        return False
    return True


def _question(table: Decision, world: Mapping[Path, JSON]) -> Question:
    return table.language.asked(table.id, facts_of(world))


def facts_of(world: Mapping[Path, JSON]) -> dict[str, JSON]:
    """Give facts in which each path leads to its value."""
    facts: dict[str, JSON] = {}
    for path, value in world.items():
        inner = facts
        for name in path[:-1]:
            inner = inner.setdefault(name, {})  # type: ignore[assignment] # a record of ours
        inner[path[-1]] = value
    return facts


def of_type(kind: Type) -> tuple[JSON, ...]:
    """Give some of what a value may be; nothing where nobody can tell."""
    found: list[JSON]
    match kind.sort:
        case Sort.TRUTH:
            found = [each for each in (True, False) if not kind.values or str(each) in kind.values]
        case Sort.WHOLE:
            ends = [each for each in (kind.least, kind.most) if each is not None]
            found = [*ends, *(each for each in _NUMBERS if kind.bounds(each))]
        case Sort.TEXT:
            found = [*_texts(kind)]
        case Sort.DAY:
            found = [_DAY]
        case Sort.LIST:
            item = of_type(kind.item) if kind.item else ()
            found = [[item[0]] * max(1, kind.least or 0)] if item else []
        case _:
            return ()
    return (*found, None) if found and kind.maybe else tuple(found)


def _texts(kind: Type) -> Sequence[str]:
    return _DECIMALS if kind.decimal else sorted(kind.values or ()) or _TEXTS
