"""Who writes checkpoints without the log's key shows nobody a log, and hides no lag."""

from collections.abc import Callable

import pytest
from sqlalchemy import text

from server.actions.log.remembered import against_memory
from server.actions.log.sign import sign
from server.actions.transaction import Begin
from server.domain.log.checkpoints import Checkpoint, sign_checkpoint
from server.domain.log.tree import HASH_BYTES
from server.store.log import broken, leaves, tree_rows, trusted
from server.store.log.ed25519 import new_private_key, signer_of
from server.store.log.key_folder import KeyFolder
from server.store.log.lag import lag
from tests.actions.log.events import written
from tests.attacks.log.test_rewritten_logs import Tamper, grown
from tests.domain.log.trees import ORIGIN
from tests.worlds.databases import as_log

LARGE = 2**40
STRANGER = "nguoi-la.example/nhat-ky"
Forge = Callable[..., None]


@pytest.fixture
def true(begin: Begin, folder: KeyFolder) -> int:
    """Answer the size of a log that is signed."""
    grown(begin, folder, 300)
    with begin() as session:
        return leaves.size(session)


@pytest.fixture
def forge(tamper: Tamper) -> Forge:
    """Put a checkpoint there that another key signed."""

    def by(size: int, *, origin: str = ORIGIN, root: bytes = bytes(HASH_BYTES)) -> None:
        stranger = signer_of(new_private_key(), origin)
        note = sign_checkpoint(Checkpoint(origin, size, root), [stranger])
        tamper(f"INSERT INTO checkpoint(size, note) VALUES ({size}, '\\x{note.hex()}')")  # noqa: S608 - ours

    return by


def shown(begin: Begin) -> int:
    with begin() as session:
        newest = trusted.newest(session)
    return newest.size if newest else 0


@pytest.mark.parametrize("size", [LARGE, -1])
@pytest.mark.parametrize("origin", [ORIGIN, STRANGER])
def test_what_another_key_signed_is_not_shown(
    begin: Begin, true: int, forge: Forge, size: int, origin: str
) -> None:
    forge(size % (true - 1) if size < 0 else size, origin=origin)
    assert shown(begin) == true


def test_a_smaller_checkpoint_of_a_strangers_covers_nothing(
    begin: Begin, true: int, forge: Forge
) -> None:
    forge(7)
    with begin() as session:
        covering = trusted.covering(session, 3)
    assert covering is not None
    assert covering.size == true


@pytest.mark.parametrize("origin", [ORIGIN, STRANGER])
def test_what_another_key_signed_is_named(
    begin: Begin, folder: KeyFolder, true: int, forge: Forge, origin: str
) -> None:
    """Also over the very leaves, and under a name that no event tells of."""
    grown(begin, folder, 5)
    with begin() as session:
        root = tree_rows.edge(session, true - 1).root
    forge(true - 1, origin=origin, root=root)
    with begin() as session:
        found = set(broken.BROKEN["checkpoint"](session))
    assert ("P3 checkpoint not signed by its log", str(true - 1)) in found


def test_a_forged_checkpoint_hides_no_lag(begin: Begin, true: int, forge: Forge) -> None:
    forge(LARGE)
    written(begin, 2, minutes=3)
    with begin() as session:
        found = lag(session)
    assert (found.signed, found.since is not None) == (true, True)


def test_the_signer_goes_on_by_its_own_memory(
    begin: Begin, folder: KeyFolder, true: int, forge: Forge
) -> None:
    forge(LARGE)
    with as_log(begin)() as session:
        assert not sign(session, folder)
    grown(begin, folder, 4)
    assert shown(begin) > true


MEMORY = [
    ("P3 log shorter than what was signed", "DELETE FROM leaf WHERE idx > 20"),
    ("P3 log shorter than what was signed", "DELETE FROM leaf"),
    ("P3 log other than what was signed", "DELETE FROM tile"),
    ("P3 log other than what was signed",
     "UPDATE leaf SET entry = sha256(entry) WHERE idx = (SELECT max(idx) FROM leaf)"),
    ("P3 checkpoint larger than what was signed",
     "INSERT INTO checkpoint(size, note) SELECT max(size) + 1, '' FROM checkpoint"),
]  # fmt: skip


@pytest.mark.usefixtures("true")
@pytest.mark.parametrize(("invariant", "attack"), MEMORY)
def test_the_keys_own_memory_tells_what_the_database_lacks(
    begin: Begin, folder: KeyFolder, tamper: Tamper, invariant: str, attack: str
) -> None:
    with begin() as session:
        assert list(against_memory(session, folder)) == []
    tamper(attack)
    with begin() as session:
        assert invariant in {found for found, _ in against_memory(session, folder)}


def test_the_application_adds_nothing_to_the_log(begin: Begin, true: int) -> None:
    with begin() as session:
        rights = session.execute(text(RIGHTS), {"role": "binhxet_app"}).scalars().all()
    assert true
    assert rights == []


def test_the_logs_role_adds_to_the_log_alone(begin: Begin) -> None:
    with begin() as session:
        rights = session.execute(text(RIGHTS), {"role": "binhxet_log"}).scalars().all()
        writes = session.execute(text(WRITES)).scalars().all()
        reads = session.execute(text(READS)).scalars().all()
    assert rights == ["checkpoint", "leaf", "tile"]
    assert writes == []
    assert reads == ["change", "checkpoint", "event", "leaf", "tile"]


RIGHTS = """
SELECT name FROM unnest(ARRAY['checkpoint', 'leaf', 'tile']) AS name
WHERE has_table_privilege(:role, name, 'INSERT') ORDER BY 1
"""
OF_THE_LOG = """
SELECT c.relname FROM pg_class c
WHERE c.relnamespace = CAST('public' AS regnamespace) AND c.relkind = 'r'
"""
WRITES = f"""{OF_THE_LOG}
  AND (has_table_privilege('binhxet_log', c.oid, 'UPDATE, DELETE, TRUNCATE, TRIGGER, REFERENCES')
  OR has_any_column_privilege('binhxet_log', c.oid, 'UPDATE')
  OR c.relname NOT IN ('checkpoint', 'leaf', 'tile')
    AND has_any_column_privilege('binhxet_log', c.oid, 'INSERT')) ORDER BY 1
"""
READS = f"""{OF_THE_LOG}
  AND has_any_column_privilege('binhxet_log', c.oid, 'SELECT') ORDER BY 1
"""
