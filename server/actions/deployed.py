"""Definitions and rules as frozen in the database: immutable, so each process keeps them."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from server.domain.rules import CaseRules
from server.domain.words import Words
from server.engine import Definition
from server.store import Session, bloc_years


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployed:
    """One version of a definition with its forms and its English words."""

    hash: str
    key: str
    definition: Definition
    forms: Mapping[str, bytes]
    english: Mapping[str, str]

    def words(self, vietnamese: str) -> Words:
        """Return a text of the diagram or of a form in both languages."""
        return Words(vietnamese, self.english.get(vietnamese, ""))

    def form_hash(self, form: str) -> str:
        """Return the SHA-256 of a form, in hexadecimal."""
        return hashlib.sha256(self.forms[form]).hexdigest()


_DEFINITIONS: dict[str, Deployed] = {}
_RULES: dict[str, CaseRules] = {}


def deployed(session: Session, version: str) -> Deployed:
    """Return a deployed definition by its hash; raises NoResultFound."""
    if version not in _DEFINITIONS:
        _DEFINITIONS[version] = build(*bloc_years.definition(session, version))
    return _DEFINITIONS[version]


def build(key: str, files: Mapping[str, str]) -> Deployed:
    """Read a definition's files; raises the engine's DefinitionRefused."""
    model = {name: data.encode() for name, data in files.items() if not name.endswith(".en.json")}
    return Deployed(
        hash=files_hash(files),
        key=key,
        definition=Definition.read(key, model),
        forms={
            name.removesuffix(".json"): data
            for name, data in model.items()
            if name.endswith(".json")
        },
        english=json.loads(files.get(f"{key}.en.json", "{}")),
    )


def files_hash(files: Mapping[str, str]) -> str:
    """Name a version by all its bytes, the English words among them."""
    return hashlib.sha256(
        json.dumps(files, sort_keys=True, ensure_ascii=False).encode()
    ).hexdigest()


def rules_of(session: Session, digest: str) -> CaseRules:
    """Return the frozen rules of a case by their digest; raises NoResultFound."""
    if digest not in _RULES:
        _RULES[digest] = CaseRules.from_json(bloc_years.ruleset(session, digest))
    return _RULES[digest]
