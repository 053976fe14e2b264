"""From a table of a bloc-year file to what the platform's own records of duties are asked."""

import re

from server.domain.bloc_file.mistakes import Code
from server.domain.blocs.conditions import DeclaredFact
from server.domain.blocs.kept_records import (
    DaysCounted,
    DutyCondition,
    DutyDays,
    DutyName,
    RecordState,
)
from server.domain.blocs.rules import EvidenceRule
from server.domain.toml_file import SHORT, Table

DUTY = re.compile(r"[a-z][a-z0-9_]{0,39}\.[a-z][a-z0-9_]{0,39}")


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
    of = table.text("of", SHORT)
    if of and not DUTY.fullmatch(of):
        table.note("of", Code.BAD_DUTY, value=of)
    return DutyName(of=of, slot=table.text("slot", SHORT) if table.has("slot") else None)
