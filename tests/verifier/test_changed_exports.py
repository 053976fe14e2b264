"""Any single change of an export is found, and named.

A witness's line that is gone, or by a name nobody pinned, breaks nothing; that is said instead.
"""

import os
import random
from pathlib import Path

import pytest
from sqlalchemy import text

from server.actions.transaction import transactions
from server.store.tasks import blobs
from tests.attacks.parts import Outcome
from tests.verifier.changing import changed
from tests.verifier.logged import Logged
from tests.verifier.running import Answer

CHANGES = int(os.environ.get("EXPORT_CHANGES", "240"))
WEAKER = {"unknown", "fewer"}


@pytest.mark.parametrize("honest_sum", [False, True], ids=["as it is", "with a new sum"])
def test_every_single_change_is_found_and_named(
    history: Logged, tmp_path: Path, *, honest_sum: bool
) -> None:
    keep_files(history, tmp_path)
    outcome = Outcome(f"exports {'with a new sum' if honest_sum else 'as it is'}")
    for number in outcome.each(CHANGES // 2):
        draw = random.Random(f"{outcome.of} {number}")  # noqa: S311 - the same changes each time
        name = draw.choice(sorted(history.exports))
        sound = history.exports[name]
        change = changed(sound, draw, honest_sum=honest_sum)
        if change.data == sound:
            continue
        answer = Answer(change.data, history.keys.pins, str(tmp_path))
        weaker = bool(WEAKER & answer.notes.keys())
        named = answer.codes != {"end"} or weaker or change.line >= sound.count(b"\n")
        outcome.judge(
            f"{number} {name} {change.line} {change.told}",
            found=answer.code != 0 or weaker,
            named=named,
            told=answer.findings[:3],
        )
    assert outcome.missed == []
    assert outcome.misnamed == []


def keep_files(history: Logged, folder: Path) -> None:
    """Take the attachments themselves, each called by its hash: their sizes are proved then."""
    with transactions(history.year.database.url)() as session:
        for sha in session.execute(text("SELECT sha256 FROM blob")).scalars():
            (folder / sha).write_bytes(blobs.read(session, sha))
