"""A home that is full, closed or no folder is named; what stood half-written there is made anew."""

from contextlib import ExitStack
from pathlib import Path

import pytest

from server.embedded import Cluster, ClusterRefused
from server.supervisor import RunRefused, naming_the_home, secret_of
from tests.faults.harness.owned import folder, small_disk
from tests.faults.test_servers import fill
from tests.test_run import binhxet


def test_a_home_that_is_no_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("")
    for home in (tmp_path / "var", tmp_path / "var" / "below"):
        refused = binhxet("run", BINHXET_HOME=str(home))
        assert refused.returncode == 1
        assert f"Không ghi được vào {home} / cannot write there" in refused.stderr
        assert "Traceback" not in refused.stderr


def test_a_secret_left_empty_by_a_full_disk_is_made_anew(tmp_path: Path) -> None:
    for left in ("secret", "secret.new"):
        (tmp_path / left).touch()
    made = secret_of(tmp_path)
    assert len(made) >= 32
    assert secret_of(tmp_path) == made
    assert (tmp_path / "secret").stat().st_mode & 0o777 == 0o600


def test_a_full_home_is_named_and_leaves_no_empty_secret() -> None:
    with ExitStack() as stack:
        try:
            home = stack.enter_context(small_disk("64k"))
        except OSError as refused:
            pytest.skip(str(refused))
        fill(home / "filler")
        with pytest.raises(RunRefused, match="No space left"), naming_the_home(home, Cluster(home)):
            secret_of(home)
        assert not (home / "secret").exists()


def test_what_breaks_off_says_that_the_servers_disk_is_full() -> None:
    """The connection's end tells nothing; the server's log does."""
    with folder() as home:
        cluster = Cluster(home, durable=False)
        cluster.start()
        cluster.stop()
        with pytest.raises(RunRefused), naming_the_home(home, cluster):
            raise RunRefused("PostgreSQL has stopped")
        with (home / "postgres" / "server.log").open("a") as log:
            log.write('PANIC:  could not write to file "pg_wal/x": No space left on device\n')
        with pytest.raises(ClusterRefused, match="no space left"), naming_the_home(home, cluster):
            raise RunRefused("PostgreSQL has stopped")
