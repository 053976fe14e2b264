"""A played year whose history stands in a signed and witnessed log, and what is exported of it."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from server.actions.log import sequence, sign
from server.actions.transaction import Begin, transactions
from server.domain.log.checkpoints import unchecked
from server.domain.log.keys import KeyKind, Signer
from server.domain.log.notes import cosignature
from server.domain.log.tree import leaf_hash
from server.store import Session
from server.store.log import checkpoints, leaves, tree_rows, trusted
from server.store.log.ed25519 import new_private_key, signer_of
from server.store.log.key_folder import KeyFolder
from server.store.log.leaves import Unsequenced
from tests.actions.log.log_keys import told_folder
from tests.worlds.databases import Database, as_log
from tests.worlds.played import Played
from tests.worlds.web.posting import send

ORIGIN = "binhxet.example.vn/nhat-ky"
WITNESS = "thanh-tra.example.vn"
AUDITOR = "thanh-tra.auditor"
COSIGNED_AT = 1_733_000_000
OTHERS = 7
FAR = 10**15
"""Beyond the numbers of real changes."""


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of the log and of its witness."""

    log: Signer
    witness: Signer

    @property
    def pins(self) -> str:
        """What an auditor has on paper, as a policy file."""
        return (
            f"log {self.log.key.text}\nwitness w {self.witness.key.text}\n"
            "group outside 1 w\nquorum outside\n"
        )


def new_keys() -> Keys:
    """Make the keys of a log and of a witness."""
    witness = signer_of(new_private_key(), WITNESS, KeyKind.WITNESS)
    return Keys(signer_of(new_private_key(), ORIGIN), witness)


@dataclass(frozen=True, slots=True)
class Logged:
    """The year, its keys, and its exports by what they are of."""

    year: Played
    keys: Keys
    exports: Mapping[str, bytes]


def logged(database: Database, place: Path) -> Logged:
    """Export what is in the log, with two checkpoints; the acts of exporting come after it."""
    year, begin = Played.of(database), transactions(database.url)
    folder = told_folder(begin, place, ORIGIN)
    keys = Keys(folder.signers()[0], new_keys().witness)
    for most in (120, 5000):
        grow(begin, folder, keys, most)
    case = year.cases()["submission"].rpartition("/")[2]
    asked = {
        "case": {"case": case},
        "period": {"from": "10/11/2024", "to": "15/11/2024"},
        "excerpt": {"act": "score"},
        "known": {"case": case, "known": "137"},
        "whole": {},
    }
    return Logged(year, keys, {name: exported(year, wanted) for name, wanted in asked.items()})


def exported(year: Played, wanted: Mapping[str, str]) -> bytes:
    """Take an export as the auditor does."""
    client = year.as_post(AUDITOR)
    answer = send(client, "/audit/export", {"form": "ndjson", **wanted}, at="/audit")
    assert answer.status_code == 200
    data: bytes = answer.data
    return data


def grow(begin: Begin, folder: KeyFolder, keys: Keys, most: int) -> None:
    """Put so many entries into the log, and some that no event has; sign and cosign it."""
    with as_log(begin)() as session:
        sequence.append(session, None, most=most)
    with as_log(begin)() as session:
        _others(session, OTHERS)
    with as_log(begin)() as session:
        assert sign.sign(session, folder)
    with begin() as session:
        signed = trusted.newest(session)
        assert signed is not None
        line = cosignature(unchecked(signed.note).text, keys.witness, COSIGNED_AT)
        checkpoints.write_cosignature(session, signed.size, keys.witness.key, line, at=COSIGNED_AT)


def _others(session: Session, number: int) -> None:
    """Add leaves that no export tells."""
    size = leaves.size(session)
    found = [Unsequenced(os.urandom(32), None, FAR + size + n) for n in range(number)]
    _, full = tree_rows.edge(session, size).grown([leaf_hash(row.entry) for row in found])
    leaves.append(session, size, found)
    tree_rows.write(session, full)
