"""Forms filled in from their schemas, at their bounds and on both sides of what is asked of them.

Every choice that the process reads is tried, every truth, both bounds of a number and both sides of
each number it is compared to, what may be left out with and without it. What nothing ever reads is
filled in once.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import chain, islice, product, zip_longest
from math import prod
from typing import Final, cast

from server.actions.trial.field_uses import FieldUse, FieldUses
from server.actions.trial.scenario import Scenario
from server.domain.canonical import Json
from server.form_shape import FieldType, columns_of, field_type, routed_fields
from server.form_shape.outcomes import REFUSE, RETURN
from server.forms import Form, routes
from server.forms.outcome import meaning, outcome_field, outcome_of, reason_field

MOST_FILLINGS: Final = 24
"""So many ways to fill in one form are tried; beyond that, one field is varied at a time."""
MOST_VARIED: Final = 60
"""So many ways are tried where one field is varied at a time."""
FEW_NUMBERS: Final = 8
"""Up to here a number is tried on both sides of what it is compared to; beyond, on one."""
MOST_NUMBERS: Final = MOST_FILLINGS + 1
"""So many of one field, which are then a sample."""
_LATER: Final = timedelta(days=14)
_ABSENT: Final = object()
_COMPUTED: Final = "="
"""Before the name of a field that a handler adds, apart from the form's own."""
_TEXT: Final = "Nội dung"
_TEXT_LIMIT: Final = 1_000
Candidates = Sequence[object]


@dataclass(frozen=True, slots=True)
class Filling:
    """A form filled in: all of it, what enters the process, how it came out, of which class.

    `guessed` where a handler adds what the process reads, and what it would add is not known.
    """

    value: Mapping[str, Json]
    routes: Mapping[str, Json]
    outcome: str
    meaning: str
    guessed: bool = False

    @property
    def says_no(self) -> bool:
        """Whether it sends back or refuses."""
        return self.meaning in {RETURN, REFUSE}


class FormFiller:
    """Fills in the forms of a definition, in one scenario, on a day."""

    def __init__(self, uses: FieldUses, scenario: Scenario, parties: Sequence[str]) -> None:
        self.uses = uses
        self.scenario = scenario
        self.parties = parties
        """Units, then bodies: whom a form may choose from."""
        self.sampled = False
        """Whether a form has more combinations than were filled in."""
        self._known: dict[tuple[str, date], tuple[Filling, ...]] = {}

    def fillings(
        self, name: str, form: Form, computed: frozenset[str], today: date
    ) -> tuple[Filling, ...]:
        """Fill in the form of a task, or the opening's; `computed` are what its handler adds."""
        known = (name, today)
        if known not in self._known:
            guessed = any(
                self.uses.reads(name, field) and len(self.of_use(name, field, today)) > 1
                for field in computed - routed_fields(form.schema).keys()
            )
            made = self._made(name, form, computed, today)
            self._known[known] = tuple(replace(each, guessed=guessed) for each in made)
        return self._known[known]

    def _made(
        self, name: str, form: Form, computed: frozenset[str], today: date
    ) -> Iterator[Filling]:
        routed = routed_fields(form.schema)
        outcome = outcome_field(form)
        fields = {
            field: self._field(
                name,
                field,
                schema,
                form,
                today,
                varied=field in routed and self.uses.reads(name, field),
            )
            for field, schema in form.fields.items()
            if field != outcome
        }
        extra: dict[str, Candidates] = {
            f"{_COMPUTED}{field}": self.of_use(name, field, today)
            for field in sorted(computed - routed.keys())
        }
        choices = _choices(form.fields[outcome]) if outcome else [""]
        for choice in choices:
            chosen: dict[str, Candidates] = {outcome: [choice]} if outcome else {}
            varied: dict[str, Candidates] = {**chosen, **fields, **extra}
            several = _combinations(varied) > MOST_FILLINGS
            self.sampled |= several
            for values in _one_at_a_time(varied) if several else _combined(varied):
                value = {key: each for key, each in values.items() if each is not _ABSENT}
                made = cast("dict[str, Json]", value)
                yield from self._fitting(form, made, frozenset(extra))

    def _fitting(
        self, form: Form, value: dict[str, Json], extra: frozenset[str]
    ) -> Iterator[Filling]:
        """Give the filling where the form takes it."""
        added = {field.removeprefix(_COMPUTED): value.pop(field) for field in sorted(extra)}
        came_out = outcome_of(form, value)
        meant = meaning(form, came_out)
        reason = reason_field(form)
        if reason and meant in {RETURN, REFUSE}:
            value[reason] = "Lý do"
        elif reason and reason not in form.required:
            value.pop(reason, None)
        composite = any(
            field_type(schema) in {FieldType.COMPOSITE, None} for schema in form.fields.values()
        )
        if composite or form.validator.is_valid(value):
            yield Filling(value, {**routes(form, value), **added}, came_out, meant)

    def of_use(self, name: str, field: str, today: date) -> list[Json]:
        """Give what something may be of which no schema is known, by how it is used."""
        used = self.uses.of(name, field)
        numbers = [value for value in used.literals if _is_whole(value)]
        texts = sorted(value for value in used.literals if isinstance(value, str))
        if used.as_list:
            return self._several(used)
        if used.as_day:
            return [(today + _LATER).isoformat()]
        if numbers:
            return list(_around(numbers, None, None))
        if texts:
            return [*texts]
        return [True, False]

    def _several(self, used: FieldUse) -> list[Json]:
        members: list[Json] = [*self.members(used.keys_of)]
        return [members, *([members[:1]] if len(members) > 1 else []), []]

    def members(self, each: str) -> tuple[str, ...]:
        """Name the members of a set: units, a body where they may be, or what only code makes."""
        entry = self.uses.manifest.sets.get(each)
        if entry is not None and entry.package and entry.sources:
            return tuple(self.parties[: self.scenario.size + 1])
        if entry is not None and entry.package and not entry.chosen:
            return self.scenario.nominees
        return self.scenario.units

    def _field(  # noqa: PLR0913 - one field, named part by part
        self,
        name: str,
        field: str,
        schema: Mapping[str, object],
        form: Form,
        today: date,
        *,
        varied: bool,
    ) -> list[object]:
        found = self._values(name, field, schema, today)
        found = found if varied else found[:1]
        if field in form.required:
            return found
        return [*found, _ABSENT] if varied else found

    def _values(  # noqa: C901, PLR0911, PLR0912 - one case a type, flat
        self, name: str, field: str, schema: Mapping[str, object], today: date
    ) -> list[object]:
        used = self.uses.of(name, field)
        match field_type(schema):
            case FieldType.CHOICE:
                return [*_choices(schema)]
            case FieldType.TRUTH:
                return [True, False]
            case FieldType.WHOLE | FieldType.AMOUNT:
                return list(_numbers(schema, used))
            case FieldType.DATE:
                return [(today + _LATER).isoformat(), today.isoformat(), *_around_days(used)]
            case FieldType.PARTY:
                return [self.parties[0]]
            case FieldType.PARTIES:
                chosen = [*self.parties[: self.scenario.size]]
                return [chosen, chosen[:1]] if len(chosen) > 1 else [chosen]
            case FieldType.CHOICES:
                items = schema.get("items")
                offered = _choices(items) if isinstance(items, Mapping) else []
                return [[each] for each in offered] or [[]]
            case FieldType.ROWS:
                row = {
                    column: self._values("", column, each, today)[0]
                    for column, each in columns_of(schema).items()
                }
                return [[row]]
            case FieldType.DECIMAL:
                return [str(next(_numbers(schema, used)))]
            case FieldType.TEXT:
                return [_text(schema)]
            case _:
                return [{}]


def _combinations(fields: Mapping[str, Candidates]) -> int:
    return prod(len(several) for several in fields.values())


def _combined(fields: Mapping[str, Candidates]) -> Iterator[dict[str, object]]:
    """Give all combinations."""
    for values in product(*fields.values()):
        yield dict(zip(fields, values, strict=True))


def _one_at_a_time(fields: Mapping[str, Candidates]) -> Iterator[dict[str, object]]:
    """Vary one field at a time, each of them once before any of them again."""
    first = {name: several[0] for name, several in fields.items()}
    others = ([(name, each) for each in several[1:]] for name, several in fields.items())
    turns = zip_longest(*others)
    varied = ({**first, name: value} for turn in turns for name, value in filter(None, turn))
    yield from islice(chain([first], varied), MOST_VARIED)


def _numbers(schema: Mapping[str, object], used: FieldUse) -> Iterator[int]:
    low, high = _bound(schema, "inimum", 1), _bound(schema, "aximum", -1)
    return _around([v for v in used.literals if _is_whole(v)], low, high)


def _bound(schema: Mapping[str, object], word: str, inside: int) -> int | None:
    """Give a bound of a number; one that is itself outside is moved in."""
    plain, outside = schema.get(f"m{word}"), schema.get(f"exclusiveM{word}")
    if _is_whole(plain):
        return cast("int", plain)
    return cast("int", outside) + inside if _is_whole(outside) else None


def _around(literals: Sequence[Json], low: int | None, high: int | None) -> Iterator[int]:
    """Give both sides of what is compared to, and the bounds, all within the bounds.

    Where these are many, what is compared to and one number of each gap beside it; of more than can
    be tried some from end to end.
    """
    least = 0 if low is None else low
    asked = [cast("int", value) for value in literals]
    bounds = {least, max([least, *asked]) + 1 if high is None else high}

    def near(*steps: int) -> list[int]:
        several = {value + step for value in asked for step in steps} | bounds
        return sorted(each for each in several if least <= each and (high is None or each <= high))

    found = near(-1, 0, 1)
    if len(found) > FEW_NUMBERS:
        found = near(0, 1)
    return iter(_spread(found) or [least])


def _spread(found: Sequence[int]) -> Sequence[int]:
    """Give the first, the last and so many between them."""
    if len(found) <= MOST_NUMBERS:
        return found
    last = MOST_NUMBERS - 1
    return [found[at * (len(found) - 1) // last] for at in range(MOST_NUMBERS)]


def _around_days(used: FieldUse) -> Iterator[str]:
    """Give both sides of each day a field is compared to."""
    for text in sorted(each for each in used.literals if isinstance(each, str)):
        with suppress(ValueError, OverflowError):
            day = date.fromisoformat(text)
            yield from ((day + timedelta(days=step)).isoformat() for step in (-1, 0, 1))


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _choices(schema: Mapping[str, object]) -> list[str]:
    found = schema.get("enum")
    return [str(each) for each in found] if isinstance(found, list) else []


def _text(schema: Mapping[str, object]) -> str:
    shortest, longest = schema.get("minLength"), schema.get("maxLength")
    text = _TEXT
    if isinstance(shortest, int):
        text = text.ljust(min(shortest, _TEXT_LIMIT), ".")
    return text[:longest] if isinstance(longest, int) else text
