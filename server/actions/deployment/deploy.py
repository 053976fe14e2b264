"""Deploy definitions: read, judged by the linter, frozen by hash."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

from server.actions.definitions.definition_files import (
    Source,
    source,
    sources,
)
from server.actions.definitions.deployed import (
    Deployed,
    build,
    files_hash,
)
from server.actions.deployment.conventions import KNOWN
from server.domain.canonical import Json
from server.domain.people.actors import Actor
from server.engine import LANGUAGES, DefinitionRefused, Problem, findings, one_line, said
from server.store import Session
from server.store.blocs import bloc_years
from server.store.history import journal

__all__ = [
    "LANGUAGES",
    "DefinitionRefused",
    "Source",
    "checked",
    "collect",
    "deploy",
    "keys",
    "listed",
    "problems",
    "sources",
]


def keys(workflows: Path) -> list[str]:
    """List the definitions in a folder, by file name."""
    return sorted(path.stem for path in workflows.glob("*.bpmn"))


def collect(key: str, workflows: Path, forms: Path) -> dict[str, str]:
    """Gather a definition's files: diagram, decision tables, English words, and its forms.

    Raises OSError, and UnicodeDecodeError where a file is no UTF-8.
    """
    found = source(workflows / f"{key}.bpmn", [forms])
    return {name: data.decode("utf-8") for name, data in found.read().items()}


def deploy(
    session: Session, key: str, files: Mapping[str, str], *, actor: Actor | None, now: datetime
) -> tuple[Deployed, bool]:
    """Deploy a version of a definition; the same bytes again change nothing.

    Raises the engine's DefinitionRefused with all the linter finds. Returns the version, and
    whether it is new.
    """
    found = findings(key, {name: data.encode() for name, data in files.items()}, KNOWN)
    if found:
        raise DefinitionRefused(found)
    version = build(key, files)
    added = bloc_years.add_definition(
        session, version_hash=files_hash(files), key=key, files=files, now=now
    )
    if added:
        journal.note(
            session,
            stream="definitions",
            kind="definition.deployed",
            object=f"definition/{key}",
            actor=actor,
            payload={"key": key, "hash": version.hash, "files": list[Json](sorted(files))},
            now=now,
        )
    return version, added


def problems(
    key: str | None, files: Mapping[str, str | bytes], *, language: str = LANGUAGES[0]
) -> list[dict[str, str]]:
    """Say all that the linter finds in a definition, or in files that belong to none."""
    data = {name: each.encode() if isinstance(each, str) else each for name, each in files.items()}
    return listed(findings(key, data, KNOWN), {}, language)


def checked(found: Source, language: str) -> list[dict[str, str]]:
    """Say all that the linter finds in files, each with its path. Raises OSError."""
    return listed(findings(found.key, found.read(), KNOWN), found.paths, language)


def listed(
    found: Iterable[Problem], paths: Mapping[str, Path], language: str
) -> list[dict[str, str]]:
    """Say findings in a language, each with the path of its file."""
    return [
        {
            "file": str(paths.get(item.file, item.file)),
            "element": one_line(item.element),
            "rule": item.rule,
            **said(item.rule, item.holes, language)._asdict(),
        }
        for item in found
    ]
