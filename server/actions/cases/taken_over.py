"""Which members took up units that are gone, as the bloc-years in force say."""

from collections.abc import Collection, Mapping
from datetime import datetime

from server.actions.definitions.deployed import rules_of
from server.domain.deadlines import local_day
from server.domain.people.posts import province_of
from server.store import Session
from server.store.blocs import bloc_pages

MOST_YEARS = 50


def taken_over(session: Session, units: Collection[str], *, now: datetime) -> Mapping[str, str]:
    """Name by the ids of these units the member that each went into; others are left out."""
    found: dict[str, str] = {}
    for province in sorted({province_of(unit) for unit in units}):
        years = bloc_pages.in_province(session, province, day=local_day(now), limit=MOST_YEARS)
        for year in reversed(years):
            rules = rules_of(session, year.rules_digest)
            for gone in rules.reorganised or ():
                if gone.into and gone.unit in units:
                    member = rules.unit(gone.into)
                    found[gone.unit] = member.short.vi or member.name.vi
    return found
