"""All the linter says of a definition: its diagram, tables and forms, and its manifest."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from server.actions.definitions.calls import called_definitions, manifests_called, opened
from server.actions.definitions.legacy_manifests import legacy_manifests
from server.actions.deployment.conventions import names_for
from server.actions.deployment.manifest_lint import (
    NO_FORMS,
    NOBODY_KNOWS,
    Keyed,
    manifest_problems,
)
from server.actions.deployment.names import EVERY_YEAR, YearNames, names_of
from server.actions.deployment.timed_lint import Asked
from server.actions.steps.process_code import handed_in
from server.domain.manifest import Manifest, ManifestDraft, closed_manifest, draft_manifest
from server.engine import Problem, findings, sketch
from server.engine.calls import OpenedCalls
from server.engine.lint.causes import of_other_kinds

_MANIFEST = ".toml"
_CALL, _MISSING, _HANDED = "CALL", "CALL-MISSING", "CALL-TYPE"
_OF_FORMS = frozenset({"FILE-KIND"})
"""What is said where a form is not there: it may be that of a step of another kind."""
_OF_MANIFEST = frozenset({"TITLE", "VARIABLE-UNSET", "EACH", "ROLE-PLACE"})
"""What follows where a manifest's sets, opening form and subject are not known."""


def definition_problems(  # noqa: PLR0913, PLR0917 - what a definition is judged beside
    key: str | None,
    files: Mapping[str, bytes],
    others: Mapping[str, Manifest],
    year: YearNames = EVERY_YEAR,
    keyed: Keyed = NOBODY_KNOWS,
    asked: Asked = NO_FORMS,
) -> tuple[Problem, ...]:
    """Name all that is wrong with a definition.

    `others` are manifests it may name, by key, beside those the product has always had, `keyed`
    their milestones of single units, `asked` the forms of their tasks, `year` what the
    bloc-years name. Without a key tables and forms are looked at alone.
    """
    if key is None:
        return diagram_problems(key, files, year)
    unclean = [
        called
        for called, theirs in called_definitions(key, files)
        if definition_problems(called, theirs, others, year, keyed, asked)
    ]
    calls = opened(key, files, unclean=unclean)
    known = {**legacy_manifests(), **others}
    known.pop(key, None)
    drawn = diagram_problems(key, calls.files, year)
    found = (*_with_calls(drawn, calls.problems, f"{key}.bpmn"),)
    unmade = of_other_kinds(drawn)
    called = _called(files, calls)
    beside = manifest_problems(key, calls.files, known, year, keyed, called, asked)
    judged = (
        *found,
        *(each for each in beside if not _names(each, unmade)),
        *_without_code(key, files),
    )
    return tuple(dict.fromkeys(judged))


def _names(problem: Problem, elements: frozenset[str]) -> bool:
    """Tell whether a finding of a manifest is about one of these tasks, or about what it asks."""
    if problem.rule in _OF_FORMS and elements:
        return True
    named = {problem.holes.get(name, "") for name in ("task", "element", "from")}
    named.add(problem.holes.get("field", "").partition(".")[0])
    return not named.isdisjoint(elements)


def _called(files: Mapping[str, bytes], calls: OpenedCalls) -> Mapping[str, Manifest]:
    if not calls.calls:
        return {}
    written = {name: text for name, text in files.items() if name.endswith(_MANIFEST)}
    texts = {name: text.decode(errors="replace") for name, text in written.items()}
    return manifests_called(texts, calls.calls)


def _with_calls(found: Iterable[Problem], calls: Sequence[Problem], file: str) -> Iterator[Problem]:
    """Say of a call what is in the way, or what it does not hand in, and not what follows."""
    told = {each.element for each in calls}
    missing = {(each.element, each.holes["field"]) for each in calls if each.rule == _MISSING}
    yield from (each if each.file else replace(each, file=file) for each in calls)
    for each in found:
        closed = each.rule == _CALL and each.element in told
        if not closed and (each.rule != _HANDED or _at(each) not in missing):
            yield each


def _at(problem: Problem) -> tuple[str, str]:
    return problem.element, problem.holes["field"]


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
