"""A folder deployed again: what is there already is left alone, and not judged a second time."""

from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from server.actions.deployment import deploy
from server.engine import DefinitionRefused
from tests.worlds.processes.unknown_process import UnknownProcess
from tests.worlds.year import BEGINS

REFUSED = "\n[files]\nnothing = 'nowhere'\n"
"""Reads well, and names a circle that there is not."""


def test_only_what_is_new_is_judged(session: Session, tmp_path: Path) -> None:
    made = UnknownProcess(one=False, recall=True)
    folder = made.write(tmp_path / "ours")
    manifest = folder / f"{made.key}.toml"
    manifest.write_text(manifest.read_text() + REFUSED)
    with pytest.raises(DefinitionRefused):
        deploy.deploy_ours(session, workflows=folder, forms=folder, now=BEGINS)
    files = deploy.collect(made.key, folder, folder)
    deploy.freeze(session, made.key, files, actor=None, now=BEGINS)
    deploy.deploy_ours(session, workflows=folder, forms=folder, now=BEGINS)
    manifest.write_text(manifest.read_text() + "# Một lời chú.\n")
    with pytest.raises(DefinitionRefused):
        deploy.deploy_ours(session, workflows=folder, forms=folder, now=BEGINS)
