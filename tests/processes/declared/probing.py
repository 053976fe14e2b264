"""Each completion of a form tried with other values: what its real handler says of each.

A field is left out, is null, is empty, or has a value of another format or type; so is each field
of the rows of a composite one. What a handler writes for such a value is taken back.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Final, TypeAlias

from server.actions.steps.handling import FilledForm, Outcome
from server.actions.steps.process_code import HandledForm
from server.domain.answers import Misshapen
from server.domain.canonical import Json
from server.domain.mistakes import Mistakes
from server.domain.refusals import Refusal
from server.engine import ReadField, RowFields
from server.form_shape import FieldType, fields_of
from tests.processes.declared.noting import Noting

Path: TypeAlias = tuple[str, ...]
TRIED_AT_MOST: Final = 6
"""Completions of a form with the same choices that are tried."""
ROWS_AT_MOST: Final = 12
LEFT_OUT, NULL, EMPTY = LACKS = ("left out", "null", "empty")
"""How a value may lack."""
NO_TYPE: Final = "of no type"


class Answer(StrEnum):
    """What a handler says of a value."""

    TAKEN = "taken"
    AT_THE_FIELD = "refused at the field"
    ELSEWHERE = "refused elsewhere"
    MISSHAPEN = "misshapen"


@dataclass(frozen=True)
class Trial:
    """A field of a form given another value, in a completion that had these choices."""

    form: str
    path: Path
    """Its name, and its name in a row of a composite field."""
    other: str
    """What it was given: one of LACKS, or of another format."""
    choices: tuple[tuple[str, str], ...]
    answer: Answer
    present: bool
    """Whether the person had said something there."""

    def chose(self, field: str, values: Collection[str]) -> bool:
        """Tell whether the form had one of these values in a field."""
        return dict(self.choices).get(field) in values


@dataclass
class Tried:
    """What came of all completions of a play."""

    trials: list[Trial] = field(default_factory=list)
    read: dict[str, set[Path]] = field(default_factory=lambda: defaultdict(set))
    """The names of each form's values that its handler looks for."""
    done: dict[tuple[str, tuple[tuple[str, str], ...]], int] = field(default_factory=dict)
    trying: bool = False
    """Whether completions are only rehearsed, and tried with other values."""

    def of(self, form: str, path: Path) -> list[Trial]:
        """List the trials of a field."""
        return [each for each in self.trials if (each.form, each.path) == (form, path)]


@dataclass(frozen=True)
class ProbedHandler:
    """A handler that is tried with other values before it takes the one that was handed in."""

    form: HandledForm
    widgets: Mapping[str, RowFields]
    tried: Tried

    def __call__(self, given: FilledForm) -> Outcome:
        names, schemas = self.tried.read[given.form.name], fields_of(given.form.schema)
        choices = tuple(sorted((name, str(given.value.get(name))) for name in self.form.choices))
        done = self.tried.done.get((given.form.name, choices), 0)
        if self.tried.trying and done < TRIED_AT_MOST:
            self.tried.done[given.form.name, choices] = done + 1
            for path, other, value, present in _others(self, given, schemas):
                answer = _answer(self.form, given, value, path)
                at = tuple(each for each in path if each in {path[0], path[-1]})
                self.tried.trials.append(
                    Trial(given.form.name, at, other, choices, answer, present)
                )
        return self.form.handler(replace(given, value=Noting(given.value, names)))


def _answer(form: HandledForm, given: FilledForm, value: Mapping[str, Json], path: Path) -> Answer:
    with given.session.begin_nested() as savepoint:
        try:
            form.handler(replace(given, value=value))
        except Mistakes as refused:
            at = ".".join(path)
            named = [each.path for each in refused.mistakes]
            here = any(each == at or each.startswith(f"{at}.") for each in named)
            return Answer.AT_THE_FIELD if here else Answer.ELSEWHERE
        except Refusal:
            return Answer.ELSEWHERE
        except Misshapen:
            return Answer.MISSHAPEN
        finally:
            savepoint.rollback()
    return Answer.TAKEN


Other: TypeAlias = tuple[Path, str, dict[str, Any], bool]


def _others(
    probed: ProbedHandler, given: FilledForm, schemas: Mapping[str, Mapping[str, Any]]
) -> Iterator[Other]:
    for name, read in {**probed.form.fields, **probed.form.reads}.items():
        if name not in schemas:
            continue
        yield from _at(given, (name,), read)
        rows = probed.widgets.get(read.widget, {})
        for row in _rows(given.value.get(name), (name,), row_depth(schemas[name])):
            for each, wanted in rows.items():
                yield from _at(given, (*row, each), wanted)


def _at(given: FilledForm, path: Path, read: ReadField) -> Iterator[Other]:
    before = _inner(given.value, path[:-1]).get(path[-1])
    present = not (before is None or before is False or before in ("", {}))
    for other, wanted in {**_lacking(read), **_wrong(read, given)}.items():
        value = deepcopy(dict(given.value))
        _inner(value, path[:-1])[path[-1]] = wanted
        yield path, other, value, present
    value = deepcopy(dict(given.value))
    _inner(value, path[:-1]).pop(path[-1], None)
    yield path, LEFT_OUT, value, present


def _lacking(read: ReadField) -> dict[str, Json]:
    """Give what is no answer, as the type of a field lets a person hand it in."""
    match read.type:
        case FieldType.COMPOSITE:
            return {EMPTY: {}}
        case FieldType.WHOLE | FieldType.TRUTH:
            return {NULL: None}
        case _:
            return {NULL: None, EMPTY: ""}


def _wrong(read: ReadField, given: FilledForm) -> dict[str, Json]:
    """Give values that are not of the format which a declaration names, and one of no type."""
    formats: dict[FieldType, dict[str, Json]] = {
        FieldType.DATE: {"no day": "31/12/2024"},
        FieldType.TEXT: {"too long": "x" * (read.longest + 1)},
        FieldType.CHOICE: {"no choice": "another"},
        FieldType.DECIMAL: {"no number": "1,5 điểm"},
        FieldType.WHOLE: {"less than nothing": -1},
        FieldType.COMPOSITE: {"a row of nobody": {"nobody": {"nothing": 1}}},
    }
    found = {NO_TYPE: [], **formats.get(read.type, {})}
    if read.coming:
        found["a day that is here"] = given.today.isoformat()
    return found


def row_depth(schema: Mapping[str, Any]) -> int:
    """Count the levels of names above the rows of a composite field."""
    inner = [*schema.get("patternProperties", {}).values()]
    return 1 + row_depth(inner[0]) if inner else 0


def _rows(value: object, above: Path, depth: int) -> list[Path]:
    """List the rows of a composite field that a person filled in: none of a single one."""
    if not isinstance(value, Mapping):
        return []
    found = [above]
    for _ in range(depth):
        found = [
            (*path, name)
            for path in found
            for name, each in _inner({above[0]: value}, path).items()
            if isinstance(each, Mapping)
        ]
    return found[:ROWS_AT_MOST]


def _inner(value: Mapping[str, Any], path: Path) -> dict[str, Any]:
    found: Any = value
    for name in path:
        found = found[name]
    assert isinstance(found, dict)
    return found
