"""A post's flat fields gathered by path: lists in one text, rows counted from 0 without a gap."""

from collections.abc import Iterable, Mapping

from server.form_shape import FieldType
from server.forms.form import Form
from server.texts import mended

BOOLEANS = {("0",): False, ("1",): True, ("0", "1"): True}
LISTS = frozenset({FieldType.CHOICES, FieldType.PARTIES})
Texts = tuple[str, ...]


class FieldRefused(Exception):
    """A post that no page of ours sends is refused as a whole; `path` is the first such field."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


class UnknownField(FieldRefused):
    """The form has no such field, or it cannot be posted."""


class DuplicateField(FieldRefused):
    """A field that has one value came twice."""


def gathered(form: Form, pairs: Iterable[tuple[str, str]]) -> dict[str, Texts]:
    """Return what was posted for each field; raises UnknownField and DuplicateField.

    A list is one text, its members apart by a space. A row nothing is written in is left out, and
    those after it move up.
    """
    found: dict[str, Texts] = {}
    for path, typed in pairs:
        found[path] = (*found.get(path, ()), mended(typed))
    fitting = {path: _fitting(form, path, texts) for path, texts in found.items()}
    return _moved_up(form, fitting) if form.rows else fitting


def _fitting(form: Form, path: str, texts: Texts) -> Texts:
    field = form.posted(path)
    if field is None:
        raise UnknownField(path)
    if field.type in LISTS:
        return (" ".join(dict.fromkeys(" ".join(texts).split())),)
    if texts not in BOOLEANS if field.type is FieldType.TRUTH else len(texts) > 1:
        raise DuplicateField(path)
    return texts


def _moved_up(form: Form, found: Mapping[str, Texts]) -> dict[str, Texts]:
    """Number the rows anew, those nothing is written in left out."""
    written: dict[str, set[int]] = {}
    for path, texts in found.items():
        name, row, field = (*path.split(".", 2), "", "")[:3]
        if name in form.rows and field and _says(form, path, texts):
            written.setdefault(name, set()).add(int(row))
    places = {
        (name, str(row)): str(place)
        for name, rows in written.items()
        for place, row in enumerate(sorted(rows))
    }
    moved: dict[str, Texts] = {}
    for path, texts in found.items():
        name, row, field = (*path.split(".", 2), "", "")[:3]
        if name not in form.rows:
            moved[path] = texts
        elif (name, row) in places:
            moved[f"{name}.{places[name, row]}.{field}"] = texts
    return moved


def _says(form: Form, path: str, texts: Texts) -> bool:
    field = form.posted(path)
    if field is not None and field.type is FieldType.TRUTH:
        return BOOLEANS[texts]
    return bool(texts[-1].strip())
