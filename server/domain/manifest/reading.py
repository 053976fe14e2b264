"""From the tables of a manifest to its entries: what a case is, who opens it, what stands in it."""

import re
from collections.abc import Callable
from re import Pattern
from typing import Final, TypeVar

from server.domain.manifest.circles import ALL, OF_REMARKS, read_circle
from server.domain.manifest.entries import Circle, Manifest, Milestone
from server.domain.manifest.mistakes import ManifestCode
from server.domain.manifest.reading_opening import read_opening
from server.domain.manifest.reading_printouts import read_printout
from server.domain.manifest.reading_taken import read_taken
from server.domain.manifest.reading_tasks import (
    ELEMENT,
    maybe,
    read_document,
    read_figure,
    read_rows,
    read_set,
    read_task,
    read_task_outcomes,
)
from server.domain.toml_file import SHORT, Table

T = TypeVar("T")

ID: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_TASK: Final = re.compile(ELEMENT)
EXAMPLE: Final = "handed_in"
_REACHED_BY: Final = ("task", "passed", "every")
LAST_ORDER, LAST_YEAR = 10_000, 1_000


def read_manifest(key: str, top: Table) -> Manifest:
    """Read a manifest from its outermost table; what is wrong is noted there."""
    manifest = Manifest(
        key=key,
        name=top.text("name"),
        short=top.text("short", SHORT),
        order=top.integer("order", 0, LAST_ORDER) if top.has("order") else 0,
        package=maybe(top, "package"),
        panels=top.texts("panels"),
        bodies=top.texts("bodies"),
        known=read_circle(top.texts("known"), ("known",), top.notes) if top.has("known") else ALL,
        retention=_retention(top),
        open=read_opening(top.inside("open")),
        milestones=_each(top, "milestones", _milestone),
        sight={**OF_REMARKS, **_sight(top.inside("sight"))},
        tasks=_each(top, "tasks", read_task, _TASK),
        files=_circle_names(top.inside("files")),
        matters=_circle_names(top.inside("matters")),
        sets=_each(top, "sets", read_set),
        documents=_each(top, "documents", read_document),
        rows=tuple(read_rows(row) for row in top.tables("rows")) if top.has("rows") else (),
        taken=tuple(map(read_taken, top.tables("taken"))) if top.has("taken") else (),
        figures=_each(top, "figures", read_figure),
        printouts=_each(top, "printouts", read_printout),
    )
    top.close()
    return manifest


def _each(
    top: Table, key: str, read: Callable[[str, Table], T], named: Pattern[str] = ID
) -> dict[str, T]:
    tables = top.named_tables(key, named, EXAMPLE)
    return {name: read(name, table) for name, table in tables.items()}


def _retention(top: Table) -> int:
    """Read how many years a case is kept, for ever where nothing is said."""
    table = top.inside("retention")
    years = table.integer("years", 1, LAST_YEAR) if table.has("years") else 0
    table.close()
    return years


def _sight(table: Table) -> dict[str, Circle]:
    return {
        name: read_circle(table.texts(name), (*table.path, name), table.notes)
        for name in table.names(ID, EXAMPLE)
    }


def _circle_names(table: Table) -> dict[str, str]:
    return {name: table.text(name) for name in table.names(ID, EXAMPLE)}


def _milestone(name: str, table: Table) -> Milestone:
    if sum(table.has(way) for way in _REACHED_BY) != 1:
        table.notes.add(table.path, ManifestCode.REACHED_BY)
    outcome = maybe(table, "outcome")
    entry = Milestone(
        name=name,
        tasks=read_task_outcomes(table, "task", outcome),
        passed=maybe(table, "passed"),
        every=read_task_outcomes(table, "every"),
        repeats=table.flag_or_no("repeats"),
        due=maybe(table, "due"),
        urged_by=table.texts("urged_by"),
        over_years=table.flag_or_no("over_years"),
    )
    if outcome and not _taken(table):
        table.notes.unread.append((*table.path, "outcome"))
    table.close()
    return entry


def _taken(table: Table) -> bool:
    """Tell whether a task names no outcome of its own, and so has the one beside it."""
    task = table.plain("task") if table.has("task") else []
    return any(":" not in str(each) for each in (task if isinstance(task, list) else [task]))
