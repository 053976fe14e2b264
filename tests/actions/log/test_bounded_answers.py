"""An answer of a log, witness or authority has an end before its body, too."""

import pytest

from server.actions.log.bounded_answers import LONGEST_HEAD
from server.actions.log.published import LogUnreachable, reader
from tests.actions.log.test_stamp_attacks import speaking

BEGIN, END = b"HTTP/1.1 200 OK\r\n", b"\r\n"
MORE = b"X-More: " + b"x" * 4000 + b"\r\n"
HEAD = BEGIN + b"Content-Length: 2\r\n"


def test_an_answer_with_some_headers_is_read() -> None:
    continues = b"HTTP/1.1 100 Continue\r\n\r\n"
    with speaking(continues, HEAD, MORE * 3, END, b"ok", then_silent=False) as address:
        assert reader(address.rstrip("/"))("checkpoint") == b"ok"


@pytest.mark.parametrize(
    "head",
    [
        HEAD + MORE * (LONGEST_HEAD // len(MORE) + 2),
        b"HTTP/1.1 100 Continue\r\n\r\n" * LONGEST_HEAD,
        (b"HTTP/1.1 100 Continue\r\n" + MORE + END) * (LONGEST_HEAD // len(MORE) + 2) + HEAD,
    ],
    ids=["headers", "continues", "headers of continues"],
)
def test_headers_without_end_are_refused(head: bytes) -> None:
    with (
        speaking(head, END, b"ok") as address,
        pytest.raises(LogUnreachable, match=f"more than {LONGEST_HEAD} bytes"),
    ):
        reader(address.rstrip("/"))("checkpoint")
