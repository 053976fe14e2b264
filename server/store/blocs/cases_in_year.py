"""Which cases of a bloc-year its pages look at: the real ones, and the newest of the played."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from sqlalchemy import Uuid, text

from server.domain.people.lineage import Reach
from server.store import Session
from server.store.people.lineage import asked, within

PLAYED_SHOWN: Final = 100
"""How many simulated cases of a bloc-year: a rehearsal may be held as often as one likes."""


def in_year(year: str) -> str:
    """Return the SQL that names the cases of a bloc-year, told by its id in SQL."""
    return f"""
SELECT id FROM case_ WHERE bloc_year_id = {year} AND NOT simulated
UNION ALL (SELECT id FROM case_
  WHERE bloc_year_id = {year} AND simulated AND state <> 'cancelled'
  ORDER BY opened_at DESC, id DESC LIMIT {PLAYED_SHOWN})
"""  # noqa: S608 - a column or a bound value, and a number of ours


IN_YEAR: Final = in_year(":year")
"""The ids of the cases of `:year`."""
CASES_IN_YEAR: Final = text(IN_YEAR).columns(id=Uuid)
"""The same, for SQL that is built."""


def looked_at(session: Session, reach: Reach) -> Sequence[UUID]:
    """Name the cases of a reach that are not over, of played ones the newest of each bloc-year."""
    return session.execute(_LOOKED_AT, asked(reach)).scalars().all()


_LOOKED_AT = text(f"""
SELECT c.id FROM bloc_year y JOIN bloc b ON b.id = y.bloc_id
CROSS JOIN LATERAL ({in_year("y.id")}) found JOIN case_ c ON c.id = found.id
WHERE {within("b.province")} AND c.state IN ('open', 'ending', 'suspended')
""")  # noqa: S608 - made of constants
