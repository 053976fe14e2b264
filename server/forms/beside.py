"""What can be said of a value that has mistakes: what a broken number decides is left open."""

from collections.abc import Iterable

from server.form_shape import FieldType, field_type
from server.forms.form import Form


def still_sure(form: Form, broken: Iterable[str], path: str) -> bool:
    """Tell whether a mistake at a path stands, whatever the broken fields will be mended to.

    A number, day or choice may decide anything in its own row and below; a text decides nothing.
    """
    return not any(_decides(form, each, path) for each in broken)


def _decides(form: Form, broken: str, path: str) -> bool:
    schema = form.find(broken)
    if schema is None or field_type(schema) is FieldType.TEXT:
        return False
    row = broken.rpartition(".")[0]
    return not row or path.startswith(f"{row}.")
