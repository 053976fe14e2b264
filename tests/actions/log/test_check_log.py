"""What does not fit in the log is named by `binhxet check`, each by its own invariant."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from server.actions.installation.check_invariants import check
from server.actions.log import keys
from server.actions.log.ask_witnesses import ask
from server.actions.log.published import send
from server.actions.transaction import Begin
from server.domain.people.actors import Actor
from server.domain.texts.words import Words
from server.store.log.broken import BROKEN
from server.store.log.key_folder import KeyFolder
from server.store.log.told_keys import told_keys
from tests.actions.log.events import written
from tests.actions.log.pairs import Pair
from tests.domain.log.trees import ORIGIN

NOW = datetime(2026, 1, 5, tzinfo=UTC)
ADMINISTRATOR = Actor(
    person_id=UUID(int=1),
    name="Quản trị viên",
    post_id="p/a/administrator",
    post_title=Words(vi="Quản trị viên", en="Administrator"),
    unit_id="p/a",
    unit_ids=frozenset({"p/a"}),
    positions=frozenset(),
)
AGED = """
UPDATE event SET db_time = db_time - interval '2 minutes'; DELETE FROM leaf WHERE idx = 299
"""
ATTACKS = [
    ("P3 leaf of another entry", "UPDATE leaf SET entry = sha256(entry) WHERE idx = 300"),
    ("P3 leaf of another entry", "UPDATE event SET hash = reverse(hash) WHERE kind = 'test'"),
    ("P3 leaf of another entry", "DELETE FROM event WHERE kind = 'test' AND seq = 7"),
    ("P3 event without its leaf", AGED),
    ("P3 event without its leaf", ("INSERT INTO event SELECT (jsonb_populate_record(e,"
     " jsonb_build_object('id', gen_random_uuid(), 'seq', 99999, 'db_time', '2020-01-01'))).*"
     " FROM event e LIMIT 1")),
    ("P3 gap before a leaf", "DELETE FROM leaf WHERE idx = 20"),
    ("P3 gap before a leaf", "UPDATE leaf SET idx = idx + 1000000 WHERE idx = 20"),
    ("P3 leaf of other changes", ("UPDATE leaf SET entry = sha256(entry)"
     " WHERE idx = (SELECT min(idx) FROM leaf WHERE change_n IS NOT NULL)")),
    ("P3 leaf of other changes", "UPDATE change SET op = 'U' WHERE op <> 'U'"),
    ("P3 leaf of other changes", "DELETE FROM change WHERE n = (SELECT min(n) FROM change)"),
    ("P3 changes without their leaf", ("UPDATE change SET at = at - interval '2 minutes';"
     " DELETE FROM leaf WHERE change_n IS NOT NULL")),
    ("P3 tile not of its leaves", "UPDATE tile SET root = sha256(root)"),
    ("P3 tile not of its leaves",
     "UPDATE tile SET data = set_byte(data, 9, 255 - get_byte(data, 9))"),
    ("P3 tile not of its leaves", "DELETE FROM tile"),
    ("P3 tile not of its leaves", "INSERT INTO tile SELECT level, n + 9, root, data FROM tile"),
    ("P3 checkpoint of another tree", ("UPDATE checkpoint SET note = convert_to("
     "replace(convert_from(note, 'UTF8'), chr(10) || size, chr(10) || '1' || size), 'UTF8')")),
    ("P3 checkpoint not signed by its log", ("UPDATE checkpoint SET note = convert_to("
     "replace(convert_from(note, 'UTF8'), '\u2014 ', '\u2014 x.'), 'UTF8')")),
    ("P3 checkpoint not signed by its log", ("DELETE FROM event_payload p USING event e"
     " WHERE e.id = p.event_id AND e.stream = 'log'")),
    ("P3 log without leaves", ("DELETE FROM leaf; DELETE FROM tile; DELETE FROM cosignature;"
     " DELETE FROM checkpoint;"
     " UPDATE event SET db_time = db_time - interval '2 minutes' WHERE stream = 'log'")),
    ("P3 checkpoint without its leaves", "DELETE FROM leaf WHERE idx > 200"),
    ("P3 cosignature of another checkpoint",
     "UPDATE cosignature SET cosigned_at = cosigned_at - interval '1 hour'"),
    ("P3 cosignature of another checkpoint",
     "UPDATE cosignature SET size = (SELECT min(size) FROM checkpoint)"),
    ("P3 cosignature of another checkpoint",
     "DELETE FROM checkpoint WHERE size = (SELECT max(size) FROM cosignature)"),
    ("P3 time stamp of another checkpoint",
     "INSERT INTO time_stamp(size, answer) SELECT max(size), '\\x3003' FROM checkpoint"),
    ("P3 time stamp of another checkpoint",
     "INSERT INTO time_stamp(size, answer) VALUES (7, '\\x3003')"),
]  # fmt: skip


@pytest.fixture
def kept(pair: Pair) -> Pair:
    """Answer a log of two checkpoints, the second cosigned, with its key told in it."""
    pair.grow(100)
    pair.grow(300)
    ask(pair.begin, pair.policy, send)
    return pair


def test_a_first_key_that_nobody_told_of_is_told_with_the_second(
    begin: Begin, tmp_path: Path
) -> None:
    made = KeyFolder(tmp_path / "made")
    made.create(ORIGIN)
    with begin() as session:
        keys.rotate(session, made, actor=ADMINISTRATOR, now=NOW)
        assert {key.text for key in told_keys(session)} == {
            signer.key.text for signer in made.signers()
        }


def invariants(begin: Begin) -> set[str]:
    with begin() as session:
        return {invariant for look in BROKEN.values() for invariant, _ in look(session)}


def test_a_sound_log_has_no_breach(kept: Pair) -> None:
    assert invariants(kept.begin) == set()


def test_nothing_is_missing_where_no_log_was_begun(begin: Begin) -> None:
    written(begin, 3, minutes=5)
    assert invariants(begin) == set()


def test_an_event_that_waits_for_its_second_is_no_breach(kept: Pair) -> None:
    written(kept.begin, 3)
    assert invariants(kept.begin) == set()
    written(kept.begin, 3, minutes=2)
    assert invariants(kept.begin) == {"P3 event without its leaf"}


@pytest.mark.parametrize(("invariant", "attack"), ATTACKS)
def test_an_attack_on_the_log_is_named(
    kept: Pair, tamper: Callable[[str], None], invariant: str, attack: str
) -> None:
    tamper(attack)
    assert invariant in invariants(kept.begin)


def test_the_check_of_all_asks_for_the_log(
    kept: Pair, folder: KeyFolder, tamper: Callable[[str], None]
) -> None:
    assert folder.exists()
    tamper("UPDATE tile SET root = sha256(root)")
    with kept.begin() as session:
        found = check(session, now=NOW)
    assert "P3 tile not of its leaves" in {breach.invariant for breach in found}
