"""An authority that hands out what is no stamp of this checkpoint: nothing of it is kept."""

import hashlib
import logging
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from server.actions.log.published import LogUnreachable
from server.actions.log.stamp import stamp
from server.domain.log.time_stamps import request
from server.jobs import stamper
from server.store.log import checkpoints, trusted
from tests.actions.log.pairs import Pair
from tests.actions.log.test_stamp import Authority

Answer = Callable[[bytes], bytes]
NONCE = b"8 random"


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    made = Authority(tmp_path_factory.mktemp("authority"))
    made.make()
    return made


@contextmanager
def answering(answer: Answer, status: int = 200) -> Iterator[str]:
    """Answer every request so; yield the address."""

    class Answering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            data = answer(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(status)
            self.end_headers()
            self.wfile.write(data)

    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
        thread.join()


@contextmanager
def speaking(*said: bytes, then_silent: bool = True) -> Iterator[str]:
    """Answer the first request with these bytes, HTTP or not, bit by bit; yield the address."""
    done = threading.Event()

    def speak() -> None:
        with suppress(OSError), listening.accept()[0] as caller:
            caller.recv(1 << 16)
            for each in said:
                caller.sendall(each)
                done.wait(0.02)
            if then_silent:
                done.wait()

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=speak)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
        done.set()
        thread.join()


def stamped(pair: Pair) -> bool:
    """Tell whether any stamp is kept."""
    with pair.begin() as session:
        return checkpoints.newest_stamp(session) is not None


def kept(pair: Pair, answer: Answer, status: int = 200) -> bool:
    """Tell whether anything is kept of what the authority answers."""
    with answering(answer, status) as address, suppress(LogUnreachable):
        stamp(pair.begin, address)
    return stamped(pair)


def why_not(pair: Pair, answer: Answer) -> str:
    """Answer what is said of an answer that is no stamp of what was asked."""
    with answering(answer) as address, pytest.raises(LogUnreachable) as said:
        stamp(pair.begin, address)
    return str(said.value).removeprefix(f"{address}: HTTP 200, ")


def within(tag: int, *parts: bytes) -> bytes:
    """Write a value of DER, up to 65,535 bytes long."""
    content = b"".join(parts)
    return bytes([tag, 0x82]) + len(content).to_bytes(2, "big") + content


def answer_with_text(answer: bytes, text: bytes) -> bytes:
    """Give an authority's answer a text beside its status, as it might write a reason."""
    ends = 4 + len(b"\x30\x03\x02\x01\x00")
    status = within(0x30, answer[ends - 3 : ends], within(0x30, within(0x0C, text)))
    return within(0x30, status, answer[ends:])


def about(query: bytes) -> bytes:
    """Answer the digest that a request asks a stamp for, and its nonce, as they stand in it."""
    return query[-47:]


def always(said: bytes) -> Answer:
    """Answer the same whatever is asked."""
    return lambda _: said


def note(pair: Pair) -> bytes:
    with pair.begin() as session:
        newest = trusted.newest(session)
        assert newest is not None
        return newest.note


def test_its_own_answer_is_kept(pair: Pair, authority: Authority) -> None:
    pair.grow()
    assert kept(pair, authority.answer)


def test_a_stamp_of_another_digest_is_not_kept(pair: Pair, authority: Authority) -> None:
    pair.grow()
    other = authority.answer(request(b"another note\n", NONCE))
    assert not kept(pair, always(other))


def test_a_stamp_that_was_given_before_is_not_kept(pair: Pair, authority: Authority) -> None:
    """Over the very note, by the very authority: but an answer to another request."""
    pair.grow()
    replayed = authority.answer(request(note(pair), NONCE))
    assert not kept(pair, always(replayed))


def test_a_refusal_or_a_page_is_not_kept(pair: Pair, authority: Authority) -> None:
    pair.grow()
    refused = authority.answer(b"\x30\x03\x02\x01\x01")
    said = {answer: kept(pair, always(answer)) for answer in (refused, b"<html>", b"", note(pair))}
    assert not any(said.values())


def test_an_answer_with_something_behind_it_is_not_kept(pair: Pair, authority: Authority) -> None:
    pair.grow()
    assert not kept(pair, lambda query: authority.answer(query) + b"\x00")
    assert not kept(pair, lambda query: authority.answer(query)[:-1])


def test_what_is_asked_but_only_told_beside_the_stamp_is_not_kept(
    pair: Pair, authority: Authority
) -> None:
    """Digest and nonce stand in the answer, and still what is stamped is something else."""
    pair.grow()

    def beside(query: bytes) -> bytes:
        other = authority.answer(request(b"another note\n", NONCE))
        return answer_with_text(other, about(query))

    digest = hashlib.sha256(note(pair)).digest()
    assert digest in about(request(note(pair), NONCE))
    assert why_not(pair, beside) == "a time stamp over something else"
    assert not stamped(pair)


def test_a_nonce_that_is_only_told_beside_the_stamp_is_none(
    pair: Pair, authority: Authority
) -> None:
    pair.grow()

    def replayed(query: bytes) -> bytes:
        return answer_with_text(authority.answer(request(note(pair), NONCE)), about(query))

    assert why_not(pair, replayed) == "a time stamp that answers another request"
    assert not stamped(pair)


def test_an_answer_with_a_text_beside_its_status_is_kept(pair: Pair, authority: Authority) -> None:
    pair.grow()
    assert kept(pair, lambda query: answer_with_text(authority.answer(query), b"granted"))


def test_a_stamp_that_was_refused_is_not_kept_even_if_there_is_one(
    pair: Pair, authority: Authority
) -> None:
    pair.grow()

    def refused(query: bytes) -> bytes:
        return authority.answer(query).replace(b"\x30\x03\x02\x01\x00", b"\x30\x03\x02\x01\x02", 1)

    assert why_not(pair, refused) == "refused with status 2"
    assert not stamped(pair)


@pytest.mark.parametrize("said", [b"<html>", b"", b"\x30\x80" * 5000, b"\x30\x82\xff"])
def test_what_is_no_answer_is_said(pair: Pair, said: bytes) -> None:
    pair.grow()
    assert why_not(pair, always(said)) == "no time stamp"


@pytest.mark.parametrize(
    "said",
    [
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 200 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\nno\r\n",
    ],
)
def test_what_is_no_http_is_said_and_asked_again(
    pair: Pair, authority: Authority, said: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    pair.grow()
    with speaking(said) as address, pytest.raises(LogUnreachable, match=address):
        stamp(pair.begin, address)
    with speaking(said) as address, caplog.at_level(logging.WARNING):
        assert not stamper.look(pair.begin, address)
    assert [(each.levelname, address in each.message) for each in caplog.records] == [
        ("WARNING", True)
    ]
    assert not stamped(pair)
    assert kept(pair, authority.answer)


@pytest.mark.parametrize("begun", [(), (b"HTTP/1.1 200 OK\r\n\r\n", b"\x30")])
def test_an_authority_that_says_nothing_more_is_left(
    pair: Pair, authority: Authority, begun: tuple[bytes, ...]
) -> None:
    pair.grow()
    with speaking(*begun) as address, pytest.raises(LogUnreachable, match="timed out"):
        stamp(pair.begin, address, seconds=0.2)
    assert not stamped(pair)
    assert kept(pair, authority.answer)


def test_an_authority_that_speaks_byte_by_byte_is_left(pair: Pair) -> None:
    pair.grow()
    slow = (b"HTTP/1.1 200 OK\r\n\r\n", *([b"\x30"] * 100))
    with (
        speaking(*slow, then_silent=False) as address,
        pytest.raises(LogUnreachable, match="timed out"),
    ):
        stamp(pair.begin, address, seconds=0.3)
    assert not stamped(pair)


def test_a_refusal_by_its_page_is_said(pair: Pair) -> None:
    pair.grow()
    with (
        answering(always(b"no"), 503) as address,
        pytest.raises(LogUnreachable, match="HTTP 503, no time stamp"),
    ):
        stamp(pair.begin, address)
    assert not stamped(pair)
