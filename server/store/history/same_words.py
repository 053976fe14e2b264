"""Where else in the cases of a bloc the same words stand in history, letter by letter."""

import json
from collections.abc import Collection
from typing import Final
from uuid import UUID

from sqlalchemy import text

from server.store import Session
from server.store.history.payloads import PAYLOADS

MOST: Final = 100


def events_with(
    session: Session, words: Collection[str], *, cases: Collection[UUID], but: Collection[UUID]
) -> frozenset[UUID]:
    """Name events, `but` these, that tell one of the texts, in any case of the blocs of `cases`.

    Rows are taken over from case to case of a bloc, and never beyond it.
    """
    if not words or not cases:
        return frozenset()
    written = [json.dumps(each, ensure_ascii=False)[1:-1] for each in words]
    values = {"words": written, "cases": [*cases], "but": [*but], "most": MOST}
    return frozenset(session.execute(_SAME, values).scalars())


_SAME = text(f"""
SELECT e.id FROM case_ c JOIN bloc_year y ON y.id = c.bloc_year_id
JOIN event e ON e.stream = 'case/' || c.id JOIN {PAYLOADS} p ON p.event_id = e.id
WHERE y.bloc_id IN (SELECT z.bloc_id FROM case_ d JOIN bloc_year z ON z.id = d.bloc_year_id
    WHERE d.id = ANY(CAST(:cases AS uuid[])))
  AND NOT e.id = ANY(CAST(:but AS uuid[]))
  AND EXISTS (SELECT FROM unnest(CAST(:words AS text[])) w WHERE position(w IN p.payload) > 0)
ORDER BY e.act_time, e.seq LIMIT :most
""")  # noqa: S608 - a constant
