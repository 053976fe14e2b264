"""Whom a post or a task may be handed to: one's own unit first, then those of the same blocs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import request

from server.actions.definitions.deployed import rules_of
from server.domain.blocs.rules import CaseRules
from server.domain.deadlines import local_day
from server.domain.people.actors import Actor
from server.domain.people.appointments import NoSuchPerson
from server.domain.people.lending import could_be_lent
from server.domain.people.posts import unit_of
from server.domain.texts.words import Words
from server.store.people import colleagues, unit_names
from server.store.people.colleagues import Coworker
from server.web.cases.blocs import bloc_years_known_to
from server.web.requests.context import now, session
from server.web.requests.typed_values import id_of


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedUnit:
    """A unit and who of it is offered."""

    name: Words
    persons: Sequence[Coworker]


def offered(who: Actor, post_id: str) -> Sequence[OfferedUnit]:
    """List who could be lent a post by somebody: nobody is, whose own posts keep them from it."""
    today = local_day(now())
    names = _units(who)
    persons = [
        each
        for each in colleagues.of_units(session(), names, today=today)
        if each.id != who.person_id and could_be_lent(post_id, each.posts)
    ]
    units = ((unit, name, [each for each in persons if _of(each, names) == unit])
             for unit, name in names.items())  # fmt: skip
    return [OfferedUnit(name=name, persons=found) for _unit, name, found in units if found]


def chosen(units: Sequence[OfferedUnit]) -> Coworker:
    """Return who of the offered was chosen in the form. Raises NoSuchPerson."""
    asked: UUID | None = id_of(request.form.get("person", ""))
    found = (each for unit in units for each in unit.persons if each.id == asked)
    if (person := next(found, None)) is None:
        raise NoSuchPerson
    return person


def _units(who: Actor) -> Mapping[str, Words]:
    """Name the unit acted in, and after it those beside it in the blocs of this year and later."""
    today = local_day(now())
    found = {who.unit_id: unit_names.name_on(session(), who.unit_id, today)}
    for row in bloc_years_known_to(who):
        if row.year >= today.year:
            found |= {
                unit: name
                for unit, name in _beside(who.unit_id, rules_of(session(), row.rules_digest))
                if unit not in found
            }
    return found


def _beside(unit_id: str, rules: CaseRules) -> Iterator[tuple[str, Words]]:
    """Give the units of a bloc to its members, and its bodies to one another."""
    members = [(unit.id, unit.name) for unit in rules.units]
    bodies = [(body.id, body.name) for body in rules.bodies.everyone()]
    for group in (members, bodies):
        if unit_id in dict(group):
            yield from group


def _of(person: Coworker, names: Mapping[str, Words]) -> str:
    """Return the first of these units that somebody is of."""
    mine = {unit_of(post) for post in person.posts}
    return next(unit for unit in names if unit in mine)
