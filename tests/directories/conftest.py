"""The directories of this folder's tests, started once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.worlds.directories.slapd import Slapd, slapd


@pytest.fixture(scope="module")
def ldap(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Slapd]:
    folder: Path = tmp_path_factory.mktemp("slapd")
    with slapd(folder) as running:
        yield running
