"""Manifests for versions that were deployed before there were manifests: data, by key.

`server/processes/<key>/legacy.toml`, with its English in `legacy.en.json`, serves every version of
that key without a manifest of its own. It never changes: open cases are seen as it says.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from server.domain.manifest import Manifest, closed_manifest, frozen_manifest

PROCESSES: Final = Path(__file__).parents[2] / "processes"


@cache
def legacy_manifests() -> Mapping[str, Manifest]:
    """Return them all by key."""
    return {
        path.parent.name: frozen_manifest(path.parent.name, path.read_text(encoding="utf-8"))
        for path in sorted(PROCESSES.glob("*/legacy.toml"))
    }


def legacy_manifest(key: str) -> Manifest:
    """Return the one of a key, and a closed one for a key that never had any."""
    return legacy_manifests().get(key) or closed_manifest(key)


def legacy_text(key: str) -> str:
    """Return the text of one, empty for a key that never had any."""
    path = PROCESSES / key / "legacy.toml"
    return path.read_text(encoding="utf-8") if path.exists() else ""


@cache
def legacy_english(key: str) -> Mapping[str, str]:
    """Return the English of its words."""
    path = PROCESSES / key / "legacy.en.json"
    found: dict[str, str] = json.loads(path.read_bytes()) if path.exists() else {}
    return found
