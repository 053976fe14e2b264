"""Which files make up a definition: diagram, manifest, decision tables, forms, English."""

import json
import re
from codecs import BOM_UTF8
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from server.domain.manifest import opening_form
from server.engine.calls import FOLDER, name_beside
from server.engine.diagram.dialects import DECISION
from server.form_shape import COMMON, files_named

NO_SUCH_PATH: Final = "không có tệp hay thư mục này / no such file or folder"
NOTHING_HERE: Final = "không phải hay không có tệp .bpmn, .dmn, .json / no .bpmn, .dmn or .json"
_PROPERTY: Final = re.compile(r"<[\w.-]*:?property\b[^<>]*>")
_ATTRIBUTE: Final = re.compile(r"\b(name|value)\s*=\s*[\"']([^\"']*)[\"']")
_CALLS: Final = re.compile(
    r"<[\w.-]*:?(?:callActivity\b[^<>]*\bcalledElement|calledElement\b[^<>]*\bprocessId)"
    r"\s*=\s*[\"']([^\"']*)[\"']"
)
"""How a diagram names what it calls: the standard, and another modeller's own element."""
_CALLED: Final = re.compile(r"<[\w.-]*:?calledDecisionId\s*>([^<]*)<")
_ASKED: Final = re.compile(r"\bdecision(?:Ref|Id)\s*=\s*[\"']([^\"']*)[\"']")
"""How other modellers name the decision that a task asks."""
_DECISION: Final = re.compile(r"<(?:[\w.-]+:)?decision\b[^<>]*\bid\s*=\s*[\"']([^\"']*)[\"']")
_MANIFEST: Final = ".toml"
_TABLE: Final = ".dmn"
_SUFFIXES: Final = (".bpmn", _TABLE, ".json")
ENGLISH: Final = ".en.json"
MOST_CALLS: Final = 10
"""So deep may one process call another."""


@dataclass(frozen=True, slots=True)
class Source:
    """The files of one definition, or those that belong to none (`key` is None), by path.

    `beside` are the manifests of the other definitions in its folder, by key, and `forms` the
    folders in which their forms are looked for as well.
    """

    key: str | None
    paths: Mapping[str, Path]
    beside: Mapping[str, Path] = field(default_factory=dict)
    forms: Sequence[Path] = ()

    def read(self) -> dict[str, bytes]:
        """Give the contents by file name; raises OSError."""
        return {name: read_file(path) for name, path in self.paths.items()}

    def neighbour(self, key: str) -> "Source":
        """Find the files of another definition of its folder; raises OSError."""
        return source(self.beside[key].with_suffix(".bpmn"), self.forms)


def read_file(path: Path) -> bytes:
    """Read a file without the byte order mark that some editors put before UTF-8.

    A version keeps texts, and no JSON or TOML text may begin with the mark. Raises OSError.
    """
    return path.read_bytes().removeprefix(BOM_UTF8)


def form_names(diagram: str) -> frozenset[str]:
    """Name the forms a diagram's tasks ask for."""
    return _said(diagram, "form")


def _said(diagram: str, name: str) -> frozenset[str]:
    """Give what the extension properties of that name say, in any modeller's dialect."""
    properties = (dict(_ATTRIBUTE.findall(each)) for each in _PROPERTY.findall(diagram))
    return frozenset(each.get("value", "") for each in properties if each.get("name") == name)


def members(
    key: str, names: Collection[str], read: Callable[[str], str], *, callers: tuple[str, ...] = ()
) -> frozenset[str]:
    """Name the files that belong to a definition, of all that there are by these names.

    Names are those of a version: "<key>.bpmn", "<form>.json", "common/<form>.json"; `read` gives a
    text by name. A form that is not among them is left out; the linter says so. The files of a
    process it calls stand under `calls/<key>/`; `name_beside` gives the name they are read by.
    """
    diagram, manifest = f"{key}.bpmn", f"{key}{_MANIFEST}"
    text = read(diagram)
    found = {diagram, *({manifest, f"{key}{ENGLISH}"} & set(names))}
    called = {
        each.strip()
        for each in (*_CALLED.findall(text), *_ASKED.findall(text), *_said(text, DECISION))
    }
    tables = (name for name in names if name.endswith(_TABLE))
    found |= {name for name in tables if _asks(text, name) or called & _decisions(read(name))}
    forms = form_names(text)
    if manifest in names:
        forms |= {opening_form(read(manifest))}
    found |= {f"{each}.json" for each in forms} & set(names)
    chain = (*callers, key)
    theirs = {
        f"{FOLDER}{other}/{name}"
        for other in sorted(_calls(text) - {*chain})
        if f"{other}.bpmn" in names and len(chain) < MOST_CALLS
        for name in members(other, names, read, callers=chain)
    }
    return frozenset(found | theirs) | common_forms(found, names, read)


def _calls(diagram: str) -> frozenset[str]:
    """Name the processes that a diagram calls, with or without the prefix of its namespace."""
    return frozenset(each.rpartition(":")[2] for each in _CALLS.findall(diagram))


def _asks(diagram: str, file: str) -> bool:
    table = file.removesuffix(_TABLE)
    return f'"{table}"' in diagram or f"op.{table}" in diagram


def _decisions(table: str) -> frozenset[str]:
    """Name the decisions of a file; one that is no DMN is the linter's to judge."""
    return frozenset(_DECISION.findall(table))


def common_forms(
    found: Iterable[str], names: Collection[str], read: Callable[[str], str]
) -> frozenset[str]:
    """Name the common forms these files refer to, and those they refer to, with their English."""
    taken: set[str] = set()
    waiting = [name for name in found if name.endswith(".json")]
    while waiting:
        more = (_referred(read(waiting.pop())) & set(names)) - taken
        taken |= more
        waiting += sorted(more)
    english = {name.removesuffix(".json") + ENGLISH for name in taken}
    return frozenset(taken | english & set(names))


def _referred(form: str) -> frozenset[str]:
    """Name the common forms a file refers to; one that is no JSON is the linter's to judge."""
    try:
        return files_named(json.loads(form))
    except (ValueError, RecursionError):
        return frozenset()


def source(diagram: Path, forms: Sequence[Path]) -> Source:
    """Find the files of a diagram: tables beside it, forms in the first folder that has them.

    A form that is nowhere is left out; the linter says so. Raises OSError.
    """
    key = diagram.stem
    suffixes = (".bpmn", _MANIFEST, ENGLISH)
    around = [path for suffix in suffixes for path in diagram.parent.glob(f"*{suffix}")]
    shelf = forms_in(forms) | {path.name: path for path in diagram.parent.glob("*.dmn")}
    shelf |= {path.name: path for path in (*around, diagram)}
    found = members(key, shelf, lambda name: read_file(shelf[name]).decode(errors="replace"))
    paths = {name: shelf[name_beside(name)] for name in sorted(found)}
    return Source(key, paths, manifests_beside(diagram.parent, key), forms)


def forms_in(folders: Sequence[Path]) -> dict[str, Path]:
    """Find the forms of folders, and those in `common` there: of two by one name the first.

    A common form's English is that beside it.
    """
    found: dict[str, Path] = {}
    for folder in folders:
        here = {path.name: path for path in folder.glob("*.json")}
        here |= {f"{COMMON}{path.name}": path for path in folder.glob(f"{COMMON}*.json")}
        known = {name.removesuffix(ENGLISH) + ".json" for name in here if name.endswith(ENGLISH)}
        skipped = {each.removesuffix(".json") + ENGLISH for each in known & found.keys()}
        found = {name: path for name, path in here.items() if name not in skipped} | found
    return found


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
            raise FileNotFoundError(f"{path}: {NOTHING_HERE if path.exists() else NO_SUCH_PATH}")
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
    shelf = forms_in((path.parent, path.parent.parent, *folders)) | {name: path}
    common = common_forms(
        [name], shelf, lambda each: read_file(shelf[each]).decode(errors="replace")
    )
    return Source(None, {each: shelf[each] for each in sorted({name, *common})})


def _inside(folder: Path) -> list[Path]:
    found = sorted(
        path
        for path in folder.iterdir()
        if path.suffix in _SUFFIXES and not path.name.endswith(ENGLISH)
    )
    if not found:
        raise FileNotFoundError(f"{folder}: {NOTHING_HERE}")
    return found


def _diagram_of(path: Path) -> Path:
    """Take a manifest for the definition whose diagram stands beside it."""
    diagram = path.with_suffix(".bpmn")
    return diagram if path.suffix == _MANIFEST and diagram.exists() else path
