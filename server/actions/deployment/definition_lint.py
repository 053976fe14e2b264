"""All the linter says of a definition: its diagram, tables and forms, and its manifest."""

from collections.abc import Mapping

from server.actions.definitions.legacy_manifests import legacy_manifests
from server.actions.deployment.conventions import KNOWN
from server.actions.deployment.manifest_lint import manifest_problems
from server.domain.manifest import Draft, Manifest, draft_manifest
from server.engine import Problem, findings

_MANIFEST = ".toml"


def definition_problems(
    key: str | None, files: Mapping[str, bytes], others: Mapping[str, Manifest]
) -> tuple[Problem, ...]:
    """Name all that is wrong with a definition.

    `others` are manifests it may name, by key, beside those the product has always had.
    Without a key tables and forms are looked at alone.
    """
    found = findings(key, {name: files[name] for name in files if not _is_manifest(name)}, KNOWN)
    if key is None:
        return found
    known = {**legacy_manifests(), **others}
    known.pop(key, None)
    return tuple(dict.fromkeys((*found, *manifest_problems(key, files, known))))


def manifests(texts: Mapping[str, str]) -> dict[str, Manifest]:
    """Read manifests by key, for another to name them; one that is no TOML is left out."""
    read = {key: draft_manifest(key, text) for key, text in texts.items()}
    return {key: draft.manifest for key, draft in read.items() if isinstance(draft, Draft)}


def _is_manifest(name: str) -> bool:
    return name.endswith(_MANIFEST)
