"""Forms: JSON Schema in, a page's fields in; out come one JSON value and its mistakes."""

from server.forms.form import Action, FileSlot, Form, FormUnreadable, Json, read
from server.forms.parsing import (
    DuplicateField,
    FieldMistake,
    FieldRefused,
    Parsed,
    UnknownField,
    known,
    parse,
    routes,
)
from server.forms.readings import decimal_shown
from server.forms.writing import written

__all__ = [
    "Action",
    "DuplicateField",
    "FieldMistake",
    "FieldRefused",
    "FileSlot",
    "Form",
    "FormUnreadable",
    "Json",
    "Parsed",
    "UnknownField",
    "decimal_shown",
    "known",
    "parse",
    "read",
    "routes",
    "written",
]
