"""Whose posts a case that is about to be opened will ask, as far as its opening form says."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from server.actions.definitions.deployed import Deployed
from server.actions.steps.process_code import party_set
from server.domain.blocs.rules import CaseRules
from server.domain.canonical import Json
from server.domain.deadlines import local_day
from server.domain.manifest.outline import OPENING
from server.domain.people.lane_posts import Facts, needed_posts
from server.domain.texts.words import Words
from server.store import Session
from server.store.people import vacancies


def vacant_posts(
    session: Session,
    model: Deployed,
    rules: CaseRules,
    *,
    opening: Mapping[str, Json],
    now: datetime,
) -> Sequence[Words]:
    """Name the posts that a case opened so will have tasks for and nobody holds today."""
    needed: frozenset[str] = frozenset()
    for process, lanes in _lanes(model).items():
        chosen = chosen_at_opening(model, process, opening)
        made = _made_of(model, rules, process) if chosen is None else chosen
        needed |= needed_posts(lanes, rules, keys=made)
    return vacancies.vacant(session, needed, today=local_day(now))


def posts_of_all(model: Deployed, rules: CaseRules, opener: str) -> frozenset[str]:
    """Return every post that a case may have tasks for, whoever is chosen in it."""
    facts = Facts(opener=opener)
    found = (
        needed_posts(lanes, rules, facts, keys=_made_of(model, rules, process))
        for process, lanes in _lanes(model).items()
    )
    return frozenset().union(*found)


def chosen_at_opening(
    model: Deployed, process: str, opening: Mapping[str, Json]
) -> list[str] | None:
    """Return whom the opening form chose for a pool; None where it chooses nobody for that."""
    each = model.definition.processes[process].each or ""
    members = model.manifest.sets.get(each)
    form, _, field = members.chosen.partition(".") if members else ("", "", "")
    if form != OPENING:
        return None
    keys = opening.get(field)
    return [str(key) for key in keys] if isinstance(keys, list) else [str(keys)] if keys else []


def _made_of(model: Deployed, rules: CaseRules, process: str) -> Collection[str] | None:
    """Return whom a pool runs for where the rules of the bloc-year alone decide that; else None."""
    each = model.definition.processes[process].each or ""
    made = party_set(model.key, model.manifest, each)
    return made(rules) if made else None


def _lanes(model: Deployed) -> dict[str, frozenset[str]]:
    """Return the roles that have tasks, by the process they are in."""
    found: dict[str, frozenset[str]] = {}
    for item in model.definition.elements.values():
        if item.role and item.form:
            found[item.process] = found.get(item.process, frozenset()) | {item.role}
    return found
