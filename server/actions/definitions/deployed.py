"""Definitions and rules as frozen in the database, kept by each process.

Nothing is believed for standing in the row: what is read must have the hash it is asked for by.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from server.actions.definitions.calls import (
    english_of_calls,
    english_of_common,
    manifest_with_calls,
    opened_texts,
)
from server.actions.definitions.legacy_manifests import legacy_english, legacy_manifest
from server.domain import canonical
from server.domain.administration.repairs import CaseBroken
from server.domain.blocs.rules import CaseRules
from server.domain.manifest import Manifest, frozen_manifest
from server.domain.texts.words import Words
from server.engine import Definition, DefinitionRefused
from server.engine.calls import Called, told
from server.forms import FormUnreadable, written_forms
from server.store import Session
from server.store.blocs import bloc_years


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployed:
    """One version of a definition with its manifest, its forms and its English words."""

    hash: str
    key: str
    definition: Definition
    manifest: Manifest
    forms: Mapping[str, bytes]
    english: Mapping[str, str]
    calls: tuple[Called, ...] = ()
    """The processes it calls, each with where its files stand in the version."""

    def words(self, vietnamese: str) -> Words:
        """Return a text of the diagram or of a form in both languages."""
        return Words(vietnamese, self.english.get(vietnamese, ""))

    def told(self, name: str) -> str:
        """Return a name as its author wrote it, behind the calls it stands in."""
        return told((each.id for each in self.calls), name)

    @property
    def short(self) -> Words:
        """What its cases are called in short."""
        return self.words(self.manifest.short)

    def pool_of(self, element: str) -> str:
        """Return the pool in which an element stands, empty for one that is not drawn."""
        drawn = self.definition.elements
        return drawn[element].process if element in drawn else ""

    def form_hash(self, form: str) -> str:
        """Return the SHA-256 of a form, in hexadecimal."""
        return hashlib.sha256(self.forms[form]).hexdigest()


_OF_THE_ENGINE: Final = (".bpmn", ".dmn", ".json")
_DEFINITIONS: dict[str, Deployed] = {}
_RULES: dict[str, CaseRules] = {}


def deployed(session: Session, version: str) -> Deployed:
    """Return a deployed definition by its hash.

    Raises CaseBroken where it is gone, is no longer what was deployed, or cannot be read.
    """
    if version not in _DEFINITIONS:
        _DEFINITIONS[version] = _read(version, *files_of(session, version))
    return _DEFINITIONS[version]


def _read(version: str, key: str, files: Mapping[str, str]) -> Deployed:
    try:
        return build(key, files)
    except (DefinitionRefused, FormUnreadable, ValueError) as refused:
        raise CaseBroken("DefinitionUnreadable", f"{version}: {refused}") from refused


def files_of(session: Session, version: str) -> tuple[str, dict[str, str]]:
    """Return the key and the files of a deployed version, by its hash; raises as `deployed`."""
    found = bloc_years.definition(session, version)
    if found is None:
        raise CaseBroken("DefinitionMissing", version)
    key, files = found
    check_definition(files, version)
    return key, json.loads(files)


def build(key: str, files: Mapping[str, str]) -> Deployed:
    """Read a definition's files.

    Raises the engine's DefinitionRefused, and ManifestUnreadable for a manifest with mistakes.
    """
    opened = opened_texts(key, files)
    if opened.problems:
        raise DefinitionRefused(opened.problems)
    model = {name: data for name, data in opened.files.items() if name.endswith(_OF_THE_ENGINE)}
    written = files.get(f"{key}.toml")
    own = legacy_manifest(key) if written is None else frozen_manifest(key, written)
    english: dict[str, str] = json.loads(files.get(f"{key}.en.json", "{}"))
    return Deployed(
        hash=files_hash(files),
        key=key,
        definition=Definition.read(key, model),
        manifest=manifest_with_calls(own, files, opened.calls),
        forms=written_forms(model),
        english={
            **english_of_calls(files, opened.calls),
            **(english_of_common(files) if written else legacy_english(key)),
            **english,
        },
        calls=opened.calls,
    )


def files_hash(files: Mapping[str, str]) -> str:
    """Name a version by all its bytes, the English words among them."""
    return hashlib.sha256(
        json.dumps(files, sort_keys=True, ensure_ascii=False).encode()
    ).hexdigest()


def rules_of(session: Session, digest: str) -> CaseRules:
    """Return the frozen rules of a case by their digest.

    Raises CaseBroken where they are gone, or are no longer what was frozen.
    """
    if digest not in _RULES:
        content = bloc_years.ruleset(session, digest)
        if content is None:
            raise CaseBroken("RulesMissing", digest)
        check_rules(content, digest)
        _RULES[digest] = CaseRules.from_json(json.loads(content))
    return _RULES[digest]


def check_definition(files: str, version: str) -> None:
    """Raise CaseBroken where the files, as JSON text, are not those their hash names."""
    if not _is(files, files_hash, version):
        raise CaseBroken("DefinitionChanged", version)


def check_rules(content: str, digest: str) -> None:
    """Raise CaseBroken where rules, as JSON text, are not those their digest names."""
    if not _is(content, canonical.digest, digest):
        raise CaseBroken("RulesChanged", digest)


def _is(text: str, hashed: Callable[[Any], str], name: str) -> bool:
    """Hash the stored text itself: what a later version reads out of it may be more."""
    try:
        return hashed(json.loads(text)) == name
    except ValueError:
        return False
