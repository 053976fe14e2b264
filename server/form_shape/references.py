"""Forms made of others: a `$ref` to a common form, or to a part of the same file, written out.

A form may begin with all of a common form (`"$ref": "common/approve.json"` at its top) or take one
field of it (`"$ref": "common/number_and_date.json#/properties/number"`). What stands beside a
`$ref` is added to what it names, and wins over it.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

Document = Mapping[str, object]
COMMON: Final = "common/"
"""The folder of the forms that others may refer to."""
MOST_NODES: Final = 20_000
_NAME: Final = re.compile(r"(common/[a-z][a-z0-9_]*\.json)?(#(?:/[^/#]+)*)?")


class ReferenceRefused(ValueError):
    """A form names what is not there, or itself; the text is the reference."""

    def __init__(self, reference: str, *, circular: bool = False) -> None:
        super().__init__(reference)
        self.reference = reference
        self.circular = circular


def files_named(document: object) -> frozenset[str]:
    """Name the common forms a document refers to, as `common/<name>.json`."""
    found = (_NAME.fullmatch(each) for each in references(document))
    return frozenset(match[1] for match in found if match and match[1])


def references(document: object) -> Iterator[str]:
    """Go through all that a document refers to."""
    waiting = [document]
    while waiting:
        here = waiting.pop()
        if isinstance(here, Mapping):
            if isinstance(named := here.get("$ref"), str):
                yield named
            waiting.extend(here.values())
        elif isinstance(here, list):
            waiting.extend(here)


def written_out(file: str, documents: Mapping[str, Document]) -> Document:
    """Return a form with all it refers to in its place; itself, where it refers to nothing.

    `documents` are the files it may refer to, by name, its own among them. Raises
    ReferenceRefused: for what is not there, what leads out of the common forms, what leads back to
    itself, and what would become too large.
    """
    document = documents[file]
    if not any(True for _ in references(document)):
        return document
    try:
        found = _Writing(documents).of(file, document, ())
    except RecursionError:
        raise ReferenceRefused(file) from None
    return found if isinstance(found, dict) else {}


class _Writing:
    """One form being written out; `left` is how much it may still grow."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self.documents = documents
        self.left = MOST_NODES

    def of(self, file: str, node: object, way: tuple[str, ...]) -> object:
        """Write out what stands in a file; `way` are the references that led there."""
        self.left -= 1
        if self.left < 0:
            raise ReferenceRefused(way[-1] if way else file)
        if isinstance(node, list):
            return [self.of(file, each, way) for each in node]
        if not isinstance(node, Mapping):
            return node
        own = {name: self.of(file, each, way) for name, each in node.items() if name != "$ref"}
        if "$ref" not in node:
            return own
        return _joined(self.named(file, node["$ref"], way), own)

    def named(self, file: str, reference: object, way: tuple[str, ...]) -> Document:
        match = _NAME.fullmatch(reference) if isinstance(reference, str) else None
        if match is None or match[0] in {"", "#"}:
            raise ReferenceRefused(str(reference))
        target, pointer = match[1] or file, match[2] or "#"
        place = f"{target}{pointer}"
        if place in way:
            raise ReferenceRefused(match[0], circular=True)
        node = _at(self.documents.get(target), pointer)
        if not isinstance(node, Mapping):
            raise ReferenceRefused(match[0])
        found = self.of(target, node, (*way, place))
        return found if isinstance(found, dict) else {}


def _at(node: object, pointer: str) -> object:
    for step in pointer.split("/")[1:]:
        name = step.replace("~1", "/").replace("~0", "~")
        node = node.get(name) if isinstance(node, Mapping) else None
    return node


def _joined(base: Document, own: Document) -> dict[str, object]:
    """Add own words to those referred to: fields and rules are joined, all others replaced."""
    joined = {**base, **own}
    for word in ("required", "allOf"):
        before, after = base.get(word), own.get(word)
        if isinstance(before, list) and isinstance(after, list):
            joined[word] = [*before, *(each for each in after if each not in before)]
    before, after = base.get("properties"), own.get("properties")
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        joined["properties"] = {**before, **after}
    return joined
