"""Time stamps of an authority that the auditor pinned."""

import base64
import hashlib
import json
from pathlib import Path

import pytest

from server.domain.log.time_stamps import request
from tests.actions.log.test_stamp import Authority
from tests.verifier.changing import lines_of, summed, written
from tests.verifier.logged import Logged
from tests.verifier.reading.test_stamped import answer, within
from tests.verifier.running import Answer


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    made = Authority(tmp_path)
    made.make()
    return made


def stamped(data: bytes, authority: Authority, *, over: bytes | None = None) -> bytes:
    """Have the last checkpoint of an export stamped, or something else in its stead."""
    lines = list(map(json.loads, lines_of(data)))
    note = lines[-2]["note"]
    text, _, signatures = note.rpartition("\n\n")
    own = f"{text}\n\n" + signatures.split("\n")[0] + "\n"
    answer = authority.answer(request(over or own.encode(), b"8 random"))
    stamp = {
        "type": "stamp",
        "size": int(note.split("\n")[1]),
        "token": base64.b64encode(answer).decode(),
    }
    lines[0]["counts"]["stamp"] = 1
    return summed([written(line) for line in (*lines[:-1], stamp, lines[-1])])


def test_a_stamp_holds_by_the_pinned_authority_alone(history: Logged, authority: Authority) -> None:
    data = stamped(history.exports["case"], authority)
    ours = f"{history.keys.pins}#binhxet tsa {authority.folder / 'root.pem'}\n"
    told = Answer(data, ours)
    assert (told.findings, told.notes["stamped"]) == ([], 1)
    assert Answer(data, history.keys.pins).notes["unstamped"] == 1
    (authority.folder / "other").mkdir()
    other = Authority(authority.folder / "other")
    other.make()
    theirs = f"{history.keys.pins}#binhxet tsa {other.folder / 'root.pem'}\n"
    assert Answer(data, theirs).codes == {"stamp"}


def test_a_stamp_over_something_else_is_none(history: Logged, authority: Authority) -> None:
    data = stamped(history.exports["case"], authority, over=b"another note\n")
    assert Answer(data, history.keys.pins).codes == {"stamp"}


def test_a_stamp_over_something_else_is_none_for_the_digest_that_stands_beside_it(
    history: Logged, authority: Authority
) -> None:
    lines = list(map(json.loads, lines_of(stamped(history.exports["case"], authority))))
    text, _, signatures = lines[-3]["note"].rpartition("\n\n")
    own = f"{text}\n\n" + signatures.split("\n")[0] + "\n"
    digest = hashlib.sha256(own.encode()).digest()
    for over, codes in ((digest, set()), (bytes(32), {"stamp"})):
        token = answer(over, beside=within(0x0C, digest))
        lines[-2]["token"] = base64.b64encode(token).decode()
        data = summed([written(line) for line in lines])
        assert Answer(data, history.keys.pins).codes == codes


def test_a_stamp_of_another_checkpoint_is_none_of_this_one(
    history: Logged, authority: Authority
) -> None:
    """A stamp that holds, played again beside an older checkpoint: time is not to be borrowed."""
    lines = list(map(json.loads, lines_of(stamped(history.exports["case"], authority))))
    sizes = [int(line["note"].split("\n")[1]) for line in lines if line["type"] == "checkpoint"]
    assert sizes[0] != sizes[-1]
    lines[-2]["size"] = sizes[0]
    data = summed([written(line) for line in lines])
    ours = f"{history.keys.pins}#binhxet tsa {authority.folder / 'root.pem'}\n"
    for pins in (ours, history.keys.pins):
        assert Answer(data, pins).codes == {"stamp"}


def test_a_stamp_by_a_certificate_that_was_over_is_none(
    history: Logged, authority: Authority
) -> None:
    data = stamped(history.exports["case"], authority)
    ended = (
        *("x509", "-req", "-in", "tsa.csr", "-CA", "root.pem", "-CAkey", "root.key"),
        *("-set_serial", "3", "-days", "-1", "-extfile", "settings", "-extensions", "stamping"),
    )
    authority.openssl(*ended, "-out", "tsa.pem")
    over = stamped(history.exports["case"], authority)
    ours = f"{history.keys.pins}#binhxet tsa {authority.folder / 'root.pem'}\n"
    assert Answer(data, ours).notes["stamped"] == 1
    assert Answer(over, history.keys.pins).notes["unstamped"] == 1, "it is over the checkpoint"
    assert Answer(over, ours).codes == {"stamp"}
