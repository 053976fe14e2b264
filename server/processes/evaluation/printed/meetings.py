"""A meeting of the bloc on paper: who came, who did not, and what was sent back."""

from collections.abc import Iterable, Mapping
from typing import Final

from server.actions.printouts.holes import party_words
from server.actions.printouts.material import Material
from server.domain.blocs.rules import CaseRules
from server.domain.printouts.left_open import DOTS
from server.domain.printouts.printout import Block, Paragraphs
from server.store.tasks.records import Record

ADOPT: Final = "adopt"
ATTENDANCE: Final = "attendance"


def attendance(of: Material) -> list[Block] | None:
    """Print who was at the meeting that adopts the points."""
    record = of.record(ADOPT)
    return None if record is None else attendance_of(record, of.rules)


def attendance_of(record: Record, rules: CaseRules) -> list[Block]:
    """Print which units were at a meeting and which were not, as its record says."""
    held = record.value.get(ATTENDANCE)
    rows = held if isinstance(held, dict) else {}
    there = [unit.id for unit in rules.units if _ticked(rows.get(unit.id), "present")]
    absent = [unit.id for unit in rules.units if unit.id not in there]
    of = len(rules.units)
    return [
        Paragraphs(label=f"Có mặt {len(there)}/{of} đơn vị:", lines=[_named(there, rules)]),
        Paragraphs(label="Vắng mặt:", lines=[_named(absent, rules) if absent else "không."]),
    ]


def verdict(of: Material) -> list[Block] | None:
    """Print what the meeting decided, with each sheet that it sent back."""
    record = of.record(ADOPT)
    if record is None:
        return None
    back = record.value.get("units_sent_back")
    rows = back if isinstance(back, dict) else {}
    sent = [
        f"- {party_words(unit.id, of.rules)}: {_reason(rows.get(unit.id))}"
        for unit in of.rules.units
        if _ticked(rows.get(unit.id), "send_back")
    ]
    if record.value.get("verdict") == ADOPT:
        said = "Hội nghị thông qua điểm và thứ hạng của các đơn vị như bảng trên."
    else:
        said = "Hội nghị chưa thông qua điểm, trả lại để thẩm định lại:"
    return [Paragraphs(lines=[said, *sent])]


def _named(units: Iterable[str], rules: CaseRules) -> str:
    return f"{'; '.join(party_words(each, rules) for each in units) or DOTS}."


def _ticked(row: object, name: str) -> bool:
    return isinstance(row, Mapping) and row.get(name) is True


def _reason(row: object) -> str:
    return str(row.get("reason") or DOTS) if isinstance(row, Mapping) else DOTS
