"""A promise names one event and its instant, and is signed by a key that is not the log's."""

from datetime import UTC, datetime, timedelta

import pytest

from server.domain.log.notes import open_note
from server.domain.log.promises import Promise
from server.domain.log.refused import LogRefused
from server.store.log.ed25519 import verify
from server.store.log.promise_key import promise_signer

AT = datetime(2024, 12, 9, 1, 5, tzinfo=UTC)
PROMISE = Promise("ab" * 32, "case/1", 7, AT)
SIGNER = promise_signer("a secret of the installation", "binhxet.example")


def test_a_signed_promise_is_read_again() -> None:
    opened = open_note(PROMISE.signed(SIGNER), [SIGNER.key], verify)
    assert Promise.parse(opened.text) == PROMISE
    assert PROMISE.until == AT + timedelta(seconds=60)


def test_another_secret_is_another_key() -> None:
    other = promise_signer("another secret", "binhxet.example")
    with pytest.raises(LogRefused, match="known key"):
        open_note(PROMISE.signed(other), [SIGNER.key], verify)


@pytest.mark.parametrize(
    "change", [(b"case/1 7", b"case/1 8"), (b"01:05", b"01:06"), (b"ab", b"ac")]
)
def test_a_changed_promise_is_refused(change: tuple[bytes, bytes]) -> None:
    note = PROMISE.signed(SIGNER).replace(*change, 1)
    with pytest.raises(LogRefused):
        open_note(note, [SIGNER.key], verify)


@pytest.mark.parametrize(
    "text",
    ["", "x\n", PROMISE.text[:-1], PROMISE.text + "more\n", PROMISE.text.replace("+00:00", "")],
)
def test_what_is_no_promise_is_refused(text: str) -> None:
    with pytest.raises(LogRefused):
        Promise.parse(text)
