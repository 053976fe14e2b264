"""Fills in forms at random, as a person may, and answers operations as they promise to."""

import random
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from server import forms
from server.engine import JSON, Signature
from server.engine.lint.values.value_types import Sort, Type
from server.engine.values import LARGEST_INT
from server.form_shape import FieldType, field_type, members_widget, parts_of
from server.form_shape.keywords import TOGETHER
from server.forms import Form, FormContext
from server.forms.outcome import unreasoned
from server.forms.validation import violations

TODAY = date(2024, 6, 3)
NOW = "2024-06-03T09:00:00+07:00"
TRIES = 60
AWARD = "flag"


class CannotBeFilled(Exception):
    """A form that takes nothing a person could enter."""


@dataclass(frozen=True)
class RandomFiller:
    """Who fills forms in: by chance, with the parties and the day there are."""

    chance: random.Random
    context: FormContext

    def value(self, form: Form) -> dict[str, JSON]:
        """Give what a form takes; raises CannotBeFilled."""
        needed = form.schema.get("required")
        always = set(needed) if isinstance(needed, list) else set()
        for number in range(TRIES):
            value = {
                name: self._field(schema)
                for name, schema in form.fields.items()
                if name in always or number > TRIES // 2 or self.chance.random() < 0.6
            }
            _lower(form, value)
            if not self._refused(form, value):
                return value
        raise CannotBeFilled(form.name)

    def _refused(self, form: Form, value: Mapping[str, JSON]) -> bool:
        """Tell whether a form refuses a value, but for what a package's widget gathers."""
        drawn = [name for name, each in form.fields.items() if each.get("type") == "object"]
        found = {each.path.partition(".")[0] for each in violations(form, value, self.context)}
        return bool(found - set(drawn)) or bool(unreasoned(form, value))

    def routes(self, form: Form, value: Mapping[str, JSON], computed: Collection[str]) -> JSON:
        """Give what of a value enters the process, and what its completion computes beside it."""
        return {**self._computed(computed), **forms.routes(form, value)}

    def answer(self, signature: Signature) -> dict[str, JSON]:
        """Answer an operation with what its fields may be."""
        return {
            name: self._of_type(signature.types.get(name)) for name in sorted(signature.answers)
        }

    def parties(self, *, most: int = 100) -> list[JSON]:
        """Choose some units, one at least."""
        found = sorted(self.context.known("units"))
        return [*self.chance.sample(found, self.chance.randint(1, min(most, len(found))))]

    def nominees(self) -> list[JSON]:
        """Name awards of some units, or of none."""
        return [f"{AWARD}/{unit}" for unit in self.parties()] if self.chance.random() < 0.7 else []

    def day(self) -> str:
        on = self.chance.choice([0, self.chance.randint(0, 60)])
        return (TODAY + timedelta(days=on)).isoformat()

    def past_day(self) -> str:
        back = self.chance.choice([0, self.chance.randint(0, 60)])
        return (TODAY - timedelta(days=back)).isoformat()

    def _computed(self, names: Collection[str]) -> dict[str, JSON]:
        units = sorted(self.context.known("units"))
        known: dict[str, JSON] = {
            "changed": self.chance.randint(0, 2),
            "contested": self.chance.randint(0, 2),
            "out": [*self.chance.sample(units, self.chance.randint(0, 1))],
            "left_out": [*self.chance.sample(units, self.chance.randint(0, 1))],
            "until": self.day(),
            "units": self.parties(most=2),
            "parties": self.parties(most=2),
            "present": self.parties(),
            "scrutineers": [*self.chance.sample(units, 2)],
            "nominees": 1,
            "reason": "…",
        }
        return {name: known[name] for name in sorted(names)}

    def _of_type(self, kind: Type | None) -> JSON:
        match kind.sort if kind else Sort.ANY:
            case Sort.TRUTH:
                return self.chance.random() < 0.6
            case Sort.LIST:
                return self.nominees()
            case Sort.DAY:
                return self.day()
            case Sort.TEXT:
                return self.chance.choice(sorted(kind.values or {"x"})) if kind else "x"
            case _:
                return self.chance.randint(0, 2)

    def _field(self, schema: Mapping[str, object]) -> JSON:  # noqa: C901, PLR0911, PLR0912 - one case a type, flat
        match field_type(schema):
            case FieldType.CHOICE:
                return str(self.chance.choice(_listed(schema.get("enum"))))
            case FieldType.CHOICES:
                items = schema.get("items")
                offered = _listed(items.get("enum") if isinstance(items, Mapping) else None)
                return [str(each) for each in offered if self.chance.random() < 0.5]
            case FieldType.TRUTH:
                return self.chance.random() < 0.5
            case FieldType.WHOLE | FieldType.AMOUNT:
                return self._whole(schema)
            case FieldType.DECIMAL:
                return str(self._whole(schema))
            case FieldType.DATE:
                return self.past_day() if schema.get("x-max") == "today" else self.day()
            case FieldType.PARTY:
                return self.chance.choice(sorted(self.context.known(members_widget(schema))))
            case FieldType.PARTIES:
                known = sorted(self.context.known(members_widget(schema)))
                return [*self.chance.sample(known, self.chance.randint(0, len(known)))]
            case _:
                return self._other(schema)

    def _other(self, schema: Mapping[str, object]) -> JSON:
        if field_type(schema) is FieldType.COMPOSITE:
            return {next(iter(sorted(self.context.known("units")))): {}}
        if field_type(schema) is FieldType.ROWS:
            items = schema.get("items")
            inner = items.get("properties") if isinstance(items, Mapping) else None
            row = {name: self._field(each) for name, each in inner.items()} if inner else {}
            return [row] * self.chance.randint(0, 2)
        return "x" * max(1, int(str(schema.get("minLength", 1))))

    def _whole(self, schema: Mapping[str, object]) -> int:
        least, most = (schema.get(name) for name in ("minimum", "maximum"))
        low = int(least) if isinstance(least, int | float) else -LARGEST_INT
        high = int(most) if isinstance(most, int | float) else LARGEST_INT
        high = max(low, high)
        near = self.chance.randint(max(low, min(0, high)), min(high, max(low, 0) + 3))
        return self.chance.choice([low, high, near, self.chance.randint(low, high)])


def _listed(found: object) -> list[object]:
    return found if isinstance(found, list) else []


def _lower(form: Form, value: dict[str, JSON]) -> None:
    """Lower numbers that may together come to no more than another field holds."""
    for rule in parts_of(form.schema, TOGETHER):
        held = value.get(str(rule["most"]))
        left = len(held) if isinstance(held, list) else held
        of = rule["of"]
        for name in of if isinstance(of, list) else ():
            if isinstance(left, int) and isinstance(own := value.get(name), int):
                value[name] = min(own, left)
                left -= min(own, left)
