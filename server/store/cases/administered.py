"""The list of cases on the operations pages: newest first, by state and by what was typed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text

from server.domain.texts.vietnamese import folded_words
from server.store import Session
from server.store.cases.administration import CASE, CaseLine
from server.store.people.lineage import EVERYWHERE, Anywhere, asked, within_or_everywhere

_DIGITS = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedCases:
    """Which cases: by state, by reach, and by what was typed of id, bloc-year, kind or unit.

    An empty text leaves all in.
    """

    typed: str = ""
    state: str = ""
    reach: Anywhere = EVERYWHERE
    before: tuple[datetime, UUID] | None = None


def cases(session: Session, wanted: WantedCases, *, limit: int) -> Sequence[CaseLine]:
    """List cases newest first; what was typed is looked up first, so that few cases are walked."""
    at, key = wanted.before or (None, None)
    values = {"state": wanted.state, **asked(wanted.reach), "at": at, "key": key, "limit": limit}
    ways = ["true"]
    if wanted.typed:
        found = _found_by(session, wanted)
        ways, values = [*_ways(found)], values | found
    if not ways:
        return ()
    statement = text(_LISTED.format(ids=" UNION ".join(_PAGE.format(way=way) for way in ways)))
    return [CaseLine(**row) for row in session.execute(statement, values).mappings()]


def _found_by(session: Session, wanted: WantedCases) -> dict[str, object]:
    """Look up what cases may be found by: the ids that begin so, bloc-years, units, a kind."""
    values = {"typed": wanted.typed, "words": [*folded_words(wanted.typed)], **asked(wanted.reach)}
    row = session.execute(_NAMED_SO, values).one()
    first, last = _range(wanted.typed)
    return {"years": row.years, "units": row.units, "kind": row.kind, "first": first, "last": last}


def _range(typed: str) -> tuple[UUID | None, UUID | None]:
    """Return the first and the last id that begin so; none where no id does."""
    digits = typed.lower().replace("-", "")
    try:
        ends = UUID(digits.ljust(_DIGITS, "0")), UUID(digits.ljust(_DIGITS, "f"))
    except ValueError:
        return None, None
    return ends if str(ends[0]).startswith(typed.lower()) else (None, None)


def _ways(found: dict[str, object]) -> Iterator[str]:
    for name, way in _WAYS.items():
        if found[name]:
            yield way


_NAMED_SO = text(f"""
SELECT ARRAY(SELECT y.id FROM bloc_year y JOIN bloc b ON b.id = y.bloc_id
  WHERE strpos(lower(y.id), lower(:typed)) > 0 AND {within_or_everywhere("b.province")}) AS years,
 ARRAY(SELECT DISTINCT n.unit_id FROM unit_name n WHERE strpos(n.unit_id, lower(:typed)) > 0
  OR (CAST(:words AS text[]) <> '{{}}' AND NOT EXISTS (
    SELECT FROM unnest(CAST(:words AS text[])) word WHERE strpos(n.search, word) = 0))) AS units,
 (SELECT d.key FROM definition d WHERE d.key = :typed LIMIT 1) AS kind
""")  # noqa: S608 - constants
_WAYS = {
    "first": "c.id BETWEEN :first AND :last",
    "years": "c.bloc_year_id = ANY(:years)",
    "units": "c.id IN (SELECT u.case_id FROM case_unit u WHERE u.unit_id = ANY(:units))",
    "kind": "c.kind = :kind",
}
_PAGE = f"""(
  SELECT c.id FROM case_ c JOIN bloc_year y ON y.id = c.bloc_year_id JOIN bloc b ON b.id = y.bloc_id
  WHERE {{way}} AND (CAST(:state AS text) = '' OR c.state = :state)
    AND {within_or_everywhere("b.province")}
    AND (CAST(:at AS timestamptz) IS NULL
      OR (c.opened_at, c.id) < (CAST(:at AS timestamptz), CAST(:key AS uuid)))
  ORDER BY c.opened_at DESC, c.id DESC LIMIT :limit)"""  # noqa: S608 - constants
_LISTED = f"""{CASE} WHERE c.id IN ({{ids}})
ORDER BY c.opened_at DESC, c.id DESC LIMIT :limit"""
