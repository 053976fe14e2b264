"""What the templates of a task's page read: its form, and the task and the case around it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Final

from server.actions.tasks.read_task import TaskPage
from server.domain.blocs.rules import CaseRules, Words
from server.domain.people.posts import unit_of_nominee
from server.domain.tasks.task_access import Standing
from server.form_shape.fields import row_patterns
from server.forms import FileSlot
from server.store.tasks.attachments import Attachment
from server.store.tasks.records import RecordFile
from server.store.tasks.task_pages import (
    DoneStep,
    NextTask,
    TaskRecord,
)
from server.web.forms.form_view import FormView
from server.web.names.case_titles import case_title
from server.web.names.rule_names import unit_names
from server.web.words.catalogue import gettext as _
from server.web.words.language import pick

_ANY: Final = "x"
_NO_ROW: Final = r"(?!)"


@dataclass(frozen=True, kw_only=True)
class Desk(FormView):
    """One task's form on one page."""

    page: TaskPage
    own_units: frozenset[str]
    document_name: "Callable[[Desk, str], str] | None" = None
    """What the process of the task calls the documents it numbers, by their kind."""

    @property
    def rules(self) -> CaseRules:
        """The case's frozen rules."""
        return self.page.rules

    @property
    def works(self) -> bool:
        """Whether the reader can work on the task now."""
        return self.page.standing is Standing.WORKS

    @property
    def printed(self) -> bool:
        """Whether a printout is laid out from what this task hands in, or signed by it."""
        element = self.page.task.element
        return any(each.is_of(element) for each in self.page.manifest.printouts.values())

    def slot(self, per: str, kind: str = "") -> FileSlot | None:
        """Return the kind of files that go with each criterion, nominee or with the form."""
        fits = (s for s in self.form.files if s.per == per and kind in {"", s.kind})
        return next(fits, None)

    def files(self, kind: str, subject: str) -> list[Attachment]:
        """List the files of a kind that belong to something; an empty kind stands for all."""
        found = (f for f in self.page.files if f.subject == subject and kind in {"", f.kind})
        return list(found)

    def sent_before(self, kind: str) -> list[RecordFile]:
        """List the files of a kind that stand from when this very task was done last."""
        return [f for f in self.page.records.own_files if f.kind == kind and not f.subject]

    def fresh_files(self, kind: str) -> list[Attachment]:
        """List the files of a kind at its place: the task's own, where some stand from before."""
        found, this = self.files(kind, ""), self.page.task.id
        return [f for f in found if f.task_id == this] if self.sent_before(kind) else found

    def unit(self, unit_id: str) -> str:
        """Return the short name of a member unit; its id where it is none."""
        known = {unit.id: unit.short for unit in self.rules.units}
        return pick(known[unit_id]) if unit_id in known else unit_id

    def award(self, award_id: str) -> str:
        """Return the name of an award; its id where there is none."""
        known = {award.id: award.name for award in self.rules.awards}
        return pick(known[award_id]) if award_id in known else award_id

    def nominee(self, nominee: str) -> str:
        """Return a nominee as unit and award."""
        unit, award = self.unit(unit_of_nominee(nominee)), self.award(nominee.partition("/")[0])
        return f"{unit} – {award}"

    def document(self, kind: str) -> str:
        """Return what a document is called, its kind where nobody says."""
        return self.document_name(self, kind) if self.document_name else kind

    def named(self, row: str) -> str:
        """Return what a row of a grid is about, by its id alone."""
        known = self._names
        if row in known:
            return known[row]
        award, _slash, _unit = row.partition("/")
        if award in {award.id for award in self.rules.awards}:
            return self.nominee(row)
        if award in known:
            return f"{self.named(row.removeprefix(f'{award}/'))} – {known[award]}"
        unit, _colon, criterion = row.partition(":")
        if unit in known and criterion in known:
            return f"{known[unit]}, {known[criterion]}"
        return self.document(row)

    @cached_property
    def _names(self) -> dict[str, str]:
        """Name criteria, units, bodies, awards and conditions by their ids."""
        rules, codes = self.rules, self.rules.score_table.codes
        return {
            **{award.id: pick(award.name) for award in rules.awards},
            **{each.id: pick(each.name) for each in rules.conditions or ()},
            **{name: _("Tiêu chí %(code)s", code=code) for name, code in codes.items()},
            **unit_names(rules),
        }

    def row_names(self) -> dict[str, str]:
        """Name what the rows of its grids can be about: of the rules, and whatever stands in one.

        Two that a colon joins are named each alone.
        """
        awards = {award.id: pick(award.name) for award in self.rules.awards}
        units = {unit.id: pick(unit.short) for unit in self.rules.units}
        fits = self._row_pattern().search
        names = {
            row: name
            for row, name in self._names.items()
            if fits(row) or fits(f"{row}:{_ANY}") or fits(f"{_ANY}/{_ANY}:{row}")
        } | {
            f"{award}/{unit}": f"{of_unit} – {of_award}"
            for award, of_award in awards.items()
            for unit, of_unit in units.items()
            if fits(f"{award}/{unit}")
        }
        typed = {row for path in self.typed for row in path.split(".")[1:-1] if not row.isdigit()}
        return names | {row: self.named(row) for row in sorted(typed.difference(names))}

    def _row_pattern(self) -> re.Pattern[str]:
        found = (row_patterns(self.form.fields[name]) for name in self.fields())
        return re.compile("|".join(chain.from_iterable(found)) or _NO_ROW)

    def label(self, path: str) -> str:
        """Return what a path is about: its rows, then the field's title."""
        first, *rest = path.split(".")
        if first == "file":
            return self._file_label(*rest)
        if not rest or first in self.form.rows:
            return FormView.label(self, path)
        rows, last = rest[:-1], rest[-1]
        title = _("Minh chứng, tệp đính kèm") if last == "files" else self.title(path)
        names = [self.named(row) for row in (rows if title else rest)]
        return ", ".join([*names, title] if title else names)

    def _file_label(self, kind: str = "", subject: str = "") -> str:
        titles = {slot.kind: self.say(slot.title) for slot in self.form.files}
        title = titles.get(kind, _("Tệp đính kèm"))
        return f"{self.named(subject)}, {title}" if subject else title

    def title_of(self, titled: TaskRecord | NextTask | DoneStep) -> str:
        """Return the title of a task."""
        return pick(Words(titled.title_vi, titled.title_en))

    def post_name(self, held: TaskRecord | NextTask) -> str:
        """Return the title of the post that has a task."""
        return pick(Words(held.post_vi, held.post_en))

    def case_name(self) -> str:
        """Return what the case is called."""
        return case_title(self.page.task)
