"""What a form's fields are called, sent along with it, so that what is given back has its labels.

Whoever gives a form back may not be allowed to read it any more, so it brings its words itself.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

FIELD = "_labels"
_DIGITS = 6
"""Of the number of a row; what is longer was typed into an address by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldLabels:
    """Titles by path, what each choice is called, and what a row of a grid is about, by its id.

    A list's fields go by path without their place, a grid's cells without their row. What no title
    is given for is no field somebody fills in, but a button.
    """

    titles: Mapping[str, str]
    choices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    rows: Mapping[str, str] = field(default_factory=dict)

    def title(self, path: str) -> str | None:
        """Return what a field is called; None for a button.

        In a grid it stands after its row, in a list after its number, counted from 1.
        """
        first, *rest = path.split(".")
        title = self.titles.get(self._without_row(path), self.titles.get(first))
        if title is None:
            return None
        named = [name for part in rest for name in self._named(part)]
        rows = [part for part in rest if part.isdecimal() and len(part) <= _DIGITS]
        counted = [] if named else [f"{int(part) + 1}. " for part in rows]
        return ", ".join([*named, "".join([*counted, title])])

    def _named(self, row: str) -> list[str]:
        """Return what a row is about: one thing, or two that a colon joins; nothing unknown."""
        parts = [row] if row in self.rows else row.split(":")
        return [self.rows[part] for part in parts] if self.rows.keys() >= {*parts} else []

    def said(self, path: str, text: str) -> str:
        """Return what stands in a field as its form says it; empty for a box that is not ticked."""
        labels = self.choices.get(self._without_row(path))
        if labels is None:
            return text
        return "; ".join(labels.get(each, each) for each in text.split())

    def _without_row(self, path: str) -> str:
        listed = ".".join(part for part in path.split(".") if not part.isdigit())
        return listed if listed in self.titles else cell(path)

    def written(self) -> str:
        """Return it as a form carries it."""
        said = {
            "titles": dict(self.titles),
            "choices": {k: dict(v) for k, v in self.choices.items()},
            "rows": dict(self.rows),
        }
        return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def read(text: str) -> FieldLabels | None:
    """Read what a form carried; None where it brought nothing, or no page of ours wrote it."""
    try:
        said = json.loads(text or "null")
    except (ValueError, RecursionError):
        return None
    if not isinstance(said, dict):
        return None
    titles, choices, rows = said.get("titles"), said.get("choices"), said.get("rows", {})
    if not isinstance(titles, dict) or not isinstance(choices, dict):
        return None
    if not all(_are_texts(labels) for labels in (titles, rows, *choices.values())):
        return None
    return FieldLabels(titles=titles, choices=choices, rows=rows)


def _are_texts(said: object) -> bool:
    return isinstance(said, dict) and all(isinstance(each, str) for each in said.values())


def cell(path: str) -> str:
    """Name a cell of a grid without its row: `scores.c1-1.points` is `scores.points`."""
    first, _dot, rest = path.partition(".")
    return f"{first}.{rest.rpartition('.')[2]}"
