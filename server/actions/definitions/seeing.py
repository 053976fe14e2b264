"""What decides who sees what of a case: the manifest its version was frozen with."""

from collections.abc import Collection, Mapping
from typing import Final

from server.actions.definitions.deployed import deployed
from server.domain.administration.repairs import CaseBroken
from server.domain.blocs.rules import CaseRules
from server.domain.cases.case_marks import Applies, Mark
from server.domain.cases.sight import CaseSight
from server.domain.manifest import Manifest, closed_manifest
from server.store import Session

Lanes = Mapping[str, frozenset[str]]
_LANES: Final[dict[str, Lanes]] = {}
"""The roles beside each element, in its process or what is called, by version.

A version is immutable, so each process of the server keeps it.
"""


def manifest_of(session: Session, version: str, kind: str) -> Manifest:
    """Return the manifest of a case; of one that cannot be read nobody sees more than its head."""
    try:
        return deployed(session, version).manifest
    except CaseBroken:
        return closed_manifest(kind)


def sight_of(  # noqa: PLR0913 - what a case is, part by part
    session: Session,
    version: str,
    kind: str,
    *,
    rules: CaseRules,
    marks: Collection[Mark] = (),
    opener: str = "",
    applies: Applies,
) -> CaseSight:
    """Return a case as its circles are asked; `marks` are the milestones of its chain.

    `applies` tells whether what its manifest says under `if` holds (`steps.conditions`).
    """
    manifest = manifest_of(session, version, kind)
    return CaseSight(
        rules=rules,
        manifest=manifest,
        marks=marks,
        applies=applies,
        opener=opener,
        lanes=_lanes(session, version),
    )


def _lanes(session: Session, version: str) -> Lanes:
    if version not in _LANES:
        try:
            definition = deployed(session, version).definition
        except CaseBroken:
            return {}
        elements = definition.elements.values()
        places = {each.id: (each.process, definition.call(each.id)) for each in elements}
        roles: dict[tuple[str, str], set[str]] = {}
        for element in elements:
            of_process = roles.setdefault(places[element.id], set())
            of_process.update([element.role] if element.role else [])
        _LANES[version] = {each.id: frozenset(roles[places[each.id]]) for each in elements}
    return _LANES[version]
