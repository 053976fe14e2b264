"""Deploy definitions: read, judged by the engine's checks, frozen by hash."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from server.actions.deployed import Deployed, build, files_hash
from server.domain.people import Actor
from server.domain.records import Json
from server.engine import DefinitionRefused
from server.store import Session, bloc_years, journal

__all__ = ["DefinitionRefused", "collect", "deploy", "keys", "problems"]


def keys(workflows: Path) -> list[str]:
    """List the definitions in a folder, by file name."""
    return sorted(path.stem for path in workflows.glob("*.bpmn"))


def collect(key: str, workflows: Path, forms: Path) -> dict[str, str]:
    """Gather a definition's files: diagram, decision tables, English words, and its forms.

    Raises FileNotFoundError for a form the diagram names and the folder lacks.
    """
    diagram = (workflows / f"{key}.bpmn").read_text(encoding="utf-8")
    files = {f"{key}.bpmn": diagram}
    files |= {
        path.name: path.read_text(encoding="utf-8")
        for path in sorted(workflows.glob("*.dmn"))
        if f'"{path.stem}"' in diagram or f"op.{path.stem}" in diagram
    }
    english = workflows / f"{key}.en.json"
    if english.exists():
        files[english.name] = english.read_text(encoding="utf-8")
    files |= {
        path.name: path.read_text(encoding="utf-8")
        for path in sorted(forms.glob("*.json"))
        if f'name="form" value="{path.stem}"' in diagram
    }
    return files


def deploy(
    session: Session, key: str, files: Mapping[str, str], *, actor: Actor | None, now: datetime
) -> tuple[Deployed, bool]:
    """Deploy a version of a definition; the same bytes again change nothing.

    Raises the engine's DefinitionRefused. Returns the version, and whether it is new.
    """
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


def problems(key: str, files: Mapping[str, str]) -> list[dict[str, str]]:
    """Name what would refuse a definition: rule, element and message of every problem."""
    try:
        build(key, files)
    except DefinitionRefused as refused:
        return [
            {"rule": item.rule, "element": item.element, "message": item.message}
            for item in refused.problems
        ]
    return []
