"""What changed in a manifest is called by a word, not by its name in the file."""

import tomllib

import pytest

from server.actions.deployment.deploy import keys
from server.actions.deployment.difference.manifests import field_names
from server.config import ROOT
from server.web.deployment.difference_words import part_word

WORKFLOWS = ROOT / "workflows"
CHAIN = frozenset(keys(WORKFLOWS))
"""`after` names a process by its key."""


@pytest.mark.parametrize("key", sorted(CHAIN))
def test_every_part_of_a_shipped_manifest_has_a_word(key: str) -> None:
    parts = field_names(tomllib.loads((WORKFLOWS / f"{key}.toml").read_text(encoding="utf-8")))
    typed = {part for part in parts if ".values." in part or ".computed." in part}
    assert [part for part in sorted(parts - typed - CHAIN) if part_word(part) == part] == []
