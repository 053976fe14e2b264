"""What provinces are called."""

import datetime as dt
from collections.abc import Collection, Mapping

from sqlalchemy import select, text

from server.domain.texts.words import Words
from server.store import Session
from server.store.tables import province_name


def names(session: Session, provinces: Collection[str]) -> Mapping[str, Words]:
    """Return the names of provinces by id; one that nobody has named is not among them."""
    of = province_name.c
    query = select(of.province, of.name_vi, of.name_en).where(of.province.in_(provinces))
    return {row.province: Words(row.name_vi, row.name_en) for row in session.execute(query)}


def known(session: Session) -> frozenset[str]:
    """Return the provinces there are: of units, and those that follow another."""
    return frozenset(session.execute(_KNOWN).scalars())


def unnamed(session: Session) -> list[str]:
    """List the provinces that nobody has named."""
    there = known(session)
    return sorted(there - names(session, there).keys())


def put(session: Session, province: str, name: Words, *, now: dt.datetime) -> None:
    """Call a province by a name."""
    values = {"province": province, "vi": name.vi, "en": name.en, "now": now}
    session.execute(_PUT, values)


_KNOWN = text("""SELECT province FROM unit
UNION SELECT unnest(ARRAY[province, successor]) FROM province_succession
  WHERE taken_back_at IS NULL""")
_PUT = text("""
INSERT INTO province_name(province, name_vi, name_en, named_at) VALUES (:province, :vi, :en, :now)
ON CONFLICT (province) DO UPDATE SET name_vi = :vi, name_en = :en, named_at = :now
""")
