"""A command on a database without tables says what to run first."""

import pytest

from server.cli import main
from server.embedded import Cluster
from tests.worlds.databases import cloned


@pytest.mark.parametrize("command", [["deploy"], ["check"], ["ops", "health"]])
def test_a_command_on_a_database_without_tables_names_migrate(
    command: list[str],
    cluster: Cluster,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with cloned(cluster, template="template0") as bare:
        monkeypatch.setenv("DATABASE_URL", bare.url)
        assert main(command) == 1
    assert "binhxet migrate" in capsys.readouterr().err
