"""What a definition is judged beside: the newest version of each that is deployed."""

from collections.abc import Mapping
from contextlib import suppress

from server.actions.definitions.deployed import Deployed, deployed
from server.actions.definitions.form_reading import form_of
from server.domain.administration.repairs import CaseBroken
from server.domain.manifest import keyed_milestones
from server.store import Session
from server.store.blocs import bloc_years


def newest(session: Session) -> Mapping[str, Deployed]:
    """Give the newest version of each definition that can be read, by key."""
    found: dict[str, Deployed] = {}
    for key, version in bloc_years.newest_definitions(session).items():
        with suppress(CaseBroken):
            found[key] = deployed(session, version)
    return found


def keyed(model: Deployed) -> frozenset[str]:
    """Name the milestones of a version that only single units or nominees reach."""
    pools = model.definition.processes

    def set_of(element: str) -> str:
        pool = model.pool_of(element)
        return (pools[pool].each or "") if pool in pools else ""

    return keyed_milestones(model.manifest, set_of)


def asked(model: Deployed) -> dict[str, dict[str, object]]:
    """Give the schemas of the forms of a version's tasks; one that cannot be read is left out."""
    found: dict[str, dict[str, object]] = {}
    for name, element in model.definition.elements.items():
        if element.form:
            with suppress(CaseBroken, KeyError):
                found[name] = dict(form_of(model, element.form).schema)
    return found
