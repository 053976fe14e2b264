"""Many rows in one statement: values travel as one JSON text, read by json_to_recordset."""

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID


def rows(values: Iterable[Mapping[str, object]]) -> str:
    """Write rows as the JSON text that `json_to_recordset(CAST(:rows AS json))` reads."""
    return json.dumps(list(values), default=_plain, ensure_ascii=False, separators=(",", ":"))


def _plain(value: object) -> str:
    if isinstance(value, UUID | Decimal):
        return str(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(type(value).__name__)
