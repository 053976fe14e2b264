"""What a form's own keywords must look like, for pages to show it: forms and the linter ask it."""

from collections.abc import Iterator, Mapping
from typing import Final

CLASSES: Final = ("approve", "sign", "decide", "return", "refuse", "score", "vote", "other")
"""What an outcome may mean: an act's class as a manifest knows it, or that it says no."""

WITHOUT_REGISTER: Final = "x-without-register"
"""Marks a field that is asked only where the bloc-year has no register: the register says it."""


GIVEN: Final = "x-given"
"""Marks a column of rows that are taken over: it stands as it was, and no page asks for it."""
FOLDED: Final = "x-folded"
"""Of rows that are taken over: they stand folded, together by what this given column says."""
TOGETHER: Final = "x-together"
"""Of a form: whole numbers that may together come to no more than another field holds."""


def strange(schema: Mapping[str, object]) -> str | None:
    """Say what of a form no page can show: a field or keyword of another kind; None where fine."""
    return next(_strange(schema), None)


def _strange(schema: Mapping[str, object]) -> Iterator[str]:
    yield from _fields(schema.get("properties", {}))
    yield from _rows(schema, "x-actions", frozenset())
    yield from _rows(schema, "x-files", frozenset({"kind", "title"}))
    yield from _together(schema)
    shows = schema.get("x-shows", [])
    if not isinstance(shows, list) or not all(isinstance(each, str) for each in shows):
        yield "x-shows: not a list of texts"
    rules = schema.get("allOf", [])
    for rule in rules if isinstance(rules, list) else ():
        if not isinstance(rule, Mapping) or not isinstance(rule.get("then", {}), Mapping):
            yield "allOf: each needs an object, and an object as its then"


def _together(schema: Mapping[str, object]) -> Iterator[str]:
    yield from _rows(schema, TOGETHER, frozenset({"most"}))
    rules = schema.get(TOGETHER, [])
    for rule in rules if isinstance(rules, list) else ():
        of = rule.get("of") if isinstance(rule, Mapping) else None
        if not isinstance(of, list) or not all(isinstance(each, str) for each in of):
            yield f"{TOGETHER}: each needs a list of texts as its of"


def _fields(fields: object) -> Iterator[str]:
    if not isinstance(fields, Mapping):
        yield "properties: not an object"
        return
    for name, field in fields.items():
        if not isinstance(field, Mapping):
            yield f"properties.{name}: not an object"
            continue
        yield from (f"properties.{name}.{fault}" for fault in _keywords(field))


def _keywords(field: Mapping[str, object]) -> Iterator[str]:
    if not isinstance(field.get("x-labels", {}), Mapping):
        yield "x-labels: not an object"
    texts = [word for word in ("x-widget", FOLDED) if not isinstance(field.get(word, ""), str)]
    yield from (f"{word}: not a text" for word in texts)
    for word in ("x-reason", WITHOUT_REGISTER, GIVEN):
        if not isinstance(field.get(word, False), bool):
            yield f"{word}: not true or false"
    if not _is_outcome(field.get("x-outcome", False)):
        yield f"x-outcome: not true, and no object of {', '.join(CLASSES)}"


def _is_outcome(said: object) -> bool:
    """Tell whether it is a truth, or says of choices which class of act each is."""
    if isinstance(said, Mapping):
        return all(isinstance(each, str) and each in CLASSES for each in said.values())
    return isinstance(said, bool)


def _rows(schema: Mapping[str, object], word: str, needed: frozenset[str]) -> Iterator[str]:
    rows = schema.get(word, [])
    if not isinstance(rows, list) or not all(isinstance(each, Mapping) for each in rows):
        yield f"{word}: not a list of objects"
        return
    for row in rows:
        if not all(isinstance(row.get(name), str) for name in needed):
            yield f"{word}: each needs a text as its {' and '.join(sorted(needed))}"
