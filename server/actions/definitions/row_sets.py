"""Sets whose members are the rows of a record: who each is for, and what it is told of its row."""

from collections.abc import Mapping

from server import engine
from server.actions.definitions.deployed import Deployed
from server.actions.definitions.form_reading import form_of
from server.domain.canonical import Json
from server.domain.manifest import Manifest
from server.domain.people.posts import row_key
from server.form_shape import columns_of

Row = Mapping[str, Json]


def members(manifest: Manifest, each: str, doc: str) -> Mapping[str, Row]:
    """Return the rows of a set by their keys, as the instance that asks them knows them.

    `doc` is its state. Of a set of another kind, and before the rows were written, there are none.
    """
    entry = manifest.sets.get(each)
    if entry is None or not entry.rows:
        return {}
    element, _, field = entry.rows.partition(".")
    noted = engine.noted(doc, element)
    rows = noted.get(field) if isinstance(noted, dict) else None
    return {
        row_key(number, str(row[entry.subject])): row
        for number, row in enumerate(rows if isinstance(rows, list) else (), start=1)
        if isinstance(row, dict)
    }


def told(payload: Json, row: Row | None) -> Json:
    """Add to what a message carries what it says of the row that it is about."""
    carried = payload if isinstance(payload, dict) else {}
    return payload if row is None else {**carried, **row}


def column_of(model: Deployed, element: str, field: str) -> Mapping[str, object] | None:
    """Return the column in which was typed what an element knows of its row; None for others."""
    drawn = model.definition.elements.get(element)
    process = model.definition.processes.get(drawn.process) if drawn else None
    entry = model.manifest.sets.get(process.each or "") if process else None
    if entry is None or not entry.rows:
        return None
    task, _, rows = entry.rows.partition(".")
    asked = model.definition.elements[task].form
    return columns_of(form_of(model, asked or "").fields[rows]).get(field)
