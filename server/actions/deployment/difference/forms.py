"""What differs in the forms of two versions: fields, and what is asked of each."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from server.actions.deployment.difference.lines import (
    ENGLISH,
    Change,
    DifferenceLine,
    LineGroup,
    Version,
    compared,
    text_of,
)
from server.domain.texts.words import Words

Schema = Mapping[str, Any]


def lines(old: Version | None, new: Version) -> Iterator[DifferenceLine]:
    """Give a line for each form and field that came or went, and for each part that changed."""
    before, after = _forms(old), _forms(new)
    for name in dict.fromkeys((*before, *after)):
        yield from _form(name, (old, before.get(name)), (new, after.get(name)))


def _forms(version: Version | None) -> dict[str, Schema]:
    files = version.files if version else {}
    return {
        name.removesuffix(".json"): json.loads(text)
        for name, text in files.items()
        if name.endswith(".json") and not name.endswith(ENGLISH)
    }


def _form(
    name: str,
    before: tuple[Version | None, Schema | None],
    after: tuple[Version, Schema | None],
) -> Iterator[DifferenceLine]:
    (old, was), (new, now) = before, after
    side, schema = (new, now) if now is not None else (old or new, was or {})
    tasks = _filled_in(side, name)

    def told(change: Change, code: str, gone: str, come: str) -> DifferenceLine:
        field, _, part = code.partition("#")
        return DifferenceLine(
            group=LineGroup.FORMS,
            change=change,
            subject=_title(side, name, field, schema, was or {}),
            code=f"{name}.{field}" if field else name,
            part=part,
            old=gone,
            new=come,
            elements=tasks,
        )

    if was is None or now is None:
        whole = {"": _words_of(schema)} | _fields(schema)
        yield from compared({} if was is None else whole, {} if now is None else whole, told)
        return
    yield from compared(_fields(was), _fields(now), told)
    common = _fields(was).keys() & _fields(now).keys()
    yield from compared(_leaves(was, common), _leaves(now, common), told)


def _filled_in(version: Version, name: str) -> tuple[str, ...]:
    """Name the tasks of a form: of a called process's, those in each of its calls."""
    folder, _, own = name.rpartition("/")
    calls = [each.prefix for each in version.model.calls if each.folder == f"{folder}/"]
    forms = {f"{each}{own}" for each in calls} | {name}
    elements = version.model.definition.elements.values()
    return tuple(each.id for each in elements if each.form in forms)


def _fields(schema: Schema) -> dict[str, str]:
    """Name the fields; what a field is called is compared with the rest of it."""
    return dict.fromkeys(schema.get("properties", {}), "")


def _words_of(schema: Schema) -> str:
    return text_of([each.get("title", name) for name, each in _properties(schema).items()])


def _properties(schema: Schema) -> Mapping[str, Schema]:
    found: Mapping[str, Schema] = schema.get("properties", {})
    return found


def _leaves(schema: Schema, fields: frozenset[str] | set[str]) -> dict[str, str]:
    """Write a schema as texts by `field#part`; of fields only those that both versions have."""
    found = _flat({name: each for name, each in schema.items() if name != "properties"}, "#")
    for name, each in _properties(schema).items():
        if name in fields:
            found |= _flat(each, f"{name}#")
    return found


def _flat(node: object, path: str) -> dict[str, str]:
    if isinstance(node, Mapping) and node:
        parts = node.items()
    elif isinstance(node, list) and any(isinstance(each, Mapping) for each in node):
        parts = {str(place): each for place, each in enumerate(node, 1)}.items()
    else:
        return {path: text_of(node)}
    found: dict[str, str] = {}
    for name, each in parts:
        found |= _flat(each, f"{path}{name}" if path.endswith("#") else f"{path}.{name}")
    return found


def _title(version: Version, name: str, field: str, schema: Schema, was: Schema) -> Words:
    form = version.model.words(str(schema.get("title", name)))
    if not field:
        return form
    own = _properties(schema).get(field) or _properties(was).get(field) or {}
    label = version.model.words(str(own.get("title", field)))
    return Words(f"{form.vi}: {label.vi}", f"{form.text('en')}: {label.text('en')}")
