"""The hash chain of a stream: whatever is changed afterwards, the chain no longer fits."""

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
import rfc8785
from hypothesis import example, given
from hypothesis import strategies as st

from server.domain.canonical import Json
from server.store.history.chain import (
    FORMAT,
    Header,
    breaks,
    canonical,
    payload_digest,
)

AT = datetime(2024, 12, 9, 1, 5, tzinfo=UTC)
SALT = "00" * 16


def row(seq: int, prev_hash: str) -> dict[str, Any]:
    """Build one row of the event table with its payload."""
    payload = canonical({"reason": f"Lý do {seq}"})
    values: dict[str, Any] = {
        "format": FORMAT,
        "id": UUID(int=seq),
        "province": "bac-giang",
        "stream": "people",
        "seq": seq,
        "prev_hash": prev_hash,
        "kind": "person.added",
        "object": f"person/{seq}",
        "act_time": AT,
        "db_time": AT,
        "clock_offset_seconds": 0,
        "definition_hash": "",
        "form_hash": "",
        "attachments": "[]",
        "simulated": False,
        "payload_digest": payload_digest(SALT, payload),
    }
    return {**values, "hash": Header.of(values).hash(), "salt": SALT, "payload": payload}


def chain(length: int = 3) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    for seq in range(1, length + 1):
        made.append(row(seq, made[-1]["hash"] if made else ""))
    return made


def why(rows: list[dict[str, Any]]) -> list[tuple[int, str]]:
    return [(found.seq, found.why) for found in breaks(rows)]


def test_an_untouched_chain_fits() -> None:
    assert why(chain()) == []


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("kind", "person.removed"),
        ("object", "person/9"),
        ("act_time", datetime(2024, 12, 10, tzinfo=UTC)),
        ("db_time", datetime(2024, 12, 10, tzinfo=UTC)),
        ("clock_offset_seconds", 60),
        ("attachments", '["ab"]'),
        ("simulated", True),
        ("province", "bac-ninh"),
        ("payload_digest", "00"),
        ("definition_hash", "x"),
    ],
)
def test_a_changed_column_is_found(column: str, value: object) -> None:
    rows = chain()
    rows[1][column] = value
    assert why(rows) == [(2, "hash")]


def test_a_changed_payload_is_found() -> None:
    rows = chain()
    rows[1]["payload"] = canonical({"reason": "Lý do khác"})
    assert why(rows) == [(2, "payload")]


def test_a_changed_and_rehashed_event_breaks_its_successor() -> None:
    rows = chain()
    rows[1]["kind"] = "person.removed"
    rows[1]["hash"] = Header.of(rows[1]).hash()
    assert why(rows) == [(3, "previous")]


def test_a_missing_event_is_found() -> None:
    first, _, third = chain()
    assert why([first, third]) == [(3, "sequence")]


def test_an_event_put_before_the_first_is_found() -> None:
    assert why([row(1, "ab" * 32)]) == [(1, "previous")]


def test_an_erased_payload_leaves_every_proof_standing() -> None:
    rows = chain()
    rows[1] |= {"salt": None, "payload": None}
    assert why(rows) == []


def test_the_same_payload_has_another_digest_under_another_salt() -> None:
    text = canonical({"name": "Giám đốc"})
    assert payload_digest("00" * 16, text) != payload_digest("11" * 16, text)


def test_a_header_is_hashed_in_its_canonical_form() -> None:
    header = Header.of(row(1, ""))
    assert header.hash() == Header(**dict(reversed(asdict(header).items()))).hash()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
)


@given(st.dictionaries(st.text(), JSON, max_size=5))
@example({"\ue000": 1, "\U00010000": 2, "": 3})
@example({"n": 2**53 - 1})
@example({"n": [2**53]})
@example({"n": [0, -1e22]})
@example({"n": 1e-7})
@example({"n": -0.0})
@example({"t": '\x00\x1f\x7f\u2028\ud7ff/\\"'})
def test_what_is_hashed_is_canonical_by_the_rfc(value: dict[str, Json]) -> None:
    try:
        by_the_rfc = rfc8785.dumps(value).decode()
    except rfc8785.CanonicalizationError:
        with pytest.raises(ValueError, match=r"."):
            canonical(value)
    else:
        assert canonical(value) == by_the_rfc
