"""What the templates of a form read: its fields with what stands in them and what is wrong."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import cast

from server.domain.blocs.rules import Words
from server.forms import Form
from server.forms.form import Schema
from server.web.words.language import pick


@dataclass(frozen=True, slots=True)
class Problem:
    """One line of the error summary: where it leads, what it is about, how to mend it."""

    path: str
    label: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormView:
    """A form on one page, whatever the page is for.

    `typed` is what stands in the fields, by path; `english` the English of the form's own words;
    `key` names this drawing of the form, so that a post sent twice is one act.
    """

    form: Form
    typed: Mapping[str, str]
    english: Mapping[str, str] = field(default_factory=dict, repr=False)
    problems: tuple[Problem, ...] = ()
    key: str = ""

    def value(self, path: str) -> str:
        """Return what stands in a field."""
        return self.typed.get(path, "")

    def checked(self, path: str) -> bool:
        """Tell whether a box is ticked."""
        return self.typed.get(path) == "1"

    def error(self, path: str) -> str:
        """Return what is wrong at a field, empty where nothing is."""
        if not self.problems:
            return ""
        return next((p.sentence for p in self.problems if p.path == path), "")

    def errors_under(self, path: str) -> bool:
        """Tell whether anything is wrong at or below a path."""
        return any(p.path == path or p.path.startswith(f"{path}.") for p in self.problems)

    def say(self, vietnamese: str) -> str:
        """Return a text of the form in the reader's language."""
        return pick(Words(vietnamese, self.english.get(vietnamese, "")))

    def pick(self, words: Words) -> str:
        """Return words in the reader's language."""
        return pick(words)

    def schema(self, path: str) -> Schema:
        """Return a field's schema; an unknown path has an empty one."""
        return self.form.find(path) or {}

    def title(self, path: str) -> str:
        """Return a field's title, of the first level also where it is read-only."""
        schema = self.form.fields.get(path) or self.schema(path)
        return self.say(str(schema.get("title", "")))

    def hint(self, path: str) -> str:
        """Return a field's description."""
        return self.say(str(self.schema(path).get("description", "")))

    def options(self, path: str) -> Iterator[tuple[str, str]]:
        """Go through a field's choices with their labels."""
        schema = self.schema(path)
        labels = cast("Mapping[str, str]", schema.get("x-labels", {}))
        for value in cast("list[str]", schema.get("enum", [])):
            yield value, self.say(labels.get(value, value))

    def fields(self) -> list[str]:
        """List the fields of the first level, without those a button posts."""
        posted = {action.field for action in self.form.actions}
        return [name for name in self.form.fields if name not in posted]

    def named(self, row: str) -> str:
        """Return what a row of a field is about, by its id alone."""
        return row

    def label(self, path: str) -> str:
        """Return what a path is about: its rows, then the field's title."""
        first, *rest = path.split(".")
        if not rest:
            return self.title(first)
        rows, title = rest[:-1], self.title(path)
        names = [self.named(row) for row in (rows if title else rest)]
        return ", ".join([*names, title] if title else names)

    def summary(self) -> list[tuple[str, str]]:
        """List the problems for the summary: where each leads, and what it says."""
        return [(f"f-{p.path}", f"{p.label}: {p.sentence}") for p in self.problems]
