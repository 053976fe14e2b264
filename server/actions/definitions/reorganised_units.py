"""Units that were merged or are gone, as the bloc-years in force on a day say."""

from collections.abc import Collection, Mapping
from datetime import date

from server.actions.definitions.deployed import rules_of
from server.domain.blocs.reorganised import Reorganised
from server.domain.blocs.rules import CaseRules
from server.domain.people.posts import province_of
from server.domain.texts.words import Words
from server.store import Session
from server.store.blocs import bloc_pages

MOST_YEARS = 50


def reorganised(
    session: Session, units: Collection[str], *, today: date
) -> Mapping[str, Reorganised]:
    """Return by their ids those of these units that are gone by a day, as the newest year says."""
    return {unit: gone for unit, (gone, _) in _found(session, units, today).items()}


def taken_over(session: Session, units: Collection[str], *, today: date) -> Mapping[str, str]:
    """Name by the ids of these units the member that each went into; others are left out."""
    return {
        unit: member.vi for unit, (_, member) in _found(session, units, today).items() if member
    }


def _found(
    session: Session, units: Collection[str], today: date
) -> Mapping[str, tuple[Reorganised, Words | None]]:
    found: dict[str, tuple[Reorganised, Words | None]] = {}
    for province in sorted({province_of(unit) for unit in units}):
        years = bloc_pages.in_line(session, province, day=today, limit=MOST_YEARS)
        for year in reversed(years):
            rules = rules_of(session, year.rules_digest)
            for gone in rules.reorganised or ():
                if gone.unit in units and gone.day <= today:
                    found[gone.unit] = (gone, _name(rules, gone.into) if gone.into else None)
    return found


def _name(rules: CaseRules, unit: str) -> Words:
    member = rules.unit(unit)
    return member.short if member.short.vi else member.name
