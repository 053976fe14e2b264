"""What the code of a process reads of its forms is what it declares, tried with its own checks."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

import pytest
from sqlalchemy.orm import Session

from server.actions.steps.process_code import ProcessCode, hand_in, handed_in
from server.engine import ReadField
from server.engine.lint.read_fields import Asked
from server.form_shape import fields_of
from server.processes import PROCESSES
from tests.processes.declared.plays import own_points, points_of_others
from tests.processes.declared.probing import (
    LACKS,
    NO_TYPE,
    Answer,
    Path,
    ProbedHandler,
    Tried,
    row_depth,
)
from tests.workflows.product import FORMS
from tests.worlds.databases import Databases, State


@pytest.fixture(scope="module")
def tried(databases: Databases, starting_state: State) -> Tried:
    """Two years played through, every completion of a handled form tried with other values."""
    found, before = Tried(), handed_in()
    engine = databases.working(starting_state).engine
    hand_in([_probed(code, found) for code in before])
    try:
        for play in (own_points, points_of_others):
            with engine.connect() as connection, connection.begin() as undone:
                play(Session(connection, join_transaction_mode="create_savepoint"), found)
                undone.rollback()
    finally:
        hand_in(before)
    return found


def _probed(code: ProcessCode, tried: Tried) -> ProcessCode:
    forms = {
        name: replace(form, handler=ProbedHandler(form, code.widgets, tried))
        for name, form in code.forms.items()
    }
    return replace(code, forms=forms)


def shipped(form: str) -> Mapping[str, Any]:
    found = json.loads((FORMS / f"{form}.json").read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def declared(code: ProcessCode) -> dict[tuple[str, Path], ReadField]:
    """List what a process declares to read of its forms, and of the rows in them."""
    found: dict[tuple[str, Path], ReadField] = {}
    for name, form in code.forms.items():
        for field, read in {**form.fields, **form.reads}.items():
            found[name, (field,)] = read
            for row, inner in code.widgets.get(read.widget, {}).items():
                found[name, (field, row)] = inner
    return found


def looked_for(tried: Tried, form: str) -> set[Path]:
    """List the names that a handler looked for: its fields, and those of their rows."""
    schemas = fields_of(shipped(form))
    found: set[Path] = set()
    for field, *names in tried.read[form]:
        found.add((field,))
        rows = names[row_depth(schemas.get(field, {})) :]
        found |= {(field, rows[0])} if rows else set()
    return found


DECLARED: Final = {
    each: read for process in PROCESSES for each, read in declared(process.code).items()
}
every_field = pytest.mark.parametrize(
    ("form", "path"), DECLARED, ids=lambda each: each if isinstance(each, str) else ".".join(each)
)


@pytest.mark.parametrize("form", sorted({form for form, _ in DECLARED}))
def test_a_handler_looks_for_what_is_declared_and_nothing_else(tried: Tried, form: str) -> None:
    assert looked_for(tried, form) == {path for name, path in DECLARED if name == form}


@every_field
def test_what_is_declared_as_needed_is_refused_kindly_where_it_lacks(
    tried: Tried, form: str, path: Path
) -> None:
    read = DECLARED[form, path]
    lacking = [each for each in tried.of(form, path) if each.other in LACKS]
    said = {each for each in lacking if each.present}
    if read.asked is Asked.NEEDED:
        assert {each.answer for each in said} == {Answer.AT_THE_FIELD}
    elif read.upon is not None:
        upon = {each for each in said if each.chose(*read.upon)}
        assert {each.answer for each in upon} == {Answer.AT_THE_FIELD}
        assert {each.answer for each in lacking if each not in upon} == {Answer.TAKEN}
    else:
        assert Answer.TAKEN in {each.answer for each in lacking}
        assert Answer.MISSHAPEN not in {each.answer for each in lacking}


@every_field
def test_a_value_of_another_format_is_refused_at_its_field(
    tried: Tried, form: str, path: Path
) -> None:
    others = [each for each in tried.of(form, path) if each.other not in LACKS]
    for other in {each.other for each in others}:
        answers = {each.answer for each in others if each.other == other}
        refused = Answer.MISSHAPEN if other == NO_TYPE else Answer.AT_THE_FIELD
        assert refused in answers, (other, answers)
        assert answers <= {Answer.TAKEN, refused}, (other, answers)
