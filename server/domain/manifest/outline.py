"""What a manifest is judged against: the diagram's tasks and the forms, without their drawing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Self

from server.form_shape import (
    MOST_ROWS,
    OF_PARTIES,
    WITHOUT_REGISTER,
    FieldType,
    columns_of,
    field_type,
    fields_of,
    given_columns,
    members_widget,
)
from server.form_shape.outcomes import (
    DONE,
    REFUSE,
    RETURN,
    marked_outcomes,
    meanings,
    required_with,
)

LONGEST_TEXT: Final = 4000
"""How long a text may be where its field does not say."""
OPENING = "opening"
"""The name under which the opening form stands beside the tasks."""
_BOUNDS: Final = ("minimum", "maximum", "minLength", "pattern", "x-min", "x-max")
"""What may be asked of a value, where two columns fit only if they ask the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnOutline:
    """One column of rows, or a field as one: what it holds, how long, whether it must be there."""

    kind: FieldType | None
    most: int
    required: bool = False
    titled: bool = True
    unit: bool = False
    """Whether a unit is chosen in it."""
    choices: Mapping[str, str] = field(default_factory=dict)
    """What may be chosen, with the words for it."""
    bounds: Mapping[str, object] = field(default_factory=dict)
    """What else it asks of what stands in it: the least, the most, a pattern."""

    @classmethod
    def of_schemas(cls, schema: Mapping[str, object]) -> dict[str, Self]:
        """Read the fields of a form or of a row."""
        required = schema.get("required")
        needed = required if isinstance(required, list) else []
        return {
            name: cls(
                kind=field_type(each),
                most=_most(each),
                required=name in needed,
                titled=bool(str(each.get("title", "")).strip()),
                unit=each.get("x-widget") == "unit",
                choices=_choices(each),
                bounds={word: each[word] for word in _BOUNDS if word in each},
            )
            for name, each in fields_of(schema).items()
        }

    def fits(self, source: "ColumnOutline") -> bool:
        """Tell whether what stands in another column may stand here; a text takes it in words."""
        if self.required and not source.required:
            return False
        if any(source.bounds.get(word) != asked for word, asked in self.bounds.items()):
            return False
        if self.kind is not FieldType.TEXT:
            return self.kind is source.kind and source.choices.keys() <= self.choices.keys()
        return source.longest <= self.most

    @property
    def longest(self) -> int:
        """Give how long it may be as a text; what is neither typed nor chosen is short."""
        if self.kind is FieldType.TEXT:
            return self.most
        return max(map(len, self.choices.values()), default=0)


def _most_rows(field: Mapping[str, object]) -> int:
    found = field.get("maxItems")
    return found if isinstance(found, int) else MOST_ROWS


def _row(field: Mapping[str, object]) -> Mapping[str, object]:
    items = field.get("items")
    return items if isinstance(items, Mapping) else {}


def _choices(field: Mapping[str, object]) -> dict[str, str]:
    values, labels = field.get("enum"), field.get("x-labels")
    words = labels if isinstance(labels, Mapping) else {}
    several = values if isinstance(values, list) else []
    return {str(each): str(words.get(each, each)) for each in several}


def _most(schema: Mapping[str, object]) -> int:
    found = schema.get("maxLength")
    return found if isinstance(found, int) else LONGEST_TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldOutline:
    """One field of a form: whether it enters the process, whether it must be filled in.

    `unregistered`: it is asked only where the bloc-year has no register. `dated`: it holds rows,
    and some of their columns are days. `parties` is the widget it chooses units, or units and
    bodies, with; empty where it chooses none.
    """

    routed: bool = False
    required: bool = False
    dated: bool = False
    unregistered: bool = False
    titled: bool = True
    kind: FieldType | None = None
    parties: str = ""
    columns: Mapping[str, ColumnOutline] = field(default_factory=dict)
    given: frozenset[str] = frozenset()
    """Of its columns those that stand as they were taken over."""
    least: bool = False
    """Whether it needs a row."""
    most_rows: int = MOST_ROWS


@dataclass(frozen=True, slots=True, kw_only=True)
class FormOutline:
    """A form's fields, the outcomes its completion may have, the kinds of file it asks for."""

    fields: Mapping[str, FieldOutline] = field(default_factory=dict)
    outcomes: frozenset[str] = frozenset({DONE})
    turning_back: frozenset[str] = frozenset()
    """The outcomes that send the work back, or say no."""
    needed: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The fields that must be filled in, by outcome."""
    files: frozenset[str] = frozenset()
    signed: bool = False
    plain: bool = True
    """Whether an outcome has the class of its task, since the form gives it none."""
    shows: tuple[str, ...] = ()
    asked: Mapping[str, ColumnOutline] = field(default_factory=dict)
    """What its fields hold, as columns that rows may be filled from."""
    chosen: bool = False
    """Whether one of its fields is marked as the outcome."""

    @classmethod
    def of_schema(cls, schema: Mapping[str, object]) -> Self:
        """Read a form's JSON Schema; what is not as it should be is left out."""
        required = schema.get("required")
        needed = required if isinstance(required, list) else []
        rows, shown = schema.get("x-files"), schema.get("x-shows")
        return cls(
            fields={
                name: FieldOutline(
                    routed=each.get("x-route") is True,
                    required=name in needed,
                    dated=any(
                        field_type(column) is FieldType.DATE for column in columns_of(each).values()
                    ),
                    unregistered=each.get(WITHOUT_REGISTER) is True,
                    titled=bool(str(each.get("title", "")).strip()),
                    kind=field_type(each),
                    parties=members_widget(each) if each.get("x-widget") in OF_PARTIES else "",
                    columns=ColumnOutline.of_schemas(_row(each)),
                    given=given_columns(each),
                    least=bool(each.get("minItems")),
                    most_rows=_most_rows(each),
                )
                for name, each in fields_of(schema).items()
            },
            outcomes=frozenset(meanings(schema)),
            turning_back=frozenset(
                each for each, meant in meanings(schema).items() if meant in {RETURN, REFUSE}
            ),
            needed={each: required_with(schema, each) for each in meanings(schema)},
            files=frozenset(
                str(row.get("kind"))
                for row in (rows if isinstance(rows, list) else ())
                if isinstance(row, dict)
            ),
            asked=ColumnOutline.of_schemas(schema),
            signed=schema.get("x-sign") is True,
            plain="" in meanings(schema).values(),
            chosen=bool(marked_outcomes(schema)),
            shows=tuple(map(str, shown)) if isinstance(shown, list) else (),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskOutline:
    """A person's task: its pool, its lane, its form."""

    process: str
    role: str
    form: FormOutline


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A diagram in short; `passable` are the elements whose passing can reach a milestone.

    `decisions` are the tasks that ask a decision table: nobody hands anything in there, and who is
    told what was asked and answered is declared as of any task.

    `sets` names for each pool's process the set it runs once for; one that runs once is not there.

    `opening` is the form the manifest names, None where it names none or there is no such file.
    """

    tasks: Mapping[str, TaskOutline]
    passable: frozenset[str]
    decisions: frozenset[str] = frozenset()
    opening: FormOutline | None = None
    sets: Mapping[str, str] = field(default_factory=dict)
    processes: Mapping[str, str] = field(default_factory=dict)
    """The process each element stands in."""
    holes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The holes of the titles of tasks, by the process these stand in."""
    later: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """For each task those that can only be done after it, or never beside it."""
    titles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Of the tasks whose titles say fields of records: the elements whose records these are."""

    def set_of(self, element: str) -> str:
        """Name the set that an element's process runs once for; empty where it runs once."""
        return self.sets.get(self.processes.get(element, ""), "")

    def chosen_by(self, chosen: str) -> str:
        """Name the widget that a set is chosen with, `task.field`; empty for none."""
        element, _, name = chosen.partition(".")
        form = self.form(element)
        return form.fields[name].parties if form and name in form.fields else ""

    def form(self, name: str) -> FormOutline | None:
        """Return the form of a task, or the opening form under its name."""
        if name == OPENING:
            return self.opening
        return self.tasks[name].form if name in self.tasks else None
