"""The texts of a form that people read: of itself, its fields, choices, buttons and files."""

from collections.abc import Iterator, Mapping
from typing import Final

from server.form_shape import fields_of, parts_of

Schema = Mapping[str, object]
_PLAIN: Final = ("title", "description")
_SEVERAL: Final[Mapping[str, str]] = {"x-actions": "label", "x-files": "title"}


def read_texts(form: Schema) -> Iterator[tuple[str, str]]:
    """Give each text with the field it is of; an empty name where it is the form's own."""
    for word, part in _SEVERAL.items():
        yield from (("", _text(row, part)) for row in parts_of(form, word))
    waiting: list[tuple[str, object]] = [("", form)]
    while waiting:
        name, node = waiting.pop()
        if not isinstance(node, Mapping):
            continue
        labels = node.get("x-labels")
        yield from ((name, _text(node, word)) for word in _PLAIN)
        if isinstance(labels, Mapping):
            yield from ((name, _text(labels, choice)) for choice in labels)
        inner = {f"{name}.{each}" if name else each: of for each, of in fields_of(node).items()}
        patterns = node.get("patternProperties")
        rows = [*patterns.values()] if isinstance(patterns, Mapping) else []
        waiting += [*inner.items(), *((name, row) for row in (node.get("items"), *rows))]


def _text(node: object, word: str) -> str:
    found = node.get(word) if isinstance(node, Mapping) else None
    return found if isinstance(found, str) else ""
