"""Forms: JSON Schema in, a page's fields in; out come one JSON value and its mistakes."""

from server.forms.common import written_forms
from server.forms.context import NO_CONTEXT, FormContext
from server.forms.form import Action, FileSlot, Form, FormUnreadable, Json, read
from server.forms.gathering import DuplicateField, FieldRefused, UnknownField
from server.forms.mistakes import FieldMistake
from server.forms.numbered_by_register import read_numbered
from server.forms.parsing import Parsed, known, parse, routes
from server.forms.writing import written

__all__ = [
    "NO_CONTEXT",
    "Action",
    "DuplicateField",
    "FieldMistake",
    "FieldRefused",
    "FileSlot",
    "Form",
    "FormContext",
    "FormUnreadable",
    "Json",
    "Parsed",
    "UnknownField",
    "known",
    "parse",
    "read",
    "read_numbered",
    "routes",
    "written",
    "written_forms",
]
