"""The fields of a form or of a row, as far as its schema is one."""

from collections.abc import Mapping
from typing import Final

from server.form_shape.field_types import ROUTABLE, field_type
from server.form_shape.keywords import FOLDED, GIVEN

Schema = Mapping[str, object]
MOST_ROWS: Final = 300
"""So many rows a page draws, where the field does not say."""


def fields_of(schema: Schema) -> dict[str, Schema]:
    """Give the fields of a form or of a row by name, in its order; what is no field is left out."""
    found = schema.get("properties")
    named = found.items() if isinstance(found, Mapping) else ()
    return {name: field for name, field in named if isinstance(field, Mapping)}


def columns_of(field: Schema) -> dict[str, Schema]:
    """Give the columns of a field that holds rows by name, none of any other field."""
    items = field.get("items")
    return fields_of(items) if isinstance(items, Mapping) else {}


def given_columns(field: Schema) -> frozenset[str]:
    """Name the columns of a field of rows that stand as they were taken over."""
    return frozenset(name for name, column in columns_of(field).items() if column.get(GIVEN))


def needed_columns(field: Schema) -> frozenset[str]:
    """Name the columns of a field of rows that no row may leave empty."""
    items = field.get("items")
    return frozenset(items.get("required", ())) if isinstance(items, Mapping) else frozenset()


def folds(field: Schema) -> str:
    """Name the given column by which rows stand folded together; empty where none do.

    What every row needs is not folded away.
    """
    name, given = str(field.get(FOLDED, "")), given_columns(field)
    return name if name in given and needed_columns(field) <= given else ""


def cells_of(field: Schema) -> dict[str, Schema]:
    """Give the fields of a grid's cells by name, whatever their rows; none of any other field."""
    patterns = field.get("patternProperties")
    rows = patterns.values() if isinstance(patterns, Mapping) else ()
    found: dict[str, Schema] = {}
    for row in rows:
        if isinstance(row, Mapping):
            found |= fields_of(row) | cells_of(row)
    return found


def row_patterns(field: Schema) -> list[str]:
    """Give what the ids of a grid's rows look like, those of grids in its rows too."""
    patterns = field.get("patternProperties")
    if not isinstance(patterns, Mapping):
        return []
    inner = (fields_of(row).values() for row in patterns.values() if isinstance(row, Mapping))
    return [*patterns, *(each for rows in inner for row in rows for each in row_patterns(row))]


def parts_of(schema: Schema, word: str) -> list[Schema]:
    """Give what a form lists under a word, as its buttons, files and rules; objects alone."""
    found = schema.get(word)
    return [part for part in found if isinstance(part, Mapping)] if isinstance(found, list) else []


def routed_fields(schema: Schema) -> dict[str, Schema]:
    """Give the fields of a form that enter the process."""
    return {name: field for name, field in fields_of(schema).items() if field.get("x-route")}


def routed_columns(field: Schema) -> dict[str, Schema]:
    """Give the columns of rows that enter the process where the rows do: none that is words."""
    columns = columns_of(field).items()
    return {name: column for name, column in columns if field_type(column) in ROUTABLE}
