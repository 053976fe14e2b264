"""A form as a bloc-year with a register asks it: without the fields that the register fills."""

import json
from functools import lru_cache
from typing import cast

from server.form_shape import WITHOUT_REGISTER
from server.forms.form import Form, Json, read


@lru_cache(maxsize=256)
def read_numbered(name: str, data: bytes) -> Form:
    """Read a form without the fields marked as asked only where there is no register.

    They are neither shown nor taken, nor needed. Raises FormUnreadable.
    """
    whole = read(name, data)
    if WITHOUT_REGISTER not in data.decode():
        return whole
    return read(name, json.dumps(_left(dict(whole.schema)), ensure_ascii=False).encode())


def _left(node: Json) -> Json:
    """Leave the marked fields out of a part of a schema, at any depth."""
    if isinstance(node, list):
        return [_left(each) for each in node]
    if not isinstance(node, dict):
        return node
    gone = _marked(node)
    left = {word: _left(each) for word, each in node.items()}
    return _without(left, gone) if gone else left


def _marked(node: dict[str, Json]) -> frozenset[str]:
    fields = node.get("properties")
    found = fields.items() if isinstance(fields, dict) else ()
    return frozenset(
        name
        for name, each in found
        if isinstance(each, dict) and each.get(WITHOUT_REGISTER) is True
    )


def _without(node: Json, gone: frozenset[str]) -> Json:
    """Leave fields out of an object's schema, and out of what it needs for one choice or another.

    A condition that names one is never met: it is not there.
    """
    if not isinstance(node, dict):
        return node
    left = dict(node)
    if isinstance(fields := node.get("properties"), dict):
        left["properties"] = {name: each for name, each in fields.items() if name not in gone}
    if isinstance(needed := node.get("required"), list):
        left["required"] = [each for each in needed if each not in gone]
    if isinstance(rules := node.get("allOf"), list):
        left["allOf"] = [_rule(cast("dict[str, Json]", rule), gone) for rule in rules]
    return left


def _rule(rule: dict[str, Json], gone: frozenset[str]) -> Json:
    return {**rule, "then": _without(rule.get("then", {}), gone)}
