"""Who a form may choose from: the bloc's units, and the bodies beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from server.domain.blocs.rules import CaseRules
from server.domain.texts.words import Words

UNITS: Final = "units"
BODIES: Final = "bodies"
RECIPIENTS: Final = "recipients"


@dataclass(frozen=True, slots=True)
class Party:
    """A unit or a body, by the id its tasks are keyed with."""

    id: str
    name: Words
    short: Words


def units(rules: CaseRules) -> tuple[Party, ...]:
    """Return the member units in the bloc's order."""
    return tuple(Party(unit.id, unit.name, unit.short) for unit in rules.units)


def bodies(rules: CaseRules) -> tuple[Party, ...]:
    """Return the bodies that are no member unit themselves."""
    members = {unit.id for unit in rules.units}
    several = rules.bodies.by_kind().values()
    return tuple(
        Party(body.id, body.name, body.short) for body in several if body.id not in members
    )


def agency_symbol(rules: CaseRules, agency: str) -> str:
    """Return the symbol of a unit or body; empty where its bloc-year does not give it."""
    symbols = {unit.id: unit.symbol for unit in rules.units}
    symbols |= {body.id: body.symbol for body in rules.bodies.by_kind().values()}
    return symbols.get(agency) or ""


def choosable(rules: CaseRules) -> Mapping[str, Mapping[str, tuple[Party, ...]]]:
    """Return whom each widget chooses from, by group."""
    return {
        UNITS: {UNITS: units(rules)},
        RECIPIENTS: {UNITS: units(rules), BODIES: bodies(rules)},
    }
