"""What the templates of a form read: its fields with what stands in them and what is wrong."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import cast

from server.domain.blocs.parties import BODIES, UNITS, Party
from server.domain.blocs.rules import Words
from server.form_shape import MOST_ROWS, FieldType, cells_of, field_type, folds, members_widget
from server.forms import Form, FormContext
from server.forms.form import Schema
from server.forms.outcome import reason_field
from server.web.forms import problems
from server.web.forms.problems import FormProblem
from server.web.names.field_words import choices, field_words
from server.web.requests.field_labels import FieldLabels, cell
from server.web.words.catalogue import gettext as _
from server.web.words.language import pick

FEW = 6
"""Choices up to here are drawn side by side, more as a list that folds out."""
Choosable = Mapping[str, Mapping[str, tuple[Party, ...]]]
"""Whom each widget chooses from, by group."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormView:
    """A form on one page, whatever the page is for.

    `typed` is what stands in the fields, by path; `english` the English of the form's own words;
    `key` names this drawing of the form, so that a post sent twice is one act. `keeps_at` is where
    a button inside the form posts to, to have it drawn again with a row more or less; without it
    the form's own address does.
    """

    form: Form
    typed: Mapping[str, str]
    english: Mapping[str, str] = field(default_factory=dict, repr=False)
    problems: tuple[FormProblem, ...] = ()
    key: str = ""
    choosable: Choosable = field(default_factory=dict, repr=False)
    keeps_at: str = ""
    given: Mapping[str, int] = field(default_factory=dict)
    """Of fields whose rows are taken over and stand as they are: how many there are."""
    lacking: frozenset[str] = frozenset()
    """The fields of such rows that are typed all the same."""

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

    def options(self, path: str) -> Iterable[tuple[str, str]]:
        """Go through a field's choices with their labels."""
        return choices(self.schema(path), say=self.say).items()

    def kind(self, path: str) -> FieldType | None:
        """Tell what a field is."""
        return field_type(self.schema(path))

    def few(self, path: str) -> bool:
        """Tell whether a field's choices are drawn side by side."""
        return len(list(self.options(path))) <= FEW

    def optional(self, path: str) -> bool:
        """Tell whether a field may stay empty."""
        above, _dot, name = path.rpartition(".")
        if not above:
            return name not in self.form.asked | {reason_field(self.form)}
        return name not in cast("list[str]", self.schema(above).get("required", []))

    def groups(self, path: str) -> Mapping[str, tuple[Party, ...]]:
        """Return whom a field chooses from, by group."""
        return self.choosable.get(members_widget(self.schema(path)), {})

    def party_options(self, path: str) -> list[tuple[str, str, list[tuple[str, str]]]]:
        """Return the groups a field chooses from: id, name, each party's id and name."""
        names = {UNITS: _("Đơn vị trong Khối"), BODIES: _("Cơ quan ngoài Khối")}
        return [
            (group, names[group], [(party.id, pick(party.name)) for party in several])
            for group, several in self.groups(path).items()
        ]

    def party_groups(self, path: str) -> list[tuple[str, list[tuple[str, str]]]]:
        """Return the groups one party is chosen from; one group needs no name."""
        groups = [(name, parties) for _id, name, parties in self.party_options(path)]
        return groups if len(groups) > 1 else [("", parties) for _name, parties in groups]

    def chosen(self, path: str) -> frozenset[str]:
        """Return what is ticked in a list, a group's name standing for all of it."""
        ids = {
            group: tuple(party.id for party in several)
            for group, several in self.groups(path).items()
        }
        context = FormContext(parties={"": ids})
        return frozenset(context.chosen("", self.value(path)))

    def rows(self, name: str) -> list[str]:
        """List the paths of a field's rows: those with something in them, and one to write in.

        Of rows that are given, those alone.
        """
        if name in self.given:
            return [f"{name}.{number}" for number in range(self.given[name])]
        start = f"{name}."
        held = {
            int(path.removeprefix(start).partition(".")[0])
            for path in self.typed
            if path.startswith(start) and self.form.find(path) is not None
        }
        count = max(held, default=-1) + 1
        most = self.most_rows(name)
        return [f"{name}.{number}" for number in range(max(min(count + 1, most), count, 1))]

    def stands(self, path: str) -> bool:
        """Tell whether a row's field stands as it was taken over, and is not typed."""
        return bool(self.schema(path).get("x-given")) and path not in self.lacking

    def all_stand(self, name: str) -> bool:
        """Tell whether nothing in the rows of a field is typed."""
        return all(self.stands(path) for row in self.rows(name) for path in self.row_fields(row))

    def folded(self, name: str) -> list[tuple[str, list[str]]]:
        """Group given rows by the column they are folded by; none where they are not folded."""
        column = folds(self.schema(name)) if name in self.given else ""
        rows = self.rows(name) if column else []
        together = groupby(rows, key=lambda row: self.value(f"{row}.{column}"))
        return [(title, list(several)) for title, several in together]

    def unfolded(self, row: str) -> bool:
        """Tell whether a folded row has something in it, or something wrong."""
        typed = (path for path in self.row_fields(row) if not self.stands(path))
        return self.errors_under(row) or any(self.value(path) for path in typed)

    def any_unfolded(self, rows: Iterable[str]) -> bool:
        """Tell whether any of some folded rows has something in it, or something wrong."""
        return any(self.unfolded(row) for row in rows)

    def folded_line(self, row: str, title: str) -> str:
        """Say in one line what stands in a folded row, but what its group is called."""
        given = [path for path in self.row_fields(row) if self.stands(path)]
        told = [path for path in given if self.value(path) not in {"", title}]
        return " · ".join(self._told(path) for path in told)

    def _told(self, path: str) -> str:
        """Say what stands in a field; what is no text, with what the field is called."""
        said = self.said(path, self.value(path))
        return said if self.kind(path) is FieldType.TEXT else f"{self.title(path)}: {said}"

    def most_rows(self, name: str) -> int:
        """Return how many rows a field may have."""
        return cast("int", self.schema(name).get("maxItems", MOST_ROWS))

    def row_fields(self, row: str) -> list[str]:
        """List the paths of a row's fields."""
        return [f"{row}.{name}" for name in cast("Schema", self.schema(row).get("properties", {}))]

    def labels(self) -> str:
        """Return what its fields are called, as the form carries it for who gives it back."""
        paths = [(name, name) for name in self.fields()]
        for name in self.form.rows:
            paths += [
                (path, f"{name}.{path.split('.', 2)[2]}") for path in self.row_fields(f"{name}.0")
            ]
        cells = {
            cell(f"{name}.{each}"): cast("Schema", schema)
            for name in self.fields()
            for each, schema in cells_of(self.form.fields[name]).items()
        }
        choices = {short: self._choices(self.schema(path)) for path, short in paths}
        choices |= {short: self._choices(schema) for short, schema in cells.items()}
        titles = {short: self.title(path) or short for path, short in paths}
        named = {each: self.say(str(cells[each].get("title", ""))) for each in cells}
        return FieldLabels(
            titles=titles | {short: title for short, title in named.items() if title},
            choices={short: labels for short, labels in choices.items() if labels},
            rows=self.row_names() if cells else {},
        ).written()

    def row_names(self) -> Mapping[str, str]:
        """Name what the rows of grids are about, by their id."""
        return {}

    def _choices(self, schema: Schema) -> dict[str, str]:
        if field_type(schema) is FieldType.TRUTH:
            return {"0": "", "1": field_words(schema, "1", say=self.say, named=self.party)}
        groups = self.choosable.get(members_widget(schema), {})
        several = (party for group in groups.values() for party in group)
        found = {party.id: pick(party.name) for party in several}
        return found or choices(schema, say=self.say)

    def party(self, party_id: str) -> str:
        """Return the name of a unit or a body; its id where it is none."""
        for groups in self.choosable.values():
            for several in groups.values():
                for party in several:
                    if party.id == party_id:
                        return pick(party.name)
        return party_id

    def said(self, path: str, text: str) -> str:
        """Return what a field's text means, as its reader knows it."""
        return field_words(self.schema(path), text, say=self.say, named=self.party)

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
        if first in self.form.rows:
            place = _(
                "%(field)s, dòng %(number)s", field=self.title(first), number=int(rest[0]) + 1
            )
            return ", ".join([place, *([self.title(path)] if rest[1:] else [])])
        rows, title = rest[:-1], self.title(path)
        names = [self.named(row) for row in (rows if title else rest)]
        return ", ".join([*names, title] if title else names)

    def summary(self) -> list[tuple[str, str]]:
        """List the problems for the summary: where each leads, and what it says."""
        return problems.summary(self.problems, title=self.title)
