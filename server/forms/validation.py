"""What the schema itself finds wrong with a value, at the field a person can mend."""

from collections.abc import Mapping

from jsonschema_rs import ValidationError, ValidationErrorKind

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
    first: dict[str, FieldMistake] = {}
    for error in form.validator.iter_errors(value):
        mistake = _mistake(error)
        first.setdefault(mistake.path, mistake)
    return list(first.values())


def _mistake(error: ValidationError) -> FieldMistake:
    path = [str(part) for part in error.instance_path]
    code = CODES.get(error.kind.name, FormMistake.NOT_VALID)
    if isinstance(error.kind, ValidationErrorKind.Required):
        return FieldMistake(".".join([*path, error.kind.property]), code)
    limit = LIMITS.get(error.kind.name)
    params = {limit: int(error.kind.value)} if limit else {}
    return FieldMistake(".".join(path), code, params)
