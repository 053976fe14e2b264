"""From a table of a bloc-year file to what the platform's own records of duties are asked."""

import re

from server.domain.bloc_file.mistakes import Code
from server.domain.blocs.conditions import DeclaredFact
from server.domain.blocs.kept_records import (
    DaysCounted,
    DutyCondition,
    DutyDays,
    DutyName,
    FigureName,
    RecordState,
)
from server.domain.blocs.rules import EvidenceRule
from server.domain.toml_file import SHORT, Table

RECORDED = re.compile(r"[a-z][a-z0-9_]{0,39}\.[a-z][a-z0-9_]{0,39}")


def read_fact(table: Table) -> DeclaredFact:
    """Read `{ evidence }`: whether a file must go with what is declared."""
    entry = DeclaredFact(evidence=table.choice("evidence", EvidenceRule))
    table.close()
    return entry


def read_record(table: Table) -> DutyCondition:
    """Read `{ of, slot, state }`."""
    entry = DutyCondition(duty=read_duty(table), state=table.choice("state", RecordState))
    table.close()
    return entry


def read_duty_days(table: Table) -> DutyDays | None:
    """Read `of`, `slot` and `days` where days late come from records; else there are none."""
    if not table.has("of"):
        for name in ("slot", "days"):
            if table.has(name):
                table.note(name, Code.ONLY_WITH, other="of")
                table.plain(name)
        return None
    return DutyDays(
        duty=read_duty(table),
        counted=table.choice("days", DaysCounted) if table.has("days") else DaysCounted.WORKING,
    )


def read_duty(table: Table) -> DutyName:
    """Read which duties: the milestone of a process, and one of its cases where `slot` says so."""
    return DutyName(of=_of(table, "of", Code.BAD_DUTY), slot=_slot(table))


def read_figures(table: Table, *names: str) -> dict[str, FigureName]:
    """Read what records count, under those of these names that are there, of one period or all."""
    there = [name for name in names if table.has(name)]
    slot = _slot(table) if there else None
    if not there and table.has("slot"):
        table.note("slot", Code.ONLY_WITH, other=names[0])
        table.plain("slot")
    return {name: FigureName(of=_of(table, name, Code.BAD_FIGURE), slot=slot) for name in there}


def _of(table: Table, key: str, code: Code) -> str:
    """Read what a process records: its key, a full stop, a name of its manifest."""
    of = table.text(key, SHORT)
    if of and not RECORDED.fullmatch(of):
        table.note(key, code, value=of)
    return of


def _slot(table: Table) -> str | None:
    return table.text("slot", SHORT) if table.has("slot") else None
