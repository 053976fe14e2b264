"""What a form's fields are called, sent along with it, so that what is given back has its labels.

Whoever gives a form back may not be allowed to read it any more, so it brings its words itself.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

FIELD = "_labels"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldLabels:
    """Titles by path, and what each choice is called; a row's fields go by path without its place.

    What no title is given for is no field somebody fills in, but a button.
    """

    titles: Mapping[str, str]
    choices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def title(self, path: str) -> str | None:
        """Return what a field is called; None for a button."""
        return self.titles.get(_without_place(path), self.titles.get(path.partition(".")[0]))

    def said(self, path: str, text: str) -> str:
        """Return what stands in a field as its form says it."""
        labels = self.choices.get(_without_place(path))
        if labels is None:
            return text
        return "; ".join(labels.get(each, each) for each in text.split())

    def written(self) -> str:
        """Return it as a form carries it."""
        said = {
            "titles": dict(self.titles),
            "choices": {k: dict(v) for k, v in self.choices.items()},
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
    titles, choices = said.get("titles"), said.get("choices")
    if not isinstance(titles, dict) or not isinstance(choices, dict):
        return None
    if not all(_are_texts(labels) for labels in (titles, *choices.values())):
        return None
    return FieldLabels(titles=titles, choices=choices)


def _are_texts(said: object) -> bool:
    return isinstance(said, dict) and all(isinstance(each, str) for each in said.values())


def _without_place(path: str) -> str:
    return ".".join(part for part in path.split(".") if not part.isdigit())
