"""Going back to a moment with the memory of the log's key kept beside: no second history."""

from pathlib import Path

import pytest

from server.actions.log.sequence import sequence
from server.actions.log.sign import sign, take_over
from server.actions.transaction import transactions
from server.domain.log.signing import SigningRefused, WhyUnsigned
from server.store.log.key_folder import KeyFolder
from tests.actions.log.events import written
from tests.actions.log.log_keys import told_folder
from tests.domain.log.trees import ORIGIN
from tests.test_backup_drill import (
    NIGHTLY,
    Installation,
    begin_archiving,
    installation,
    restore,
    wait_until_recovered,
)

__all__ = ["installation"]
pytestmark = pytest.mark.slow


def kept(installation: Installation, folder: KeyFolder, number: int) -> WhyUnsigned | None:
    """Let so much happen, the log take it up and sign it; answer why it is not signed."""
    written(installation.office.begin, number)
    as_log = transactions(installation.cluster.log_url())
    sequence(as_log)
    try:
        with as_log() as session:
            sign(session, folder)
    except SigningRefused as refusal:
        return refusal.why
    return None


def moment(installation: Installation) -> str:
    """Answer a moment; something happens after it, so that it can be gone back to."""
    return installation.query("SELECT clock_timestamp()")


def gone_back(installation: Installation, to: str) -> None:
    installation.stop()
    restore(installation, to)
    installation.start()
    wait_until_recovered(installation)


@pytest.fixture
def folder(installation: Installation, tmp_path: Path) -> KeyFolder:
    """Answer the folder of a log that was signed before the night its server was copied."""
    made = told_folder(installation.office.begin, tmp_path / "log-keys", ORIGIN)
    begin_archiving(installation)
    assert kept(installation, made, 5) is None
    installation.shell(NIGHTLY)
    return made


def test_what_is_older_than_the_memory_is_never_signed_on(
    installation: Installation, folder: KeyFolder
) -> None:
    before = moment(installation)
    assert kept(installation, folder, 5) is None
    remembered = folder.signed()
    written(installation.office.begin, 1)
    gone_back(installation, before)
    assert kept(installation, folder, 1) is WhyUnsigned.ROLLED_BACK
    assert kept(installation, folder, 50) is WhyUnsigned.FORKED
    assert folder.signed() == remembered


def test_what_holds_all_that_was_signed_is_signed_on_once_somebody_takes_over(
    installation: Installation, folder: KeyFolder
) -> None:
    assert kept(installation, folder, 5) is None
    last = moment(installation)
    written(installation.office.begin, 1)
    gone_back(installation, last)
    assert kept(installation, folder, 1) is WhyUnsigned.COPIED
    with transactions(installation.cluster.log_url())() as session:
        take_over(session, folder)
    assert kept(installation, folder, 1) is None
