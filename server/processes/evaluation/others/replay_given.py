"""What others give a unit, from events: each cell's party, points, figures and ground."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from server.domain.blocs import scored_cells
from server.domain.history.replay.facts import Event, Facts, FactsTold, points
from server.processes.evaluation.rules.giving import GivenLine
from server.processes.evaluation.rules.sheets import ScoreLine

_ROWS = "given"
"""Under which name the facts stand among those of the sheets."""
_NUMBERS = ("points", "actual", "target", "collated")


def given(told: FactsTold, event: Event) -> None:
    """Take what changed, cell by cell; before it stands what taking it back restores."""
    rows = told.sheets.setdefault(_ROWS, {})
    party = str(event.task["key"])
    told.replaced[f"given/{event.id}"] = _of_party(rows, party)
    parties = {cell.key: cell.party for cell in scored_cells.cells(told.rules)}
    for change in event.payload["changes"]:
        cell, _, part = change["path"].rpartition(".")
        new = str(change["new"])
        rows[f"given/{cell}.{part}"] = points(new) if part in _NUMBERS else new
        rows[f"given/{cell}.party"] = parties.get(cell, party)


def taken_back(told: FactsTold, event: Event) -> None:
    """Let what a party has given be what it was before the act."""
    before = told.replaced.pop(f"given/{event.id}", None)
    if before is None:
        return
    rows = told.sheets.setdefault(_ROWS, {})
    for name in _of_party(rows, event.task["key"]):
        del rows[name]
    rows |= before


def collated(told: FactsTold, unit: str, found: Mapping[str, str]) -> None:
    """Take the points that the best of the bloc decides of what others give a unit."""
    rows = told.sheets.setdefault(_ROWS, {}) if found else {}
    rows |= {f"given/{unit}:{criterion}.collated": new for criterion, new in found.items()}


def on_sheet(told: FactsTold, unit: str) -> list[ScoreLine]:
    """Rebuild what others give a unit, as it stands on its sheet."""
    rows = told.sheets.get(_ROWS, {})
    cells = [cell for cell in scored_cells.cells(told.rules) if cell.unit == unit]
    return [
        _line(rows, unit, cell.criterion.id) for cell in cells if f"given/{cell.key}.party" in rows
    ]


def _line(rows: Facts, unit: str, criterion: str) -> ScoreLine:
    numbers: dict[str, Any] = {
        name: Decimal(text) if (text := rows.get(f"given/{unit}:{criterion}.{name}", "")) else None
        for name in _NUMBERS
    }
    left_out = rows.get(f"given/{unit}:{criterion}.left_out") == "True"
    return GivenLine(unit=unit, criterion=criterion, left_out=left_out, **numbers).on_sheet()


def _of_party(rows: Facts, party: str) -> Facts:
    """Return the facts of the cells that a party gives."""
    cells = {
        name.removesuffix(".party")
        for name, text in rows.items()
        if name.endswith(".party") and text == party
    }
    return {name: text for name, text in rows.items() if name.rpartition(".")[0] in cells}
