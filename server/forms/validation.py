"""What the form itself finds wrong with a value, at the field a person can mend."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from jsonschema_rs import ValidationError, ValidationErrorKind

from server.form_shape import field_type
from server.forms.context import NO_CONTEXT, FormContext
from server.forms.days_and_ids import misplaced
from server.forms.form import Form, Json, Schema
from server.forms.gathering import LISTS
from server.forms.mistakes import FieldMistake, FormMistake
from server.forms.together import too_many

DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?")
CODES = {
    "minLength": FormMistake.REQUIRED,
    "minProperties": FormMistake.REQUIRED,
    "required": FormMistake.REQUIRED,
    "enum": FormMistake.NOT_A_CHOICE,
    "const": FormMistake.NOT_A_CHOICE,
    "minimum": FormMistake.TOO_SMALL,
    "maximum": FormMistake.TOO_LARGE,
    "maxLength": FormMistake.TOO_LONG,
    "minItems": FormMistake.TOO_FEW,
    "maxItems": FormMistake.TOO_MANY,
}
LIMITS = {
    "minimum": "min",
    "maximum": "max",
    "maxLength": "max",
    "minItems": "min",
    "maxItems": "max",
}


def violations(
    form: Form, value: Mapping[str, Json], context: FormContext = NO_CONTEXT
) -> list[FieldMistake]:
    """Validate a value; at most one mistake a field, in the order the schema finds them.

    Decimals are not read here: they were read before. A decimal is a text to the
    schema, so its minimum and maximum are looked at here; so are days and ids.
    """
    first: dict[str, FieldMistake] = {}
    found = [_mistake(form, error) for error in form.validator.iter_errors(value)]
    found += [*_outside(form, value), *misplaced(form, value, context), *too_many(form, value)]
    for mistake in found:
        first.setdefault(mistake.path, mistake)
    return list(first.values())


def _outside(form: Form, value: Mapping[str, Json]) -> Iterator[FieldMistake]:
    """Go through the decimals that are below their minimum or above their maximum."""
    for path, text in _texts(value).items():
        schema = form.find(path) or {}
        if schema.get("format") != "decimal" or not DECIMAL.fullmatch(text):
            continue
        number, least, most = Decimal(text), _limit(schema, "minimum"), _limit(schema, "maximum")
        if least is not None and number < least:
            yield FieldMistake(path, FormMistake.TOO_SMALL, {"min": _plain(least)})
        elif most is not None and number > most:
            yield FieldMistake(path, FormMistake.TOO_LARGE, {"max": _plain(most)})


def _texts(value: Mapping[str, Json]) -> dict[str, str]:
    found: dict[str, str] = {}
    _gather(value, "", found)
    return found


def _gather(value: Mapping[str, Json], above: str, found: dict[str, str]) -> None:
    for name, item in value.items():
        if isinstance(item, str):
            found[f"{above}{name}"] = item
        elif isinstance(item, list):
            rows = {str(number): row for number, row in enumerate(item)}
            _gather(rows, f"{above}{name}.", found)
        elif isinstance(item, dict):
            _gather(item, f"{above}{name}.", found)


def _limit(schema: Schema, name: str) -> Decimal | None:
    limit = schema.get(name)
    return None if limit is None else Decimal(str(limit))


def _plain(limit: Decimal) -> int | str:
    """Give a limit as it stands in a sentence: a whole number, or a decimal as text."""
    return int(limit) if limit == limit.to_integral_value() else format(limit.normalize(), "f")


def _mistake(form: Form, error: ValidationError) -> FieldMistake:
    path = [str(part) for part in error.instance_path]
    code = CODES.get(error.kind.name, FormMistake.NOT_VALID)
    if isinstance(error.kind, ValidationErrorKind.Required):
        return FieldMistake(".".join([*path, error.kind.property]), code)
    if len(path) > 1 and field_type(form.find(".".join(path[:-1])) or {}) in LISTS:
        path = path[:-1]  # a member of a list has no field of its own
    limit = LIMITS.get(error.kind.name)
    params = {limit: _plain(Decimal(str(error.kind.value)))} if limit else {}
    return FieldMistake(".".join(path), code, params)
