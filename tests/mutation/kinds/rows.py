"""Mutations of what the code of a process reads: rows of composite fields, and bounds of fields."""

import json
from collections.abc import Callable, Iterator
from typing import Final

from server.engine.values import LARGEST_INT
from tests.mutation.kinds.files import (
    YES,
    bounds,
    gone,
    needed,
    only,
    optional,
    put,
    renamed,
    where,
)
from tests.mutation.kinds.kind import (
    NOT_HERE,
    FieldChange,
    Files,
    Form,
    Mutants,
    MutationKind,
    in_fields,
    in_forms,
)

PATTERNS: Final = "patternProperties"
FIELDS: Final = "properties"


def in_rows(table: dict[str, FieldChange]) -> tuple[MutationKind, ...]:
    """Make a kind of each line: what is done to a row of a composite field, at one of its own."""
    return tuple(MutationKind("row", how, _row_mutants(change)) for how, change in table.items())


def _row_mutants(change: FieldChange) -> Callable[[str, Files], Mutants]:
    def make(_key: str, files: Files) -> Mutants:
        for file in sorted(files):
            if not file.endswith(".json") or file.endswith(".en.json"):
                continue
            for path, name in _places(json.loads(files[file])):
                form = json.loads(files[file])
                row = _row(form, path)
                if change(row, name, row[FIELDS][name]) != NOT_HERE:
                    data = json.dumps(form, ensure_ascii=False).encode()
                    yield f"{file}.{path[1]}.*.{name}", {**files, file: data}

    return make


def _places(form: Form) -> Iterator[tuple[tuple[str, ...], str]]:
    """Give each field of each innermost row, with the words that lead to that row."""
    for name, field in form.get(FIELDS, {}).items():
        for path in _innermost(field, (FIELDS, name)):
            row = _row(form, path)
            yield from ((path, each) for each in row.get(FIELDS, {}))


def _innermost(field: Form, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for pattern, inner in field.get(PATTERNS, {}).items():
        further = (*path, PATTERNS, pattern)
        yield from _innermost(inner, further) if PATTERNS in inner else (further,)


def _row(form: Form, path: tuple[str, ...]) -> Form:
    found = form
    for word in path:
        found = found[word]
    return found


def for_no_choice(form: Form) -> str | None:
    """Ask for nothing more, whatever is chosen."""
    found = [rule["then"] for rule in form.get("allOf", ()) if "required" in rule.get("then", {})]
    for then in found:
        then["required"] = []
    return None if found else NOT_HERE


def over(_form: Form, _name: str, field: Form) -> None:
    """Take no day to come, in place of no day that is past."""
    field.pop("x-min", None)
    field["x-max"] = "today"


def unbounded(_form: Form, _name: str, field: Form) -> str | None:
    """Take every number there is."""
    found = [field.pop(word, None) for word in ("minimum", "maximum")]
    return None if found != [None, None] else NOT_HERE


def of_all_sizes(_form: Form, _name: str, field: Form) -> str | None:
    """Take every number there is, and say so: what is filled in comes to both ends."""
    field["minimum"], field["maximum"] = -LARGEST_INT, LARGEST_INT
    return None


KINDS = (
    *in_rows({
        "a field taken out": gone,
        "a field renamed": renamed("{}_x"),
        "a field left out at will": optional,
        "a field always needed": needed,
        "a whole number": put("type", "integer"),
        "a truth": put("type", "boolean"),
        "a text": put("type", "string"),
        "perhaps null": only("string", put("type", ["string", "null"])),
        "another choice": where("enum", put("enum", ["another"])),
        "only to read": put("readOnly", YES),
        "longer than is read": only("string", put("maxLength", 50_000)),
        "a widget that is none": put("x-widget", "grid"),
    }),
    *in_fields({
        "longer than is read": only("string", put("maxLength", 50_000)),
        "days that are over": where("format", put("x-max", "today")),
        "days that are over, for certain": where("format", over),
        "numbers without bounds": only("integer", unbounded),
        "any number": only("integer", of_all_sizes),
        "numbers below nought": only("integer", bounds("minimum", "maximum", -9, -1)),
    }),
    *in_forms({"needed for no choice": for_no_choice}),
)  # fmt: skip
