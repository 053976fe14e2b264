"""Who a form may choose from: the bloc's units, and the bodies beside it."""

from collections.abc import Mapping
from typing import Final, TypeAlias

from server.domain.blocs.rules import Body, CaseRules, MemberUnit
from server.domain.texts.words import Words

UNITS: Final = "units"
BODIES: Final = "bodies"
RECIPIENTS: Final = "recipients"


Party: TypeAlias = MemberUnit | Body
"""A unit or a body, by the id its tasks are keyed with."""


def units(rules: CaseRules) -> tuple[Party, ...]:
    """Return the member units in the bloc's order."""
    return rules.units


def bodies(rules: CaseRules) -> tuple[Party, ...]:
    """Return the bodies that are no member unit themselves."""
    several = rules.bodies.by_kind().values()
    return tuple(body for body in several if body.id not in rules.unit_ids)


def agency_symbol(rules: CaseRules, agency: str) -> str:
    """Return the symbol of a unit or body; empty where its bloc-year does not give it."""
    symbols = {unit.id: unit.symbol for unit in rules.units}
    symbols |= {body.id: body.symbol for body in rules.bodies.everyone()}
    return symbols.get(agency) or ""


def body_symbols(rules: CaseRules) -> Mapping[str, str]:
    """Return the symbols of the bodies outside the bloc, by kind, where its bloc-year has them."""
    bodies = rules.bodies.by_kind().items()
    return {kind: body.symbol for kind, body in bodies if body.symbol}


def choosable(rules: CaseRules) -> Mapping[str, Mapping[str, tuple[Party, ...]]]:
    """Return whom each widget chooses from, by group."""
    return {
        UNITS: {UNITS: units(rules)},
        RECIPIENTS: {UNITS: units(rules), BODIES: bodies(rules)},
    }


def names_with(rules: CaseRules, unit_id: str) -> list[Words]:
    """Return what the bloc is called, and a unit, where it is one of the bloc."""
    names = [rules.bloc.name, rules.bloc.short]
    for unit in (unit for unit in rules.units if unit.id == unit_id):
        names += [unit.name, unit.short]
    return names
