"""What stands in a field in words, wherever it is shown: on a record, in history, given back.

A choice goes by its form's label, a unit or body by its name, a box by a word.
"""

from collections.abc import Callable
from typing import cast

from server.form_shape import FieldType, field_type
from server.forms.form import Schema
from server.web.words.catalogue import gettext as _
from server.web.words.language import of_page

Say = Callable[[str], str]
"""A text of the form in the reader's language."""
Named = Callable[[str], str]
"""What a unit or body is called, by its id."""


def field_words(schema: Schema, text: str, *, say: Say, named: Named) -> str:
    """Say a field's text, as its form writes it: several by spaces, a ticked box as `1`."""
    match field_type(schema):
        case FieldType.TRUTH:
            return _("có chọn") if text == "1" else _("không chọn")
        case FieldType.PARTY | FieldType.PARTIES:
            return of_page("; ".join(named(each) for each in text.split()))
        case FieldType.CHOICES:
            return of_page("; ".join(_choice(schema, each, say) for each in text.split()))
        case _:
            return _choice(schema, text, say)


def choices(schema: Schema, *, say: Say) -> dict[str, str]:
    """Return a field's choices with their labels, in the form's order."""
    items = cast("Schema", schema.get("items", {}))
    labels = cast("dict[str, str]", schema.get("x-labels", {}))
    several = cast("list[str]", schema.get("enum", items.get("enum", [])))
    return {each: say(labels.get(each, each)) for each in several}


def _choice(schema: Schema, text: str, say: Say) -> str:
    return choices(schema, say=say).get(text, text)
