"""A log that is signed twice, witnessed and stamped."""

from pathlib import Path

from server.actions.log import keys, sign
from server.actions.log.sequence import sequence
from server.domain.log.checkpoints import unchecked
from server.domain.log.keys import KeyKind, Signer
from server.domain.log.notes import cosignature
from server.domain.log.time_stamps import request
from server.store.history import journal
from server.store.log import checkpoints, trusted
from server.store.log.ed25519 import new_private_key, signer_of
from server.store.log.key_folder import KeyFolder
from tests.actions.log.test_stamp import Authority
from tests.worlds.databases import as_log
from tests.worlds.year import Year

ORIGIN = "binhxet.example.vn/nhat-ky"
WITNESSES = ("thanh-tra.example.vn", "kiem-toan.example.vn")
COSIGNED_AT = 1_733_000_000
MORE = 300
"""Events so that a tile is full."""


def keep_log(year: Year, folder: Path) -> None:
    """Put everything into a log of its own, in two steps, each signed, cosigned and stamped."""
    held = KeyFolder(folder / "log")
    with year.begin() as session:
        keys.begin(session, held, ORIGIN, now=year.tick())
    authority = Authority(folder)
    authority.make()
    witnesses = [signer_of(new_private_key(), name, KeyKind.WITNESS) for name in WITNESSES]
    for _ in range(2):
        sequence(as_log(year.begin))
        _sign(year, held, witnesses, authority)
        with year.begin() as session:
            for _ in range(MORE):
                journal.note(
                    session, stream="tests", kind="told", object="", actor=None, payload={},
                    now=year.tick(),
                )  # fmt: skip
    sequence(as_log(year.begin))
    _sign(year, held, witnesses, authority)


def _sign(year: Year, held: KeyFolder, witnesses: list[Signer], authority: Authority) -> None:
    with as_log(year.begin)() as session:
        assert sign.sign(session, held)
    with year.begin() as session:
        signed = trusted.newest(session)
        assert signed is not None
        for witness in witnesses:
            line = cosignature(unchecked(signed.note).text, witness, COSIGNED_AT)
            checkpoints.write_cosignature(session, signed.size, witness.key, line, at=COSIGNED_AT)
        stamp = authority.answer(request(signed.note, b"8 random"))
        checkpoints.write_stamp(session, signed.size, stamp)
