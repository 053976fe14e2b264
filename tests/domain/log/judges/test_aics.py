"""An implementation of others, aics-tlog 0.2.1, judges our proofs, notes and tiles.

It is no dependency: install it by `pip install --ignore-requires-python --no-deps --target FOLDER`
and name the folder in PYTHONPATH. Without it these tests are skipped.
"""

import pytest

from server.domain.log.checkpoints import Checkpoint
from server.domain.log.notes import cosignature, with_signatures
from server.domain.log.tiles import TileName, bundle
from server.domain.log.tree import consistency, inclusion
from tests.domain.log.reading import tiles_of
from tests.domain.log.trees import (
    LOG,
    ORIGIN,
    WITNESS,
    by_the_rfc,
    checkpoint,
    entry,
    leaves,
    node_in,
)

judge = pytest.importorskip("aics_tlog", reason="aics-tlog is not installed")
MOST = 64
ALL = leaves(600)
NODE = node_in(ALL)
ROOTS = [by_the_rfc(ALL[:size]) for size in range(MOST + 2)]
AT = 1_767_225_600


def changed(data: bytes, at: int = 0) -> bytes:
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def test_it_accepts_our_inclusion_proofs_and_no_changed_one() -> None:
    for size in range(1, MOST + 1):
        for index in range(size):
            proof = inclusion(index, size, NODE)
            assert judge.verify_inclusion(ALL[index], index, size, proof, ROOTS[size])
            assert not judge.verify_inclusion(ALL[index + 1], index, size, proof, ROOTS[size])
            if proof:
                other = [changed(proof[0]), *proof[1:]]
                assert not judge.verify_inclusion(ALL[index], index, size, other, ROOTS[size])


def test_it_accepts_our_consistency_proofs_and_no_changed_one() -> None:
    for new in range(1, MOST + 1):
        for old in range(1, new):
            proof = consistency(old, new, NODE)
            assert judge.verify_consistency(old, new, ROOTS[old], ROOTS[new], proof)
            assert not judge.verify_consistency(old, new, ROOTS[old], ROOTS[new - 1], proof)
            other = [changed(proof[0]), *proof[1:]]
            assert not judge.verify_consistency(old, new, ROOTS[old], ROOTS[new], other)


def test_it_opens_our_cosigned_checkpoint_and_no_changed_one() -> None:
    text = Checkpoint(ORIGIN, 7, ROOTS[7]).text
    note = with_signatures(checkpoint(7), [cosignature(text, WITNESS, AT)])
    assert opens(note)
    for at in range(len(note) - 1):  # it takes a note without its last line feed for one
        assert not opens(changed(note, at)), at


def opens(note: bytes) -> bool:
    log, witness = judge.parse_vkey(LOG.key.text), judge.parse_vkey(WITNESS.key.text)
    try:
        parsed = judge.parse_note(note)
        told = judge.verify_checkpoint(parsed, log, [witness], 1, expected_origin=ORIGIN)
        found = judge.parse_checkpoint(parsed.text)
    except Exception:  # noqa: BLE001 - whatever it refuses by
        return False
    return bool(told.ok) and (found.size, found.root) == (7, ROOTS[7])


def test_it_audits_our_tiles_and_finds_a_changed_entry() -> None:
    size = len(ALL)
    files = {name.path: tile(name) for name in tiles_of(size)}
    entries = [entry(index) for index in range(size)]
    for name in (TileName(None, 0), TileName(None, 1), TileName(None, 2, size - 512)):
        first = name.index * 256
        files[name.path] = bundle(entries[first : first + name.width])
    root = by_the_rfc(ALL)
    judge.audit_tiles(judge.MemoryTileReader(files), size, root)
    files["tile/entries/001"] = changed(files["tile/entries/001"], 50)
    with pytest.raises(Exception, match=r"."):
        judge.audit_tiles(judge.MemoryTileReader(files), size, root)


def tile(name: TileName) -> bytes:
    level, first = 8 * (name.level or 0), name.index * 256
    return b"".join(NODE(level, first + at) for at in range(name.width))
