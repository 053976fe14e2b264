"""Idle and slow connections hold up nobody, on the settings that ship."""

import http.client
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager

import pytest

from server import buffered_worker
from tests.faults.harness.serving import served
from tests.ports import listens
from tests.waiting import PATIENCE, eventually
from tests.worlds.databases import Database

HEAD = b"POST /sign-in HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\n"
IDLE = b""
SLOW_HEAD = HEAD
SLOW_BODY = HEAD + b"Content-Length: 5000\r\n\r\na="


@pytest.fixture(scope="module")
def port(module_database: Database) -> Iterator[int]:
    with served(module_database) as browser:
        assert answered(browser.ports[0]) == 200
        yield browser.ports[0]


@contextmanager
def held(port: int, begun: bytes, number: int) -> Iterator[list[socket.socket]]:
    """Keep connections open on which a request has begun so far."""
    with ExitStack() as stack:
        opened = []
        for _ in range(number):
            sock = stack.enter_context(socket.create_connection(("127.0.0.1", port), PATIENCE))
            sock.sendall(begun)
            opened.append(sock)
        yield opened


def answered(port: int, path: str = "/sign-in") -> int:
    """Read a page on a connection of its own; answer its status."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    with closing(connection):
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
    return answer.status


def alive(sockets: list[socket.socket]) -> int:
    """Count the connections that the server has not closed."""
    count = 0
    for sock in sockets:
        sock.settimeout(0)
        try:
            count += sock.recv(1) != b""
        except BlockingIOError:
            count += 1
        except OSError:
            pass
    return count


@pytest.mark.slow
@pytest.mark.parametrize("begun", [IDLE, SLOW_HEAD, SLOW_BODY], ids=["idle", "head", "body"])
def test_two_hundred_connections_that_say_nothing_hold_up_no_page(port: int, begun: bytes) -> None:
    with held(port, begun, 200) as sockets:
        assert answered(port) == 200
        assert alive(sockets) > 0, "the page came only after the others were given up"
        assert {answered(port) for _ in range(10)} == {200}


@pytest.mark.slow
def test_idle_and_slow_ones_together_hold_up_no_page(port: int) -> None:
    with held(port, IDLE, 200) as idle, held(port, SLOW_HEAD, 100), held(port, SLOW_BODY, 100):
        assert answered(port) == 200
        assert alive(idle) > 0
        assert {answered(port) for _ in range(10)} == {200}


def test_a_head_and_a_body_have_their_time() -> None:
    """The limits are those of the class, asked with a moved clock."""
    channel = object.__new__(buffered_worker.Channel)
    request = type("Request", (), {"headers_finished": False})()
    channel.request, channel.began = request, 1000.0
    assert not channel.late(1000.0 + buffered_worker.HEADER_SECONDS)
    assert channel.late(1000.1 + buffered_worker.HEADER_SECONDS)
    request.headers_finished = True
    assert not channel.late(1000.0 + buffered_worker.BODY_SECONDS)
    assert channel.late(1000.1 + buffered_worker.BODY_SECONDS)
    channel.request = None
    assert not channel.late(1e9)


@pytest.mark.slow
def test_a_head_that_drips_is_given_up_in_time(port: int) -> None:
    began = time.monotonic()
    with held(port, b"GET / HTTP/1.1\r\n", 1) as (dripping,):
        eventually(lambda: given_up(dripping))
        assert time.monotonic() - began >= buffered_worker.HEADER_SECONDS
    assert answered(port) == 200


def given_up(dripping: socket.socket) -> bool:
    """Send one more line of the head; whether the server takes none any more."""
    try:
        dripping.sendall(b"X-A: b\r\n")
    except OSError:
        return True
    return alive([dripping]) == 0


@pytest.mark.parametrize(
    ("sent", "status", "words"),
    [
        (b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999\r\n\r\n", 413, "quá lớn"),
        (b"GET / HTTP/1.1\r\nHost: a\r\nX-A: " + b"a" * 300_000 + b"\r\n\r\n", 431, "quá dài"),
        (b"GET / HTTP/1.1\r\nHost : a\r\n\r\n", 400, "không hợp lệ"),
        (b"GET / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: x\r\n\r\n", 501, "hợp lệ"),
    ],
)
def test_what_is_no_request_is_answered_in_words(
    port: int, sent: bytes, status: int, words: str
) -> None:
    with held(port, sent, 1) as (sock,):
        answer = http.client.HTTPResponse(sock)
        answer.begin()
        body = answer.read().decode()
    assert answer.status == status
    assert words in body
    assert answer.headers["Server"] is None
    assert "waitress" not in body


def test_a_stopping_server_answers_what_is_under_way(module_database: Database) -> None:
    """The request whose end is still to come when TERM arrives is answered, too."""
    with served(module_database) as browser:
        port = browser.ports[0]
        assert answered(port) == 200
        sock = socket.create_connection(("127.0.0.1", port), PATIENCE)
        sock.sendall(b"GET /sign-in HTTP/1.1\r\nHost: a\r\n")
        browser.servers[0].terminate()
        eventually(lambda: not listens(port))
        sock.sendall(b"\r\n")
        answer = http.client.HTTPResponse(sock)
        answer.begin()
        assert answer.status == 200
        assert b"</html>" in answer.read()
        sock.close()
