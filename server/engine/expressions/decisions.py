"""Decision tables in DMN, and how one answers; an expression alone is a table of one line.

Cells are written in our language or in FEEL (`language`). In ours an input cell that is empty or
`-` fits anything; one that begins with <, <=, > or >= compares the input with what follows; any
other is an expression whose value the input must equal.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import localcontext
from typing import Final

from server.engine.errors import DecisionRefused
from server.engine.expressions.comparison import number, same
from server.engine.expressions.grammar import tree_of
from server.engine.expressions.tables import (
    ANSWERS_NOTHING,
    LISTS,
    ORDERED,
    RECKONS,
    Domain,
    Language,
    Line,
    Policy,
    Question,
)
from server.engine.expressions.tables_ours import Ours
from server.engine.values import JSON

MOST_DIGITS: Final = 100
"""More than a sum of any table has: no digit of it is rounded."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a table was asked, which of its lines fit (counted from 0), and what it answered.

    `behind` are the decisions that had to be made before, each with its own ruling.
    """

    inputs: tuple[JSON, ...]
    lines: tuple[int, ...]
    answer: Mapping[str, JSON]
    behind: "tuple[tuple[Decision, Ruling], ...]" = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision table.

    `domains` are of the inputs, `answers` of the outputs; `defaults` are the answers where no line
    fits, as many as outputs, or none at all. `requires` are the decisions whose answers it reads,
    by the names it reads them by; `reads`, in FEEL, is every path it reads, and `beside`
    what its file says of these names, and of the functions it calls.
    """

    id: str
    policy: Policy
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    lines: tuple[Line, ...]
    domains: tuple[Domain, ...] = ()
    answers: tuple[Domain, ...] = ()
    defaults: tuple[str, ...] = ()
    name: str = ""
    language: Language = field(default_factory=Ours, compare=False, repr=False)
    requires: "Mapping[str, Decision]" = field(default_factory=dict)
    reads: tuple[tuple[str, ...], ...] | None = None
    beside: tuple[str, ...] = ()

    @property
    def texts(self) -> Iterator[str]:
        """Every expression of the table but its cells in FEEL, each once."""
        cells = (cell.source for line in self.lines for cell in line.inputs if cell.tests is None)
        own = (each for each in cells if each is not None)
        return iter(dict.fromkeys((*self.inputs, *own, *self.texts_beside_cells)))

    @property
    def texts_beside_cells(self) -> Iterator[str]:
        """Every expression that is no input cell."""
        outputs = (source for line in self.lines for source in line.outputs)
        return iter(dict.fromkeys((*self.inputs, *outputs, *self.defaults)))

    @property
    def owners(self) -> dict[str, str]:
        """Give for each text of a line the first line it stands in, where that has an id."""
        found: dict[str, str] = {}
        for line in self.lines:
            own = (cell.source for cell in line.inputs if cell.tests is None)
            for source in (*own, *line.outputs):
                if source is not None and line.id:
                    found.setdefault(source, line.id)
        return found

    @property
    def sources(self) -> Iterator[str]:
        """What it reads of its process, as expressions of ours, that of `requires` among it."""
        every = (source for each in (self, *self.behind) for source in each.own_sources)
        return iter(dict.fromkeys(every))

    @property
    def own_sources(self) -> Iterator[str]:
        if self.reads is None:
            return self.texts
        own = (".".join(path) for path in self.read_of_process)
        return (each for each in own if tree_of(each))

    @property
    def behind(self) -> "tuple[Decision, ...]":
        """All decisions that have to be made before this one, each once."""
        found: dict[str, Decision] = {}
        waiting = [*self.requires.values()]
        while waiting:
            each = waiting.pop()
            if each.id not in found:
                found[each.id] = each
                waiting += each.requires.values()
        return tuple(found.values())

    @property
    def foreign(self) -> Iterator[str]:
        """What it reads, itself or by `requires`, that no process can have a name for."""
        every = (path for each in (self, *self.behind) for path in each.read_of_process)
        names = map(".".join, every)
        return iter(dict.fromkeys(name for name in names if tree_of(name) is None))

    @property
    def read_of_process(self) -> Iterator[tuple[str, ...]]:
        return (path for path in self.reads or () if path[0] not in self.requires)

    def decide(self, facts: Mapping[str, JSON]) -> dict[str, JSON]:
        """Give the outputs of the line that fits, or raise DecisionRefused."""
        return dict(self.rule(facts).answer)

    def rule(self, facts: Mapping[str, JSON]) -> Ruling:
        """Give the answer with what led to it, or raise DecisionRefused where there is none."""
        known: dict[str, tuple[Decision, Ruling]] = {}
        ruling = self._rule(facts, known)
        behind = tuple(each for name, each in known.items() if name != self.id)
        return Ruling(ruling.inputs, ruling.lines, ruling.answer, behind)

    def result(self, answer: Mapping[str, JSON]) -> JSON:
        """Give an answer as DMN has it: of one output the value itself, of several a record."""
        if self.policy in LISTS:
            columns = [answer[name] for name in self.outputs]
            several = [column if isinstance(column, list) else [] for column in columns]
            return [self._row(row) for row in zip(*several, strict=True)]
        return self._row([answer[name] for name in self.outputs])

    def _row(self, values: Sequence[JSON]) -> JSON:
        return values[0] if len(values) == 1 else dict(zip(self.outputs, values, strict=True))

    def _rule(
        self, facts: Mapping[str, JSON], known: "dict[str, tuple[Decision, Ruling]]"
    ) -> Ruling:
        """Ask what is required, each decision once, and then the table itself."""
        given = dict(facts)
        for name, each in self.requires.items():
            if each.id not in known:
                each._rule(facts, known)  # noqa: SLF001 - another of its own kind
            given[name] = each.result(known[each.id][1].answer)
        ruling = self._ask(self.language.asked(self.id, given))
        known[self.id] = (self, ruling)
        return ruling

    def _ask(self, question: Question) -> Ruling:
        columns = self.domains or (Domain(),) * len(self.inputs)
        pairs = zip(self.inputs, columns, strict=True)
        values = tuple(question.value(source, column) for source, column in pairs)
        fitting = [at for at, line in enumerate(self.lines) if self._fits(line, values, question)]
        lines, answer = self.answered(fitting, values, question)
        return Ruling(values, lines, answer)

    def answered(
        self, fitting: Sequence[int], values: Sequence[JSON], question: Question
    ) -> tuple[tuple[int, ...], dict[str, JSON]]:
        """Give what is said where these lines fit, and which of them count; or DecisionRefused."""
        if not fitting and (self.defaults or self.policy not in ANSWERS_NOTHING):
            return (), self._otherwise(values, question)
        if self.policy is Policy.FIRST:
            fitting = fitting[:1]
        if self.policy is Policy.UNIQUE and len(fitting) > 1:
            raise DecisionRefused(self.id, f"{len(fitting)} lines fit, and only one may")
        said = [(at, self._named(self.lines[at].outputs, question)) for at in fitting]
        if self.policy in ORDERED:
            said.sort(key=lambda each: self.rank(each[1]))
        said = said[:1] if self.policy is Policy.PRIORITY else said
        return tuple(at for at, _ in said), self._together([each for _, each in said])

    def _fits(self, line: Line, values: Sequence[JSON], question: Question) -> bool:
        columns = self.domains or (Domain(),) * len(values)
        several = zip(line.inputs, values, columns, strict=True)
        return all(question.fits(cell, value, column) for cell, value, column in several)

    def _otherwise(self, values: Sequence[JSON], question: Question) -> dict[str, JSON]:
        """Give the answer where no line fits: the defaults, or nothing where that is foreseen."""
        if self.defaults:
            said = self._named(self.defaults, question)
            return {name: [each] for name, each in said.items()} if self.policy in LISTS else said
        pairs = zip(values, self.domains, strict=False)
        expected = all(self.language.foreseen(value, column) for value, column in pairs)
        if self.policy not in self.language.misses or not expected:
            raise DecisionRefused(self.id, "no line fits")
        return dict.fromkeys(self.outputs)

    def _named(self, sources: tuple[str, ...], question: Question) -> dict[str, JSON]:
        columns = self.answers or (Domain(),) * len(sources)
        cells = zip(self.outputs, sources, columns, strict=True)
        return {name: question.value(source, column) for name, source, column in cells}

    def rank(self, said: Mapping[str, JSON]) -> tuple[int, ...]:
        """Give the places of an answer in the lists of the outputs that have one."""
        columns = [*zip(self.outputs, self.answers, strict=True)]
        listed = [(name, self.language.listed(column)) for name, column in columns]
        return tuple(_place(said[name], values) for name, values in listed if values)

    def _together(self, said: list[dict[str, JSON]]) -> dict[str, JSON]:
        if self.policy in LISTS:
            return {name: [each[name] for each in said] for name in self.outputs}
        if self.policy in RECKONS:
            name = self.outputs[0]
            return {name: self._reckoned([each[name] for each in said])}
        if any(not same(each[name], said[0][name]) for each in said for name in each):
            raise DecisionRefused(self.id, f"{len(said)} lines fit, and they say different things")
        return said[0]

    def _reckoned(self, values: list[JSON]) -> JSON:
        """Sum, pick or count; numbers are exact, and a sum with a decimal in it is a decimal."""
        if self.policy is Policy.COUNT:
            return len(values)
        try:
            numbers = [number(value) for value in values]
        except TypeError:
            raise DecisionRefused(self.id, "what it reckons is no number") from None
        if self.policy is not Policy.SUM:
            pick = min if self.policy is Policy.MIN else max
            return values[numbers.index(pick(numbers))]
        with localcontext(prec=MOST_DIGITS):
            total = sum(numbers)
        whole = all(isinstance(value, int) for value in values)
        return int(total) if whole else format(total, "f")


def _place(value: JSON, values: Sequence[JSON]) -> int:
    places = (at for at, each in enumerate(values) if same(value, each))
    return next(places, len(values))
