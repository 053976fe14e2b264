"""Records as a page shows them: each in the words of the form it was made by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain
from uuid import UUID

from server import forms
from server.actions.documents.task_numbers import TaskNumber
from server.actions.tasks.read_task import TaskPage
from server.actions.tasks.shown_records import ShownRecord
from server.domain.texts.words import Words
from server.form_shape import FieldType, field_type
from server.forms.outcome import outcome_field, outcome_label, reason_field, reason_of
from server.store.tasks.records import RecordFile
from server.web.forms.answer_changes import ComparedAnswers, compared
from server.web.forms.form_answers import AnsweredField, answers
from server.web.forms.record_form import RecordForm
from server.web.forms.row_sheets import ToldRows, filled_rows, has_rows
from server.web.frame import formats
from server.web.names.paper_names import paper_names
from server.web.names.rule_names import RuleNames
from server.web.requests.context import session
from server.web.signatures import file_signatures
from server.web.signatures.file_signatures import FileSignatures
from server.web.tasks import taken_rows
from server.web.words.language import pick


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberView:
    """The number that a document of the bloc's got, and what that is called."""

    name: str
    number: TaskNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordView:
    """One record in words; `about` is the unit or what else it is of, `outcome` how it came out."""

    title: str
    about: str
    outcome: str
    reason: str
    answers: Sequence[AnsweredField]
    files: Sequence[RecordFile]
    replaced: Sequence[RecordFile]
    numbers: Sequence[NumberView]
    by: str
    post: str
    on_behalf: str
    link_by: str
    at: datetime
    element: str
    rows: bool
    """Whether it has rows that make a sheet."""
    before: "RecordView | None" = None
    """The version of it that was returned, where this one came after."""
    changes: ComparedAnswers | None = None
    """The answers of both."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordTable:
    """The newest records of one task for every key, under the title of its form."""

    title: str
    element: str
    rows: Sequence[RecordView]

    @property
    def has_rows(self) -> bool:
        """Tell whether any of them has rows that make a sheet."""
        return any(each.rows for each in self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordViews:
    """What a page shows of records, the last return first."""

    returned: RecordView | None
    single: Sequence[RecordView]
    tables: Sequence[RecordTable]
    signed: Mapping[UUID, FileSignatures]
    """How the PDFs among their files are signed."""

    @property
    def changed(self) -> bool:
        """Tell whether any record stands beside the version that was returned."""
        rows = chain.from_iterable(table.rows for table in self.tables)
        return any(each.changes for each in chain(self.single, rows))


def views(page: TaskPage) -> RecordViews:
    """Put the records of a page into words."""
    found, names = page.records, RuleNames.of(page.rules)
    returned = _view(found.returned, names, page) if found.returned else None
    why = returned.reason if returned else ""
    single = [_beside(each, names, page, f"c{n}", why) for n, each in enumerate(found.single)]
    tables = [
        _table(rows, names, page, f"t{n}", why) for n, rows in enumerate(found.tables) if rows
    ]
    every = [*filter(None, [returned]), *single, *(row for table in tables for row in table.rows)]
    files = [file.id for each in every for file in (*each.files, *each.replaced)]
    return RecordViews(
        returned=returned,
        single=single,
        tables=tables,
        signed=file_signatures.of_files(files),
    )


def told_rows(page: TaskPage, element: str) -> list[ToldRows]:
    """Tell what was handed in at the records of an element that a page shows, each whose it is."""
    found, names = page.records, RuleNames.of(page.rules)
    shown = [*found.single, *(each for table in found.tables for each in table)]
    asked = (each for each in shown if each.record.element == element)
    return [_told(each, names, _words(each, names)) for each in asked]


def typed_before(page: TaskPage) -> dict[str, str]:
    """Return what this very task was filled in with when it was last done, as its fields hold it.

    What a composite field holds is its own business.
    """
    plain = {
        name: item
        for name, item in page.records.own.items()
        if name in page.form.fields
        and field_type(page.form.fields[name]) is not FieldType.COMPOSITE
    }
    return forms.written(page.form, plain, formats.number)


def _table(
    rows: Sequence[ShownRecord], names: RuleNames, page: TaskPage, place: str, reason: str
) -> RecordTable:
    return RecordTable(
        title=_words(rows[0], names).say(rows[0].form.title),
        element=rows[0].record.element,
        rows=[_beside(each, names, page, f"{place}-{n}", reason) for n, each in enumerate(rows)],
    )


def _view(
    shown: ShownRecord, names: RuleNames, page: TaskPage, of: ShownRecord | None = None
) -> RecordView:
    """Put a record into words; the fields that stand elsewhere are its own, or those of `of`."""
    record, words = shown.record, _words(shown, names)
    return RecordView(
        title=pick(Words(record.title_vi, record.title_en)),
        about=_about(shown, names),
        outcome=words.say(outcome_label(shown.form, record.outcome)),
        reason=reason_of(shown.form, record.value),
        answers=_answers(shown, words, taken_rows.standing(page, of or shown)),
        files=record.files,
        replaced=shown.replaced,
        numbers=[NumberView(name=words.say(each.name), number=each) for each in shown.numbers],
        by=record.by,
        post=record.post,
        on_behalf=record.on_behalf,
        link_by=record.link_by,
        at=record.at,
        element=record.element,
        rows=has_rows(_told(shown, names, words)),
    )


def _beside(
    shown: ShownRecord, names: RuleNames, page: TaskPage, place: str, reason: str
) -> RecordView:
    """Put a record into words, beside the version of it that was returned."""
    view = _view(shown, names, page)
    if shown.before is None:
        return view
    before = _view(shown.before, names, page, of=shown)
    changes = compared(before.answers, view.answers, reason=reason, place=place)
    return replace(view, before=before, changes=changes)


def _about(shown: ShownRecord, names: RuleNames) -> str:
    return names.subject(shown.record.key) if shown.record.key else ""


def _told(shown: ShownRecord, names: RuleNames, words: RecordForm) -> ToldRows:
    value = filled_rows(words, shown.record.value)
    return ToldRows(whose=_about(shown, names), view=words, value=value)


def _answers(
    shown: ShownRecord, words: RecordForm, standing: frozenset[str]
) -> Sequence[AnsweredField]:
    """List what was answered but what stands elsewhere: how it came out and why are told apart.

    What the form below took over is read there.
    """
    apart = {outcome_field(shown.form), reason_field(shown.form), *standing}
    value = {name: item for name, item in shown.record.value.items() if name not in apart}
    return answers(words, value)


def _words(shown: ShownRecord, names: RuleNames) -> RecordForm:
    paper = paper_names(session(), shown.record.definition_hash)
    return RecordForm(form=shown.form, typed={}, english=shown.english, names=names, paper=paper)
