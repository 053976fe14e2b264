"""What differs in the manifests of two versions, row by row; who sees what stands apart."""

import tomllib
from collections.abc import Iterator, Mapping
from typing import Final

from server.actions.definitions.legacy_manifests import legacy_text
from server.actions.deployment.difference.lines import (
    Change,
    DifferenceLine,
    LineGroup,
    Version,
    compared,
    text_of,
)
from server.domain.texts.words import Words
from server.engine import Element

_SIGHT: Final = frozenset({"sight", "files", "matters", "known", "bodies"})
"""Tables and fields of which every row says who sees what."""
_WITHOUT_ROWS: Final = frozenset({"open", "retention"})
"""Tables whose fields stand in them and not in rows."""
_OF_A_ROW: Final = frozenset({"see", "history", "remarks", "confidential", "if"})
"""Fields of a task, or of a document, that say so."""


def lines(old: Version | None, new: Version) -> Iterator[DifferenceLine]:
    """Give a line for each row that came, went or changed; the called processes' stand behind."""
    folders = {call.folder for each in (old, new) if each for call in each.model.calls}
    for folder in ("", *sorted(folders)):
        yield from _of_folder(folder, old, new)


def _of_folder(folder: str, old: Version | None, new: Version) -> Iterator[DifferenceLine]:
    """Compare the manifests of one process: the version's own, or one that it calls."""

    def told(change: Change, name: str, gone: str, come: str) -> DifferenceLine:
        table, row, field = (*name.split(".", 2), "", "")[:3]
        side = old if old is not None and change is Change.REMOVED else new
        elements = _elements(side, folder, row) if table == "tasks" else ()
        return DifferenceLine(
            group=LineGroup.SIGHT if table in _SIGHT or field in _OF_A_ROW else LineGroup.MANIFEST,
            change=change,
            subject=side.model.words(elements[0].name) if elements else Words(row or table),
            code=f"{folder}{name}",
            part=field or _part(table, row),
            old=gone,
            new=come,
            elements=tuple(each.id for each in elements),
        )

    yield from compared(_rows(old, folder), _rows(new, folder), told)


def _elements(version: Version, folder: str, name: str) -> tuple[Element, ...]:
    """Give the element of a row: of a called process, one in each of its calls."""
    prefixes = [each.prefix for each in version.model.calls if each.folder == folder]
    names = [f"{each}{name}" for each in prefixes] if folder else [name]
    drawn = version.model.definition.elements
    return tuple(drawn[each] for each in names if each in drawn)


def field_names(manifest: Mapping[str, object]) -> frozenset[str]:
    """Return what a difference calls the fields of a manifest, as `DifferenceLine.part`."""
    paths = ((*path.split(".", 2), "", "")[:3] for path in _flat(manifest, ""))
    return frozenset(field or _part(table, row) for table, row, field in paths)


def _part(table: str, row: str) -> str:
    """Name a field that stands in no row of its own: by its table, too, where it has one."""
    return f"{table}.{row}" if table in _WITHOUT_ROWS and row else table


def _rows(version: Version | None, folder: str) -> dict[str, str]:
    """Write a manifest as texts by the path of each field, parts joined by dots."""
    if version is None:
        return {}
    if folder:
        key = next((each.key for each in version.model.calls if each.folder == folder), "")
        return _flat(tomllib.loads(version.files.get(f"{folder}{key}.toml", "")), "")
    key = version.model.key
    return _flat(tomllib.loads(version.files.get(f"{key}.toml") or legacy_text(key)), "")


def _flat(node: object, path: str) -> dict[str, str]:
    if isinstance(node, Mapping):
        parts = {str(name): each for name, each in node.items()}
    elif isinstance(node, list) and any(isinstance(each, Mapping) for each in node):
        parts = {str(place): each for place, each in enumerate(node, 1)}
    else:
        return {path: text_of(node)}
    found: dict[str, str] = {}
    for name, each in parts.items():
        found |= _flat(each, f"{path}.{name}" if path else name)
    return found
