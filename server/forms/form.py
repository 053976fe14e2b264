"""A form: its JSON Schema, and what its own keywords say about buttons, files and signing."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Never, TypeAlias, cast

from jsonschema_rs import Draft202012Validator

from server.form_shape import FieldType, field_type, fields_of, strange
from server.form_shape.outcomes import outcome_field

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"
Schema: TypeAlias = Mapping[str, "Json"]
ROW = re.compile(r"0|[1-9][0-9]{0,2}")
"""The number of a row, counted from 0, in a path."""
NEVER_POSTED = frozenset({FieldType.COMPOSITE, FieldType.ROWS})
MOST_KEPT = 4096
"""Paths whose field a form remembers: what one names is posted, so there is no end of them."""
ENGINE_WORD = "typename"  # the engine's serializer gives a key of this name a meaning of its own


class FormUnreadable(Exception):
    """The bytes are no form; the text says why."""


@dataclass(frozen=True, slots=True)
class Action:
    """A button that submits the form; `field` is empty where the button posts nothing itself."""

    field: str
    value: str
    label: str
    style: str


@dataclass(frozen=True, slots=True)
class FileSlot:
    """A kind of file that belongs to the form; `per` is empty, "criterion" or "nominee"."""

    kind: str
    title: str
    required: bool
    per: str


@dataclass(frozen=True, slots=True)
class PostedField:
    """A field that a page posts: its schema, and what it is."""

    schema: Schema
    type: FieldType


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form read once and never changed."""

    name: str
    schema: Schema = field(repr=False)
    title: str
    description: str
    sign: bool
    shows: tuple[str, ...]
    actions: tuple[Action, ...]
    files: tuple[FileSlot, ...]
    rows: frozenset[str]
    """The fields of the first level that are lists of objects, one a row."""
    outcome: str
    """The field that holds the outcome; empty where the form has only one."""
    validator: Draft202012Validator = field(repr=False, compare=False)
    _found: dict[str, Schema] = field(default_factory=dict, init=False, repr=False, compare=False)
    _posted: dict[str, PostedField] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @property
    def fields(self) -> Mapping[str, Schema]:
        """The fields of the first level, in the form's order."""
        return cast("Mapping[str, Schema]", self.schema.get("properties", {}))

    @property
    def required(self) -> frozenset[str]:
        """The fields of the first level that must have a value whatever else is chosen."""
        return frozenset(cast("list[str]", self.schema.get("required", [])))

    @property
    def asked(self) -> frozenset[str]:
        """The fields of the first level that need a value always, or for one of the choices."""
        rules = cast("list[Schema]", self.schema.get("allOf", []))
        then = (cast("Schema", rule.get("then", {})) for rule in rules)
        named = (name for part in then for name in cast("list[str]", part.get("required", [])))
        return self.required | frozenset(named)

    def widget(self, name: str) -> str:
        """Return the widget of a field of the first level, empty where it has none."""
        return str(self.fields[name].get("x-widget", ""))

    @property
    def widgets(self) -> frozenset[str]:
        """The widgets the form uses."""
        return frozenset(filter(None, (self.widget(name) for name in self.fields)))

    def label(self, name: str, value: str) -> str:
        """Return the label of a choice of a field of the first level."""
        labels = cast("Mapping[str, str]", self.fields[name].get("x-labels", {}))
        return labels.get(value, value)

    def find(self, path: str) -> Schema | None:
        """Return the schema of a field by its path joined with dots; None where there is none.

        What stands under a read-only field cannot be posted, so it is not found either.
        """
        if (kept := self._found.get(path)) is not None:
            return kept
        node: Schema | None = self.schema
        for segment in path.split("."):
            node = _child(node, segment) if node is not None else None
        if node is not None and len(self._found) < MOST_KEPT:
            self._found[path] = node
        return node

    def posted(self, path: str) -> PostedField | None:
        """Return a field by its path; None where there is none, or none that can be posted.

        One of several types is read as a text, as its schema judges it.
        """
        if (kept := self._posted.get(path)) is not None:
            return kept
        schema = self.find(path)
        if schema is None:
            return None
        several = isinstance(schema.get("type"), list)
        kind = field_type(schema) or (FieldType.TEXT if several else None)
        if kind is None or kind in NEVER_POSTED:
            return None
        found = PostedField(schema, kind)
        if len(self._posted) < MOST_KEPT:
            self._posted[path] = found
        return found


def _child(node: Schema, segment: str) -> Schema | None:
    if field_type(node) is FieldType.ROWS:
        return cast("Schema", node["items"]) if ROW.fullmatch(segment) else None
    if segment == ENGINE_WORD or not segment.isprintable():  # `$` also matches before a line end
        return None
    named = cast("Mapping[str, Schema]", node.get("properties", {})).get(segment)
    found = named if named is not None else _patterned(node, segment)
    return None if found is None or found.get("readOnly") else found


def _patterned(node: Schema, segment: str) -> Schema | None:
    patterns = cast("Mapping[str, Schema]", node.get("patternProperties", {}))
    return next((sub for text, sub in patterns.items() if re.search(text, segment)), None)


@lru_cache(maxsize=256)
def read(name: str, data: bytes) -> Form:
    """Read a form from the bytes of its file, once for the same bytes. Raises FormUnreadable."""
    try:
        schema = json.loads(data)
        validator = Draft202012Validator(schema, retriever=_nowhere)
    except ValueError as error:
        raise FormUnreadable(f"{name}: {error}") from error
    if not isinstance(schema, dict) or schema.get("type") != "object":
        raise FormUnreadable(f"{name}: the root is not an object")
    if (fault := strange(schema)) is not None:
        raise FormUnreadable(f"{name}: {fault}")
    return Form(
        name=name,
        schema=schema,
        title=schema.get("title", ""),
        description=schema.get("description", ""),
        sign=bool(schema.get("x-sign")),
        shows=tuple(schema.get("x-shows", ())),
        actions=tuple(_action(part) for part in schema.get("x-actions", ())),
        files=tuple(_slot(part) for part in schema.get("x-files", ())),
        rows=frozenset(
            name for name, each in fields_of(schema).items() if field_type(each) is FieldType.ROWS
        ),
        outcome=outcome_field(schema),
        validator=validator,
    )


def _nowhere(uri: str) -> Never:
    """Fetch nothing, whatever a schema names."""
    raise ValueError(uri)


def _action(part: Mapping[str, str | None]) -> Action:
    words = (part.get("field"), part.get("value"), part.get("label"), part.get("style"))
    return Action(*(word or "" for word in words))


def _slot(part: Mapping[str, str | bool | None]) -> FileSlot:
    return FileSlot(
        kind=str(part["kind"]),
        title=str(part["title"]),
        required=bool(part.get("required")),
        per=str(part.get("per") or ""),
    )
