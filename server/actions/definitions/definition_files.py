"""Which files make up a definition: the diagram, its decision tables, its forms, its English."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_PROPERTY: Final = re.compile(r"<[\w.-]*:?property\b[^>]*>")
_ATTRIBUTE: Final = re.compile(r"\b(name|value)\s*=\s*[\"']([^\"']*)[\"']")
_SUFFIXES: Final = (".bpmn", ".dmn", ".json")
_ENGLISH: Final = ".en.json"


@dataclass(frozen=True, slots=True)
class Source:
    """The files of one definition, or those that belong to none (`key` is None), by path."""

    key: str | None
    paths: Mapping[str, Path]

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
    for path in sorted(diagram.parent.glob("*.dmn")):
        if f'"{path.stem}"' in text or f"op.{path.stem}" in text:
            found[path.name] = path
    english = diagram.parent / f"{key}{_ENGLISH}"
    if english.exists():
        found[english.name] = english
    wanted = form_names(text)
    for path in (each for folder in forms for each in sorted(folder.glob("*.json"))):
        if path.stem in wanted:
            found.setdefault(path.name, path)
    return Source(key, found)


def sources(paths: Iterable[Path], forms: Path) -> tuple[Source, ...]:
    """Find all that is to be looked at in these files and folders.

    Raises OSError: FileNotFoundError also for a folder without a single diagram, table or form.
    """
    found: list[Source] = []
    for path in paths:
        several = _inside(path) if path.is_dir() else [path]
        if several[0].suffix not in _SUFFIXES:
            raise FileNotFoundError(f"{path}: *.bpmn, *.dmn, *.json?")
        beside = several[0].parent
        folders = (beside, beside / "forms", beside.parent / "forms", forms)
        diagrams = [source(each, folders) for each in several if each.suffix == ".bpmn"]
        taken = {each for one in diagrams for each in one.paths.values()}
        found += diagrams
        found += [
            Source(None, {each.name: each})
            for each in several
            if each.suffix != ".bpmn" and each not in taken
        ]
    return tuple(found)


def _inside(folder: Path) -> list[Path]:
    found = sorted(
        path
        for path in folder.iterdir()
        if path.suffix in _SUFFIXES and not path.name.endswith(_ENGLISH)
    )
    if not found:
        raise FileNotFoundError(f"{folder}: *.bpmn, *.dmn, *.json?")
    return found
