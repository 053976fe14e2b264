"""Which cases of a bloc-year its pages look at: the real ones, and the newest of the played."""

from typing import Final

from sqlalchemy import Uuid, text

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
