"""The fields of a form or of a row, as far as its schema is one."""

from collections.abc import Mapping

Schema = Mapping[str, object]


def fields_of(schema: Schema) -> dict[str, Schema]:
    """Give the fields of a form or of a row by name, in its order; what is no field is left out."""
    found = schema.get("properties")
    named = found.items() if isinstance(found, Mapping) else ()
    return {name: field for name, field in named if isinstance(field, Mapping)}


def routed_fields(schema: Schema) -> dict[str, Schema]:
    """Give the fields of a form that enter the process."""
    return {name: field for name, field in fields_of(schema).items() if field.get("x-route")}
