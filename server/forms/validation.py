"""What the schema itself finds wrong with a value, at the field a person can mend."""

from collections.abc import Iterator, Mapping
from typing import cast

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from server.forms.form import Form, Json
from server.forms.mistakes import FieldMistake, FormMistake

CODES = {
    "minLength": FormMistake.REQUIRED,
    "minProperties": FormMistake.REQUIRED,
    "required": FormMistake.REQUIRED,
    "enum": FormMistake.NOT_A_CHOICE,
    "const": FormMistake.NOT_A_CHOICE,
    "minimum": FormMistake.TOO_SMALL,
    "maximum": FormMistake.TOO_LARGE,
    "maxLength": FormMistake.TOO_LONG,
}
LIMITS = {"minimum": "min", "maximum": "max", "maxLength": "max"}


def violations(form: Form, value: Mapping[str, Json]) -> list[FieldMistake]:
    """Validate a value; at most one mistake a field, in the order the schema finds them.

    Formats are not checked here: dates and decimals were read before.
    """
    validator = Draft202012Validator(form.schema)
    first: dict[str, FieldMistake] = {}
    for error in validator.iter_errors(value):
        for mistake in _mistakes(error):
            first.setdefault(mistake.path, mistake)
    return list(first.values())


def _mistakes(error: ValidationError) -> Iterator[FieldMistake]:
    path = [str(part) for part in error.absolute_path]
    code = CODES.get(str(error.validator), FormMistake.NOT_VALID)
    if error.validator == "required":
        asked = cast("list[str]", error.validator_value)
        missing = [name for name in asked if name not in cast("dict[str, Json]", error.instance)]
        yield from (FieldMistake(".".join([*path, name]), code) for name in missing)
        return
    limit = LIMITS.get(str(error.validator))
    params = {limit: cast("int", error.validator_value)} if limit else {}
    yield FieldMistake(".".join(path), code, params)
