"""The forms of a called process in its caller: named with the call, and what they take in."""

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from typing import Final

from server.form_shape import COMMON, ReferenceRefused, routed_fields, written_out

_RECORDS: Final = re.compile(r"^(record:|table:)")
Schema = Mapping[str, object]


def fields_taken(schema: Schema) -> tuple[dict[str, Mapping[str, object]], frozenset[str]]:
    """Give the fields that an opening form takes into the process, and those it requires."""
    needed = schema.get("required")
    return (
        dict(routed_fields(schema)),
        frozenset(map(str, needed)) if isinstance(needed, list) else frozenset(),
    )


def documents_of(files: Mapping[str, bytes]) -> dict[str, Schema]:
    """Read the forms of a process, what they refer to written out; one that cannot be is left."""
    read: dict[str, Schema] = {}
    for name in [each for each in files if each.endswith(".json")]:
        with suppress(ValueError, RecursionError):
            read[name] = json.loads(files[name])
    read = {name: found for name, found in read.items() if isinstance(found, dict)}
    return {name: _whole(name, read) for name in read if not name.startswith(COMMON)}


def _whole(name: str, read: Mapping[str, Schema]) -> Schema:
    try:
        return written_out(name, read)
    except ReferenceRefused:
        return read[name]


def qualified(schema: Schema, prefix: str) -> Schema:
    """Give a form whose kinds of file, and the tasks it shows, are told apart from the caller's."""
    files, shows = schema.get("x-files"), schema.get("x-shows")
    found = dict(schema)
    if isinstance(files, list):
        found["x-files"] = [_kind(each, prefix) for each in files]
    if isinstance(shows, list):
        found["x-shows"] = [_RECORDS.sub(rf"\1{prefix}", str(each)) for each in shows]
    return found


def _kind(slot: object, prefix: str) -> object:
    if isinstance(slot, dict) and isinstance(slot.get("kind"), str):
        return {**slot, "kind": f"{prefix}{slot['kind']}"}
    return slot
