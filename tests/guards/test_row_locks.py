"""Rows others refer to are locked without their key, so that who adds a reference never waits."""

import re

from server.config import ROOT

DELETED_NEXT = {"blobs.py": "the bytes go with the lock: whoever still wants them has to wait"}
"""Where the whole row is locked, by file, and why."""
WHOLE_ROW = re.compile(r"FOR UPDATE|with_for_update\((?!.*key_share=True)")


def test_no_row_is_locked_with_its_key_but_to_be_deleted() -> None:
    found = {
        path.name
        for path in (ROOT / "server").rglob("*.py")
        if WHOLE_ROW.search(path.read_text(encoding="utf-8"))
    }
    assert found == set(DELETED_NEXT)
