"""Whether a completed form has kept the rows it took over, and what is kept and told of them."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace

from server.actions.steps.handling import FilledForm
from server.actions.taken_rows import score_table_rows
from server.actions.taken_rows.earlier_rows import Taken, of_task
from server.domain.canonical import Json
from server.domain.manifest.taken import BlocTable
from server.domain.mistakes import Mistake, MistakeCode, Mistakes


def check(given: FilledForm) -> None:
    """Raise Mistakes where a row that was taken over is gone, is another, or was added.

    What each row needs and the record does not say may be typed.
    """
    if found := [*changed(_of_form(given), given.value)]:
        raise Mistakes(tuple(Mistake(name, MistakeCode.ROWS_CHANGED) for name in found))


def with_tables(given: FilledForm) -> FilledForm:
    """Attach to what is being completed the file of each score table that its record keeps."""
    task, step = given.task, given.step
    kinds = [
        each.file
        for each in given.model.manifest.taken
        if each.element == task.element and each.table is BlocTable.SCORE_TABLE and each.file
    ]
    if not kinds:
        return given
    kept = [
        score_table_rows.keep(
            step.session, task, kind, rules=step.rules, actor=given.actor, now=step.now
        )
        for kind in kinds
    ]
    held = [item for item in task.files if item["kind"] not in kinds]
    return replace(given, task=replace(task, files=[*held, *kept]))


def changed(taken: Taken, value: Mapping[str, Json]) -> Iterator[str]:
    """Name each field in which what is given does not stand as it was taken over, row by row."""
    for name, each in taken.items():
        if not each.given:
            continue
        held = value.get(name)
        rows = held if isinstance(held, list) else []
        if len(rows) != len(each.rows) or any(
            _given(row, each.fixed(taken_)) != _given(taken_, each.fixed(taken_))
            for row, taken_ in zip(rows, each.rows, strict=True)
        ):
            yield name


def _given(row: object, columns: frozenset[str]) -> dict[str, object]:
    held = row if isinstance(row, Mapping) else {}
    return {name: held[name] for name in columns if held.get(name) not in (None, "")}


def told(given: FilledForm) -> dict[str, Json]:
    """Name for each field the tasks from whose records its rows were taken over."""
    if not any(
        each.element == given.task.element and not each.table for each in given.model.manifest.taken
    ):
        return {}
    found = {name: each.records for name, each in _of_form(given).items()}
    return {name: [*map(str, each)] for name, each in found.items() if each}


def _of_form(given: FilledForm) -> Taken:
    """Read what the form of a completion takes over, as of now."""
    return of_task(
        given.session,
        given.model,
        given.task,
        given.form,
        rules=given.rules,
        opening=json.loads(given.step.case.opening),
    )
