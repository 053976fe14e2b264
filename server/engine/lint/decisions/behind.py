"""What the decisions behind a table may answer, where their cells and answers say it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from server.engine.errors import DecisionRefused, ExpressionRefused
from server.engine.expressions.comparison import number
from server.engine.expressions.decisions import Decision
from server.engine.expressions.tables import Domain
from server.engine.lint.decisions.cases import InputColumn, TooManyCases, is_known
from server.engine.lint.decisions.domains import fits_kind, kind
from server.engine.values import JSON

MOST_SETS: Final = 2_000
"""So many sets of lines that may fit together are looked at."""
MOST_LINES: Final = 20_000
"""So many lines are in these sets together."""
Answers = tuple[JSON, ...]


class AnswersBehind:
    """What each decision may answer, as those that require it read it; each is looked at once.

    `tables` are decisions by their ids, with what is known of their columns.
    """

    def __init__(self, tables: Mapping[str, Decision]) -> None:
        self.tables = tables
        self.ready: dict[str, Answers | None] = {}

    def of(self, table: Decision) -> Answers | None:
        """Give all that a decision may answer; None where that is not known."""
        if table.id not in self.ready:
            self.ready[table.id] = _answers(self.narrowed(self.tables.get(table.id, table)))
        return self.ready[table.id]

    def read(self, table: Decision, path: Sequence[str]) -> Answers | None:
        """Give all that a table may read under the name of a decision behind it, or in a field."""
        required = table.requires.get(path[0])
        found = self.of(required) if required is not None else None
        for name in path[1:]:
            if found is None or not all(isinstance(each, dict) and name in each for each in found):
                return None
            found = distinct(each[name] for each in found if isinstance(each, dict))
        return found

    def narrowed(self, table: Decision) -> Decision:
        """Give a table with all that its columns are asked of the decisions behind it."""
        if not table.requires or not table.domains:
            return table
        several = enumerate(table.domains)
        return replace(
            table, domains=tuple(self._narrowed(table, at, each) for at, each in several)
        )

    def _narrowed(self, table: Decision, at: int, column: Domain) -> Domain:
        source = table.inputs[at] if at < len(table.inputs) else ""
        path = (source,) if source in table.requires else tuple(source.split("."))
        found = self.read(table, path)
        if found is None:
            return column
        cells = [line.inputs[at] for line in table.lines if at < len(line.inputs)]
        what = kind(column, cells)
        if not all(_fits(each, what) for each in found):
            return column  # which is a finding of its own
        return replace(column, only=tuple(sorted(found, key=lambda each: _rank(each, what))))


def distinct(values: Iterator[JSON]) -> Answers:
    """Give each value once; of 1 and true both."""
    return tuple({repr(each): each for each in values}.values())


def _fits(value: JSON, what: str) -> bool:
    return fits_kind(value, what) and not isinstance(value, list | dict)


def _rank(value: JSON, what: str) -> tuple[bool, object]:
    """Give the place of a value in the order of its column; nothing comes last."""
    if value is None:
        return True, 0
    return False, number(value) if what == "number" else str(value)


def _answers(table: Decision) -> Answers | None:
    known = all(map(is_known, table.lines))
    if not known or any(len(line.inputs) != len(table.inputs) for line in table.lines):
        return None
    try:
        return distinct(_said(table))
    except (TooManyCases, DecisionRefused, ExpressionRefused):
        return None


def _said(table: Decision) -> Iterator[JSON]:
    """Give what is said where each set of lines fits; raises TooManyCases, or what refuses it."""
    question = table.language.asked(table.id, {})
    count = 0
    for lines in _fitting(table):
        count += len(lines)
        if count > MOST_LINES:
            raise TooManyCases
        if lines or not _is_refused(table):
            yield table.result(table.answered(lines, (), question)[1])


def _is_refused(table: Decision) -> bool:
    """Tell whether a table answers nothing at all where no line fits."""
    try:
        table.answered((), (), table.language.asked(table.id, {}))
    except (DecisionRefused, ExpressionRefused):
        return not table.defaults
    return False


def _fitting(table: Decision) -> Iterator[list[int]]:
    """Give each set of lines that may fit together, as their places; raises TooManyCases."""
    columns = [InputColumn(table, at) for at in range(len(table.inputs))]
    found = {(1 << len(table.lines)) - 1}
    for column in columns:
        if len(found) * len(column.cases) > MOST_SETS:
            raise TooManyCases
        found = {lines & fitting for lines in found for fitting in column.cases}
    for lines in sorted(found):
        yield [at for at in range(len(table.lines)) if lines & (1 << at)]
