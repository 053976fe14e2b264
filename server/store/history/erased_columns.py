"""What an event is found by whose payload was erased on legal ground, told by what remains of it.

What remains stands in the event of the erasure, too, and `check` compares the two; nothing of this
is kept a second time. Who was erased is found by no column: only who did it and is still named.
"""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import ColumnElement, Text, Uuid, case, cast, func, literal, select
from sqlalchemy.dialects.postgresql import JSONB

from server.domain.history.erasing import ERASED
from server.store.tables import case_, erased, event

COMPLETED = "task.completed"
_LEFT: Final = cast(erased.c.remains, JSONB)
_ACTOR: Final = _LEFT["actor"]
_POST: Final = func.coalesce(_ACTOR["post"].astext, "")
ERASED_COLUMNS: Final[Mapping[str, ColumnElement[Any]]] = {
    "actor_id": case((_ACTOR["name"].astext != ERASED, cast(_ACTOR["person"].astext, Uuid))),
    "actor_post": _POST,
    "on_behalf_post": case((_ACTOR["delegation"].astext.is_not(None), _POST), else_=""),
    "subject_unit_id": erased.c.subject_unit_id,
    "element": erased.c.element,
    "act_kind": func.coalesce(_LEFT["outcome"].astext, ""),
    "act": case(
        (event.c.kind == COMPLETED, func.coalesce(_LEFT["act"].astext, "")), else_=event.c.kind
    ),
    "case_kind": func.coalesce(
        select(case_.c.kind)
        .where(literal("case/") + cast(case_.c.id, Text) == event.c.stream)
        .scalar_subquery(),
        "",
    ),
}
"""By the name of the column of `event_payload` that had it."""
