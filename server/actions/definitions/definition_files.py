"""Which files make up a definition: diagram, manifest, decision tables, forms, English."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from server.domain.manifest import opening_form
from server.form_shape import COMMON, files_named

_PROPERTY: Final = re.compile(r"<[\w.-]*:?property\b[^>]*>")
_ATTRIBUTE: Final = re.compile(r"\b(name|value)\s*=\s*[\"']([^\"']*)[\"']")
_CALLED: Final = re.compile(r"<[\w.-]*:?calledDecisionId\s*>\s*([^<]*?)\s*<")
_DECISION: Final = re.compile(r"<(?:[\w.-]+:)?decision\b[^>]*\bid\s*=\s*[\"']([^\"']*)[\"']")
_MANIFEST: Final = ".toml"
_SUFFIXES: Final = (".bpmn", ".dmn", ".json")
ENGLISH: Final = ".en.json"


@dataclass(frozen=True, slots=True)
class Source:
    """The files of one definition, or those that belong to none (`key` is None), by path.

    `beside` are the manifests of the other definitions in its folder, by key.
    """

    key: str | None
    paths: Mapping[str, Path]
    beside: Mapping[str, Path] = field(default_factory=dict)

    def read(self) -> dict[str, bytes]:
        """Give the contents by file name; raises OSError."""
        return {name: path.read_bytes() for name, path in self.paths.items()}


def form_names(diagram: str) -> frozenset[str]:
    """Name the forms a diagram's tasks ask for."""
    properties = (dict(_ATTRIBUTE.findall(each)) for each in _PROPERTY.findall(diagram))
    return frozenset(each.get("value", "") for each in properties if each.get("name") == "form")


def source(diagram: Path, forms: Sequence[Path]) -> Source:
    """Find the files of a diagram: tables beside it, forms in the first folder that has them.

    A form that is nowhere is left out; the linter says so. Raises OSError.
    """
    text = diagram.read_bytes().decode(errors="replace")
    key = diagram.stem
    found = {diagram.name: diagram}
    called = frozenset(_CALLED.findall(text))
    for path in sorted(diagram.parent.glob("*.dmn")):
        if f'"{path.stem}"' in text or f"op.{path.stem}" in text or called & _decisions(path):
            found[path.name] = path
    manifest, english = diagram.with_suffix(_MANIFEST), diagram.with_suffix(ENGLISH)
    found |= {path.name: path for path in (manifest, english) if path.exists()}
    wanted = form_names(text) | _opening(manifest)
    for path in (each for folder in forms for each in sorted(folder.glob("*.json"))):
        if path.stem in wanted:
            found.setdefault(path.name, path)
    found |= _common(found, forms)
    return Source(key, found, manifests_beside(diagram.parent, key))


def _decisions(path: Path) -> frozenset[str]:
    """Name the decisions of a file; one that is no DMN is the linter's to judge."""
    return frozenset(_DECISION.findall(path.read_bytes().decode(errors="replace")))


def _common(found: Mapping[str, Path], folders: Sequence[Path]) -> dict[str, Path]:
    """Find the common forms these files refer to, and those they refer to, with their English."""
    taken: dict[str, Path] = {}
    waiting = [path for name, path in found.items() if name.endswith(".json")]
    while waiting:
        for name in sorted(_named(waiting.pop()) - taken.keys()):
            path = next((each / name for each in folders if (each / name).is_file()), None)
            if path is not None:
                taken[name] = path
                waiting.append(path)
    for name, path in tuple(taken.items()):
        if (english := path.with_suffix(ENGLISH)).is_file():
            taken[name.removesuffix(".json") + ENGLISH] = english
    return taken


def _named(path: Path) -> frozenset[str]:
    """Name the common forms a file refers to; one that is no JSON is the linter's to judge."""
    try:
        return files_named(json.loads(path.read_bytes()))
    except (ValueError, RecursionError):
        return frozenset()


def _opening(manifest: Path) -> frozenset[str]:
    """Name the form a case is opened with: no task of the diagram names it."""
    if not manifest.exists():
        return frozenset()
    return frozenset({opening_form(manifest.read_bytes().decode(errors="replace"))})


def manifests_beside(folder: Path, key: str = "") -> dict[str, Path]:
    """Find the manifests of a folder's definitions, by key, without the one of `key`."""
    return {
        path.stem: path
        for path in sorted(folder.glob(f"*{_MANIFEST}"))
        if path.stem != key and path.with_suffix(".bpmn").exists()
    }


def sources(paths: Iterable[Path], forms: Path) -> tuple[Source, ...]:
    """Find all that is to be looked at in these files and folders.

    Raises OSError: FileNotFoundError also for a folder without a single diagram, table or form.
    """
    found: list[Source] = []
    for path in paths:
        several = _inside(path) if path.is_dir() else [_diagram_of(path)]
        if several[0].suffix not in _SUFFIXES:
            raise FileNotFoundError(f"{path}: *.bpmn, *.dmn, *.json?")
        beside = several[0].parent
        folders = (beside, beside / "forms", beside.parent / "forms", forms)
        diagrams = [source(each, folders) for each in several if each.suffix == ".bpmn"]
        taken = {each for one in diagrams for each in one.paths.values()}
        found += diagrams
        found += [
            _alone(each, folders)
            for each in several
            if each.suffix != ".bpmn" and each not in taken
        ]
    return tuple(found)


def _alone(path: Path, folders: Sequence[Path]) -> Source:
    """Take a table or form that belongs to no definition, with the common forms it refers to."""
    name = path.name if path.parent.name != COMMON[:-1] else f"{COMMON}{path.name}"
    files = {name: path}
    return Source(None, files | _common(files, (path.parent, path.parent.parent, *folders)))


def _inside(folder: Path) -> list[Path]:
    found = sorted(
        path
        for path in folder.iterdir()
        if path.suffix in _SUFFIXES and not path.name.endswith(ENGLISH)
    )
    if not found:
        raise FileNotFoundError(f"{folder}: *.bpmn, *.dmn, *.json?")
    return found


def _diagram_of(path: Path) -> Path:
    """Take a manifest for the definition whose diagram stands beside it."""
    diagram = path.with_suffix(".bpmn")
    return diagram if path.suffix == _MANIFEST and diagram.exists() else path
