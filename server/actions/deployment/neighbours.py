"""What a definition is judged beside: the newest version of each, and others of its folder."""

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass

from server.actions.definitions.deployed import Deployed
from server.actions.definitions.form_reading import form_of
from server.actions.definitions.processes import processes
from server.domain.administration.repairs import CaseBroken
from server.domain.manifest import Manifest, keyed_milestones
from server.domain.manifest.outline import OPENING
from server.engine import Kind, Sketch, sketch
from server.store import Session


def newest(session: Session) -> Mapping[str, Deployed]:
    """Give the newest version of each definition that can be read, by key."""
    return {model.key: model for model in processes(session)}


def keyed(model: Deployed) -> frozenset[str]:
    """Name the milestones of a version that only single units or nominees reach."""
    pools = model.definition.processes

    def set_of(element: str) -> str:
        pool = model.pool_of(element)
        return (pools[pool].each or "") if pool in pools else ""

    return keyed_milestones(model.manifest, set_of)


def asked(model: Deployed) -> dict[str, dict[str, object]]:
    """Give the schemas of the forms of a version's tasks, and of the one it is opened with.

    One that cannot be read is left out.
    """
    named = {name: each.form for name, each in model.definition.elements.items() if each.form}
    if model.manifest.open.form:
        named[OPENING] = model.manifest.open.form
    found: dict[str, dict[str, object]] = {}
    for name, form in named.items():
        with suppress(CaseBroken, KeyError):
            found[name] = dict(form_of(model, form).schema)
    return found


@dataclass(frozen=True, slots=True)
class FolderNeighbours:
    """What is known of the others of a folder that a manifest names, before they are deployed."""

    keyed: Mapping[str, frozenset[str]]
    asked: Mapping[str, Mapping[str, Mapping[str, object]]]


def beside(
    own: str,
    manifest: str,
    others: Mapping[str, Manifest],
    files: Callable[[str], Mapping[str, bytes]],
) -> FolderNeighbours:
    """Read of the others of a folder those that a manifest's text names, and that take rows of it.

    `own` is its key; `files` gives theirs.
    """
    named = [
        key
        for key, each in others.items()
        if re.search(rf"\b{re.escape(key)}\b", manifest)
        or any(taken.process == own for taken in each.taken)
    ]
    drawn = {key: sketch(key, files(key)) for key in named}
    return FolderNeighbours(
        keyed={key: _keyed(each, others[key]) for key, each in drawn.items() if each},
        asked={key: _asked(each, others[key]) for key, each in drawn.items() if each},
    )


def _keyed(drawn: Sketch, manifest: Manifest) -> frozenset[str]:
    sets = {each.id: drawn.sets.get(each.process, "") for each in drawn.elements}
    return keyed_milestones(manifest, lambda element: sets.get(element, ""))


def _asked(drawn: Sketch, manifest: Manifest) -> dict[str, Mapping[str, object]]:
    named = {each.id: each.form or "" for each in drawn.elements if each.kind == Kind.USER}
    named |= {OPENING: manifest.open.form} if manifest.open.form else {}
    return {name: drawn.forms[form] for name, form in named.items() if form in drawn.forms}
