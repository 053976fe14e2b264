"""What differs in the decision tables of two versions: their columns, and line by line."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from server.actions.deployment.difference.lines import (
    Change,
    DifferenceLine,
    LineGroup,
    Version,
    compared,
)
from server.domain.texts.words import Words
from server.engine import Decision
from server.engine.expressions.tables import Cell, Domain

RULE: Final = "rule "
_SIGNS: Final = {"LtE": "<=", "GtE": ">=", "Lt": "<", "Gt": ">"}


def lines(old: Version | None, new: Version) -> Iterator[DifferenceLine]:
    """Give a line for each table, column and rule that came, went or changed."""
    before = old.model.definition.decisions if old else {}
    after = new.model.definition.decisions
    for name in dict.fromkeys((*before, *after)):
        yield from _table(name, before.get(name), after.get(name))


def _table(name: str, was: Decision | None, now: Decision | None) -> Iterator[DifferenceLine]:
    def told(change: Change, part: str, gone: str, come: str) -> DifferenceLine:
        return DifferenceLine(
            group=LineGroup.TABLES,
            change=change,
            subject=Words(name),
            code=name,
            part=part.partition(" ")[0],
            old=gone,
            new=come,
        )

    before, after = _leaves(was), _leaves(now)
    yield from compared(before, after, told)
    if before.keys() == after.keys() and list(before) != list(after):
        yield told(Change.CHANGED, "order", _numbered(before), _numbered(after))


def _numbered(leaves: Mapping[str, str]) -> str:
    rules = [name.removeprefix(RULE) for name in leaves if name.startswith(RULE)]
    return "; ".join(f"{place}. {each}" for place, each in enumerate(rules, 1))


def _leaves(table: Decision | None) -> dict[str, str]:
    """Write a table as texts: how it hits, its columns, and each rule by what it says."""
    if table is None:
        return {}
    rules = [
        f"{', '.join(map(_cell, line.inputs))} → {', '.join(line.outputs)}" for line in table.lines
    ]
    head = {
        "policy": str(table.policy),
        "name": table.name,
        "columns": f"{', '.join(table.inputs)} → {', '.join(table.outputs)}",
        "values": _values(table.domains),
        "answers": _values(table.answers),
        "defaults": ", ".join(table.defaults),
        "beside": "; ".join((*table.requires, *table.beside)),
    }
    return head | {f"{RULE}{each}": each for each in rules}


def _values(domains: Iterable[Domain]) -> str:
    return "; ".join(f"{each.label} {each.type} {each.values}".strip() for each in domains)


def _cell(cell: Cell) -> str:
    if cell.source is None:
        return "-"
    return f"{_SIGNS[cell.order.__name__]} {cell.source}" if cell.order else cell.source
