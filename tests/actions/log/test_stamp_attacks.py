"""An authority that hands out what is no stamp of this checkpoint: nothing of it is kept."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from server.actions.log.published import LogUnreachable
from server.actions.log.stamp import stamp
from server.domain.log.time_stamps import request
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


def kept(pair: Pair, answer: Answer, status: int = 200) -> bool:
    """Tell whether anything is kept of what the authority answers."""
    with answering(answer, status) as address, suppress(LogUnreachable):
        stamp(pair.begin, address)
    with pair.begin() as session:
        return checkpoints.newest_stamp(session) is not None


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
