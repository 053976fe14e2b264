"""All the linter says of a definition: its diagram, tables and forms, and its manifest."""

from collections.abc import Iterator, Mapping

from server.actions.definitions.legacy_manifests import legacy_manifests
from server.actions.deployment.conventions import names_for
from server.actions.deployment.manifest_lint import NOBODY_KNOWS, Keyed, manifest_problems
from server.actions.deployment.names import EVERY_YEAR, YearNames, names_of
from server.actions.steps.process_code import handed_in
from server.domain.manifest import Manifest, ManifestDraft, closed_manifest, draft_manifest
from server.engine import Problem, findings, sketch

_MANIFEST = ".toml"
_OF_MANIFEST = frozenset({"TITLE", "VARIABLE-UNSET", "EACH", "ROLE-PLACE"})
"""What follows where a manifest's sets, opening form and subject are not known."""


def definition_problems(
    key: str | None,
    files: Mapping[str, bytes],
    others: Mapping[str, Manifest],
    year: YearNames = EVERY_YEAR,
    keyed: Keyed = NOBODY_KNOWS,
) -> tuple[Problem, ...]:
    """Name all that is wrong with a definition.

    `others` are manifests it may name, by key, beside those the product has always had, `keyed`
    their milestones of single units, `year` what the bloc-years name. Without a key tables and
    forms are looked at alone.
    """
    found = diagram_problems(key, files, year)
    if key is None:
        return found
    known = {**legacy_manifests(), **others}
    known.pop(key, None)
    judged = (
        *found,
        *manifest_problems(key, files, known, year, keyed),
        *_without_code(key, files),
    )
    return tuple(dict.fromkeys(judged))


def _without_code(key: str, files: Mapping[str, bytes]) -> Iterator[Problem]:
    """Refuse a package that was never written: its pages would wait for what nobody makes."""
    text = files.get(f"{key}{_MANIFEST}", b"").decode(errors="replace")
    read = draft_manifest(key, text)
    if not isinstance(read, ManifestDraft) or key in {each.key for each in handed_in()}:
        return
    if read.manifest.package == key:
        holes = {"line": str(read.line(("package",))), "package": key}
        yield Problem("PACKAGE-OWN", "package", holes, f"{key}{_MANIFEST}")


def diagram_problems(
    key: str | None, files: Mapping[str, bytes], year: YearNames = EVERY_YEAR
) -> tuple[Problem, ...]:
    """Name all that is wrong with a diagram, its tables and its forms."""
    drawn = {name: files[name] for name in files if not _is_manifest(name)}
    known = names_for(key or "")
    if key is None:
        return findings(key, drawn, known)
    manifest = _manifest(key, files)
    names = names_of(known, manifest or closed_manifest(key), sketch(key, drawn), year)
    found = findings(key, drawn, names)
    if manifest is None:  # which is a finding of its own; these are told once it is read
        return tuple(each for each in found if each.rule not in _OF_MANIFEST)
    return found


def _manifest(key: str, files: Mapping[str, bytes]) -> Manifest | None:
    """Read a definition's manifest as far as it can be read; None where it cannot be."""
    text = files.get(f"{key}{_MANIFEST}")
    read = None if text is None else draft_manifest(key, text.decode(errors="replace"))
    return read.manifest if isinstance(read, ManifestDraft) else None


def manifests(texts: Mapping[str, str]) -> dict[str, Manifest]:
    """Read manifests by key, for another to name them; one that is no TOML is left out."""
    read = {key: draft_manifest(key, text) for key, text in texts.items()}
    return {key: draft.manifest for key, draft in read.items() if isinstance(draft, ManifestDraft)}


def _is_manifest(name: str) -> bool:
    return name.endswith(_MANIFEST)
