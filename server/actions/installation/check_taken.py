"""Whether the given cells of rows that were taken over say what their records said then."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Final

from server.actions.definitions.deployed import Deployed, deployed, rules_of
from server.actions.definitions.form_reading import form_of
from server.actions.taken_rows import earlier_rows, keeping
from server.actions.taken_rows.earlier_rows import Row, TakenField
from server.domain.administration.repairs import CaseBroken
from server.domain.bloc_draft import table_versions
from server.domain.canonical import Json
from server.domain.manifest import TakenRows
from server.domain.manifest.taken import WORDED, BlocTable
from server.form_shape import columns_of, given_columns
from server.forms import Form
from server.store import Session
from server.store.history import taken_completions
from server.store.history.taken_completions import ToldCompletion
from server.store.tasks import blobs

UNLIKE: Final = "P6 rows taken over differ from their record"
_FIGURES: Final = re.compile(r"\d+(?:[.,]\d+)*")
_AT_ONCE: Final = timedelta(minutes=1)
"""No transaction lasts longer: of two side by side the database's clock does not tell which of
them saw the other."""


def takings(session: Session) -> Iterator[ToldCompletion]:
    """List the completions of forms with given columns; of what was erased nothing is asked."""
    found = [_read(session, version) for version in taken_completions.versions_with_given(session)]
    models = [model for model in found if model is not None]
    elements = {each.element for model in models for each in model.manifest.taken}
    told = taken_completions.completions(session, [model.hash for model in models], elements)
    yield from (done for done in told if not done.erased)


def wrong_rows(session: Session, done: ToldCompletion) -> Iterator[tuple[str, str]]:
    """Name each field of a completion in which given rows are not those of their records."""
    model = deployed(session, done.record.definition_hash)
    form = form_of(model, done.record.form)
    for each in _given(model, form, done.element):
        if not _as_told(session, done, form, each):
            yield UNLIKE, f"{done.case_id} task/{done.record.task_id} {each.field}"


def _read(session: Session, version: str) -> Deployed | None:
    try:
        return deployed(session, version)
    except CaseBroken:
        return None  # a version that cannot be read is a breach of its own


def _given(model: Deployed, form: Form, element: str) -> Iterator[TakenRows]:
    for each in model.manifest.taken:
        if each.element == element and given_columns(form.fields.get(each.field, {})):
            yield each


def _as_told(session: Session, done: ToldCompletion, form: Form, each: TakenRows) -> bool:
    """Tell whether a field stands as it was taken; so it counts where that cannot be known.

    It does not where the file that is kept with each such record is named no more.
    """
    if each.table and each.file and not done.kept(each.file):
        return False
    told = _of_table if each.table else _of_records
    found = [*told(session, done, form, each)]
    worded = _worded(form, each)
    held: Row = {each.field: [*_in_figures(done.record.value.get(each.field), worded)]}
    taken = (replace(field, rows=_in_figures(field.rows, worded)) for field in found)
    return not found or any(not [*keeping.changed({each.field: one}, held)] for one in taken)


def _worded(form: Form, each: TakenRows) -> frozenset[str]:
    """Name the columns whose words another release may have chosen otherwise."""
    columns = columns_of(form.fields[each.field]) if each.table else ()
    return frozenset(name for name in columns if each.source(name) in WORDED)


def _in_figures(rows: object, worded: frozenset[str]) -> list[dict[str, Json]]:
    """Keep of what stands in such words the figures alone, codes and points."""
    return [
        {
            name: f"#{_FIGURES.findall(str(said))}" if name in worded else said
            for name, said in row.items()
        }
        for row in (rows if isinstance(rows, Sequence) else ())
        if isinstance(row, Mapping)
    ]


def _of_records(
    session: Session, done: ToldCompletion, form: Form, each: TakenRows
) -> Iterator[TakenField]:
    """Tell the field by the records that the event names, as they stood; not by those erased."""
    named = done.taken.get(each.field, ())
    found = taken_completions.of_tasks(session, named)
    rules, model = rules_of(session, done.rules), deployed(session, done.record.definition_hash)
    only = earlier_rows.own_row(model, done.element, done.key, each)
    if any(source.erased for source in found):
        return
    for moment in (done.at, done.at - _AT_ONCE, done.at + _AT_ONCE):
        stood = {
            str(source.record.task_id): source.record for source in found if source.at <= moment
        }
        records = [stood[task] for task in named if task in stood]
        if len(records) == len(named) or moment == done.at:
            yield earlier_rows.of_records(session, records, form, each, rules, only=only)


def _of_table(
    session: Session, done: ToldCompletion, form: Form, each: TakenRows
) -> Iterator[TakenField]:
    """Tell the field by the score table that is kept with the record; where none is, nothing."""
    version = _text(session, done.kept(each.file))
    if not version:
        return
    lines = table_versions.criteria(version)
    if each.table is BlocTable.CHANGES:
        lines = table_versions.changes(_before(session, done, each.file), version)
    yield earlier_rows.of_lines(lines, form, each)


def _before(session: Session, done: ToldCompletion, kind: str) -> str:
    """Give the version that the case kept last; what was taken back and done anew is not kept."""
    seen = {done.record.task_id}
    for each in reversed(taken_completions.of_case(session, done.case_id, done.seq)):
        if each.record.task_id not in seen and (digest := each.kept(kind)):
            return _text(session, digest)
        seen.add(each.record.task_id)
    return ""


def _text(session: Session, digest: str) -> str:
    with suppress(blobs.BytesChanged):  # a breach of its own
        return blobs.read(session, digest).decode() if digest else ""
    return ""
