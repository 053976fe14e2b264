"""Ports for the servers of tests: nobody else gets one meanwhile; and waiting for who listens."""

import socket
from contextlib import suppress

from tests.waiting import eventually

_HELD: list[socket.socket] = []


def free_port() -> int:
    """Answer a port that stays bound here, without listening, until the tests end.

    A server that sets SO_REUSEADDR may listen on it all the same; whoever asks the system for any
    port, to listen or to connect from, gets another one.
    """
    while True:
        held = _bound(socket.AF_INET, "127.0.0.1", 0)
        port = int(held.getsockname()[1])
        if not socket.has_dualstack_ipv6():
            return port
        with suppress(OSError):
            _bound(socket.AF_INET6, "::1", port)
            return port


def wait_for(port: int) -> None:
    """Wait until something listens."""
    eventually(lambda: listens(port))


def listens(port: int) -> bool:
    """Whether a connection is taken."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _bound(family: socket.AddressFamily, host: str, port: int) -> socket.socket:
    held = socket.socket(family)
    held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if family is socket.AF_INET6:
        held.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    held.bind((host, port))
    _HELD.append(held)
    return held
