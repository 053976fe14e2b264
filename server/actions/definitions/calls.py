"""The calls of a version opened up: its files, its manifest and its English, with those called."""

import json
from collections.abc import Collection, Iterator, Mapping
from typing import Final

from server.actions.definitions.definition_files import ENGLISH
from server.domain.manifest import Level, Manifest, ManifestDraft, draft_manifest, frozen_manifest
from server.domain.manifest.calls import obstacle, with_calls
from server.engine.calls import (
    FOLDER,
    Called,
    CallFields,
    CallInterface,
    Names,
    OpenedCalls,
    called_files,
    fields_of_call,
    open_calls,
)
from server.form_shape import COMMON

_MANIFEST: Final = ".toml"
_OF_THE_ENGINE: Final = (".bpmn", ".dmn", ".json", _MANIFEST)


def opened(key: str, files: Mapping[str, bytes], *, unclean: Collection[str] = ()) -> OpenedCalls:
    """Open up the calls of a definition; what is called and not clean stays a call."""
    text = files.get(f"{key}{_MANIFEST}")
    own = None if text is None else _draft(key, text)

    def interface(called: str, manifest: bytes | None) -> CallInterface:
        found = None if manifest is None else _draft(called, manifest)
        if found is None:
            return CallInterface(obstacle="manifest")
        return CallInterface(form=found.open.form, obstacle=obstacle(found) or _bodies(found, own))

    return open_calls(key, files, interface, unclean=unclean)


def opened_texts(key: str, files: Mapping[str, str]) -> OpenedCalls:
    """Open up the calls of a version, whose files are texts; its words stay where they are."""
    model = {name: data.encode() for name, data in files.items() if name.endswith(_OF_THE_ENGINE)}
    return opened(key, {name: data for name, data in model.items() if not name.endswith(ENGLISH)})


def manifest_with_calls(
    manifest: Manifest, files: Mapping[str, str], calls: Collection[Called]
) -> Manifest:
    """Add what the manifests of the called processes say; raises ManifestUnreadable."""
    return with_calls(manifest, manifests_called(files, calls))


def manifests_called(files: Mapping[str, str], calls: Collection[Called]) -> dict[str, Manifest]:
    """Read the manifests of the called processes, by what stands before the ids of each call.

    Raises ManifestUnreadable.
    """
    return {
        each.prefix: frozen_manifest(each.key, files[f"{each.folder}{each.key}{_MANIFEST}"])
        for each in calls
    }


def english_of(key: str, files: Mapping[str, str], calls: Collection[Called]) -> dict[str, str]:
    """Gather a version's English: its own words stand before those it has from others."""
    own = json.loads(files.get(f"{key}.en.json", "{}"))
    return {**english_of_calls(files, calls), **english_of_common(files), **own}


def english_of_calls(files: Mapping[str, str], calls: Collection[Called]) -> dict[str, str]:
    """Gather the English of the called processes and of the common forms they begin with.

    A title names its steps as they are named here.
    """
    words: dict[str, str] = {}
    for call in calls:
        folder, found = call.folder, dict[str, str]()
        theirs = {
            name.removeprefix(folder): text
            for name, text in files.items()
            if name.startswith(folder)
        }
        for name in sorted(theirs):
            own = "/" not in name or name.startswith(COMMON)
            if own and name.endswith(ENGLISH):
                found |= json.loads(theirs[name])
        names = Names(call.prefix, frozenset())
        words |= found | {names.title(vi): names.title(en) for vi, en in found.items()}
    return words


def english_of_common(files: Mapping[str, str]) -> dict[str, str]:
    """Gather the English that comes with the common forms: what they choose, flows are named by."""
    words: dict[str, str] = {}
    for name in sorted(files):
        if name.startswith(COMMON) and name.endswith(ENGLISH):
            words |= json.loads(files[name])
    return words


def fields_handed_in(key: str, files: Mapping[str, bytes]) -> CallFields | None:
    """Give the fields that a call of a definition hands in; None where nobody can call it."""
    text = files.get(f"{key}{_MANIFEST}")
    found = None if text is None else _draft(key, text)
    if found is None or obstacle(found):
        return None
    return fields_of_call(key, files, CallInterface(form=found.open.form))


def called_definitions(
    key: str, files: Mapping[str, bytes]
) -> Iterator[tuple[str, dict[str, bytes]]]:
    """Give the key and the files of each process that a definition calls itself."""
    keys = {name.split("/")[1] for name in files if name.startswith(FOLDER)}
    for each in sorted(keys - {key}):
        yield each, called_files(files, f"{FOLDER}{each}/")


def _draft(key: str, text: bytes) -> Manifest | None:
    read = draft_manifest(key, text.decode(errors="replace"))
    return read.manifest if isinstance(read, ManifestDraft) else None


def _bodies(called: Manifest, caller: Manifest | None) -> str:
    """Refuse bodies of a called process that have no part in its caller.

    Where its circles speak of `bodies`, they are to be the same: nobody sees more for a call.
    """
    own = frozenset(caller.bodies if caller else ())
    grants = {grant.level for circle in called.sight.values() for grant in circle}
    theirs = frozenset(called.bodies)
    fits = theirs == own if Level.BODIES in grants else theirs <= own
    return "" if fits else "bodies"
