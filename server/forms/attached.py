"""Which files a form still lacks."""

from collections.abc import Collection, Iterator

from server.forms.form import Form
from server.forms.mistakes import FieldMistake, FormMistake


def lacking(form: Form, attached: Collection[str]) -> Iterator[FieldMistake]:
    """Go through the required kinds of file of which nothing is attached.

    Files for each row of a grid are the business of who knows the rows.
    """
    for slot in form.files:
        if slot.required and not slot.per and slot.kind not in attached:
            yield FieldMistake(f"file.{slot.kind}.", FormMistake.REQUIRED)
